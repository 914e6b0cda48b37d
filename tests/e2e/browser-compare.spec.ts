// Looking back without a network: two runs side by side, a run beside what is usual, and on the board what that says of a run
// that is still going.

import type { Page } from '@playwright/test'
import { expect, plainly, runRows, test } from '../support/browser-host.ts'
import { seedLog } from '../support/seed-log.ts'
import { seedPast } from '../support/seed-past.ts'
import { startSseServer } from '../support/sse-server.ts'

/** Nothing but the host itself can be reached; gives what was tried. */
async function withoutNetwork(page: Page, host: string): Promise<string[]> {
  const tried: string[] = []
  await page.route(
    (url) => url.origin !== host,
    (route) => {
      tried.push(route.request().url())
      return route.abort()
    },
  )
  return tried
}

const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })

test('two runs are compared, swapped, aligned and chosen by keyboard, and what cannot be compared says so', async ({
  page,
  host,
}) => {
  await host.stop('SIGINT')
  const past = await seedPast(host.dataDir)
  await host.start()
  const tried = await withoutNetwork(page, new URL(host.url()).origin)
  await host.open(page)

  await page.getByText('Biology 106').click()
  await expect(page.getByRole('region', { name: /^Run:/ })).toBeVisible()
  await page.keyboard.press('v')
  const main = page.getByRole('region', { name: 'Compare', exact: true })
  await expect(
    main.getByText(
      'This run took 57 s: longer than half of the 5 completed runs, but not slower than usual.',
    ),
  ).toBeVisible()
  await expect(main.getByRole('list', { name: 'How runs of this kind end' })).toHaveText(
    /5 completed\s*83 %\s*1 failed\s*17 %/,
  )
  await expect(row(page, 'Took').getByRole('cell')).toHaveText(['57 s', '41 s', '16 s longer'])
  await expect(row(page, 'Outcome').getByRole('cell')).toHaveText([
    'completed',
    'completed, 5 of 6',
    'as most',
  ])

  // The right side, chosen by keyboard.
  const side = (name: 'Left' | 'Right') => main.getByRole('region', { name: `${name} side` })
  await side('Right').getByRole('button').first().focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('101')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(side('Right')).toContainText('Biology 101')
  await expect(row(page, 'Took').getByRole('cell')).toHaveText(['57 s', '35 s', '22 s longer'])
  await expect(row(page, 'Gaps').getByRole('cell')).toHaveText(['1', '0', '1 more'])
  await expect(row(page, 'status').getByRole('cell')).toHaveText(['10', '9', '1 more'])
  await expect(main.getByText('8 items in both, 2 of them not the same; no other in either.')).toBeVisible()
  await expect(main.getByText('Neither run names stages.')).toBeVisible()
  await expect(main.getByRole('img', { name: /^Progress of both runs: .*100 %.*100 %/ })).toBeVisible()
  await expect(main.getByText('Aligned at the start of each: they have no stage in common.')).toBeVisible()

  await main.getByRole('button', { name: 'Swap sides' }).click()
  await expect(side('Left')).toContainText('Biology 101')
  await expect(row(page, 'Took').getByRole('cell')).toHaveText(['35 s', '57 s', '22 s shorter'])
  await page.keyboard.press('Escape')
  await expect(main).toBeHidden()
  await expect(page.getByRole('region', { name: 'Run: Biology 101' })).toBeVisible()

  // The comparison is a place: the way back leads to it, and so does its address.
  await page.goBack()
  await expect(side('Left')).toContainText('Biology 101')
  await page.reload()
  await expect(side('Right')).toContainText('Biology 106')
  await page.keyboard.press('Escape')

  // Two stories: stages, text, and time aligned at a stage.
  await page.getByText('The fox and the sea, again').click()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: /^Compare/ }).click()
  await expect(main.getByText('What is usual is known after three completed runs of this kind')).toBeVisible()
  await side('Right').getByRole('button').first().click()
  await page.getByRole('option', { name: 'The fox and the sea' }).click()
  await expect(main.getByRole('region', { name: 'Stages' }).getByText('2.7 s longer')).toBeVisible()
  await expect(main.getByText('not in this run')).toBeVisible()
  await expect(main.locator('del', { hasText: 'feared' })).toBeVisible()
  await expect(main.locator('ins', { hasText: 'loved' })).toBeVisible()
  const lane = main.getByRole('figure', { name: 'Timeline of The fox and the sea', exact: true })
  const stage = lane.getByText('Safety check')
  const before = await stage.boundingBox()
  await main.getByLabel('Aligned at').selectOption({ label: 'the stage “Safety check”' })
  const twin = main
    .getByRole('figure', { name: 'Timeline of The fox and the sea, again' })
    .getByText('Safety check')
  await expect
    .poll(
      async () => Math.abs(((await stage.boundingBox())?.x ?? 0) - ((await twin.boundingBox())?.x ?? 99)),
      {
        timeout: 15_000,
      },
    )
    .toBeLessThan(1.5)
  expect((await stage.boundingBox())?.x).not.toBe(before?.x)

  // Another kind, and a run that is gone.
  await side('Right').getByRole('button').first().click()
  await page.getByRole('option', { name: /Biology 103/ }).click()
  await expect(main.getByText('These runs are of different kinds')).toBeVisible()
  await expect(main.getByRole('region', { name: 'Items' })).toBeHidden()
  await host.call('runs.remove', { run: past.decks[2] ?? 0 })
  await expect(main.getByText(`Run ${past.decks[2]} is not stored any more.`)).toBeVisible()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('compare with')
  await page.keyboard.press('Enter')
  await expect(side('Right')).toContainText('The usual run')
  expect(tried).toEqual([])
})

test('a run that takes longer than nine in ten of its kind says so on the board, and in numbers', async ({
  page,
  host,
}) => {
  await host.stop('SIGINT')
  const video = (name: string) => ({
    kind: 'videos',
    params: { video_uuid: name },
    title: name,
    events: [
      { name: 'status', data: '{"status":"processing"}' },
      { name: 'end', data: '{"status":"completed"}' },
    ],
  })
  await seedLog(host.dataDir, ['one', 'two', 'three'].map(video))
  await host.start()
  const server = await startSseServer([
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('event: status\ndata: {"status":"processing"}\n\n')
    },
  ])
  await host.open(page)
  await host.call('runs.add', {
    ...plainly,
    kind: 'videos',
    baseUrl: server.url,
    params: { video_uuid: 'four' },
    title: 'A slow one',
  })
  const slow = runRows(page).filter({ hasText: 'A slow one' }).getByText('slower than usual')
  await expect(slow).toBeVisible({ timeout: 30_000 })
  await expect(slow).toHaveAttribute(
    'title',
    'Slower than usual: nine in ten of your latest 3 completed runs of this kind took up to 10 ms',
  )
  await page.getByText('A slow one').click()
  await page.keyboard.press('v')
  await expect(page.getByText(/^So far .*: slower than usual, longer than nine in ten/)).toBeVisible()
  await server.close()
})
