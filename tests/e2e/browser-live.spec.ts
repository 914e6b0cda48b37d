// The live path in a browser: a job of every kind from the form to its end, over real HTTP, a real log and a real page.

import { expect, plainly, runRows, test } from '../support/browser-host.ts'

test('first launch says what to do, and the sample backend fills the board', async ({ page, host }) => {
  await host.open(page)
  await expect(page.getByRole('button', { name: 'Add run' }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Watch the sample backend' }).click()
  await expect(page.getByRole('grid', { name: 'Runs' }).getByRole('row').nth(5)).toBeVisible()
})

const pasted: readonly [string, string, string, string][] = [
  ['Flashcards', '/v1/flashcards/runs/biology-101/events', 'biology-101', '13/13'],
  ['Videos', '/v1/videos/requests/4f3e2d1c-8a7b-4c6d-9e0f-1a2b3c4d5e6f/events', '4f3e2d1c', 'completed'],
  ['Stories', '/api/v1/stories/generate/stream?child_id=1&theme=adventure', 'Adventure', 'completed'],
  ['Processes', '/api/process/stream', 'Process', 'completed'],
  ['Chat', '/chat?prompt=What+are+tides', 'What are tides', 'completed'],
]

for (const [kind, path, title, said] of pasted) {
  test(`${kind}: a pasted URL picks the kind, and the job is watched to its end`, async ({
    page,
    host,
    backend,
  }) => {
    await host.open(page)
    await page.getByRole('button', { name: 'Add run' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Add a run' })
    await dialog.getByLabel('Paste a URL or an id').fill(`${backend.now().url}${path}`)
    await expect(dialog.getByRole('button', { name: new RegExp(`^${kind} at`) })).toBeVisible()
    await expect(dialog.getByRole('radio', { name: kind, exact: true })).toBeChecked()
    await dialog.getByRole('button', { name: /^(Start and watch|Watch)$/ }).click()
    const row = page.getByRole('row').filter({ hasText: title })
    await expect(row).toContainText('closed', { timeout: 30_000 })
    await expect(row).toContainText('completed')
    await expect(row).toContainText(said)
  })
}

test('Learning paths: the form posts its fields, and the stages are drawn', async ({
  page,
  host,
  backend,
}) => {
  await host.open(page)
  await page.getByRole('button', { name: 'Add run' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Add a run' })
  await dialog.getByText('Learning paths', { exact: true }).click()
  await dialog.getByLabel('Address').fill(backend.now().url)
  await dialog.getByLabel('Topic').fill('Rust for web developers')
  await dialog.getByRole('button', { name: 'Start and watch' }).click()
  const row = page.getByRole('row').filter({ hasText: 'Rust for web developers' })
  await expect(row).toContainText('completed', { timeout: 30_000 })
  await row.click()
  await expect(page.getByRole('region', { name: 'Stages' })).toContainText('curriculum')
})

test('Plain: any stream is watched, and its log follows it until one scrolls away', async ({
  page,
  host,
  backend,
}) => {
  await host.open(page)
  const { run } = await host.call('runs.add', {
    ...plainly,
    kind: 'plain',
    params: { url: `${backend.now().url}/events/ticker` },
  })
  await page.getByRole('row').filter({ hasText: 'ticker' }).click()
  await page.getByRole('tab', { name: 'Log' }).click()
  const log = page.getByRole('grid', { name: /^Events of/ })
  await expect
    .poll(async () => (await host.call('events.range', { run, from: 1, limit: 1_000 })).rows.length, {
      timeout: 30_000,
    })
    .toBeGreaterThan(60)
  const last = async () => (await log.getByRole('row').last().textContent()) ?? ''
  const before = await last()
  await expect.poll(last).not.toBe(before)
  await log.hover()
  await page.mouse.wheel(0, -600)
  await expect(page.getByRole('button', { name: /\d+ new/ })).toBeVisible({ timeout: 15_000 })
  await page.getByRole('button', { name: /\d+ new/ }).click()
  await expect(page.getByRole('button', { name: /\d+ new/ })).toBeHidden()
})

test('several ids at once make one run each, and a job that is watched already is offered instead', async ({
  page,
  host,
  backend,
}) => {
  await host.open(page)
  await page.getByRole('button', { name: 'Add run' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Add a run' })
  await dialog.getByText('Flashcards', { exact: true }).click()
  await dialog.getByLabel('Address').fill(backend.now().url)
  await dialog.getByLabel(/Run id/i).fill('spanish-a1, algebra-2, chemistry-3')
  await dialog.getByRole('button', { name: /Watch/ }).last().click()
  await expect(runRows(page)).toHaveCount(3)
  await page.getByRole('button', { name: 'Add run' }).first().click()
  await dialog
    .getByLabel('Paste a URL or an id')
    .fill(`${backend.now().url}/v1/flashcards/runs/algebra-2/events`)
  await expect(dialog.getByRole('button', { name: /^Flashcards at/ })).toBeVisible()
  await dialog.getByRole('button', { name: 'Watch', exact: true }).click()
  await dialog.getByRole('button', { name: /Open the run/ }).click()
  await expect(page.getByRole('region', { name: /^Run: .*algebra-2/ })).toBeVisible()
})

test('what is typed wrong is said beside its field, and nothing is added', async ({ page, host }) => {
  await host.open(page)
  await page.getByRole('button', { name: 'Add run' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Add a run' })
  await dialog.getByText('Stories', { exact: true }).click()
  await dialog.getByLabel('Address').fill('ftp://example.com')
  await dialog.getByRole('textbox', { name: /child/i }).fill('seven')
  await dialog.getByRole('button', { name: 'Start and watch' }).click()
  await expect(dialog.getByText('must be a whole number')).toBeVisible()
  await expect(dialog.getByText('Only http and https can be watched')).toBeVisible()
  expect((await host.call('runs.snapshot', {})).runs).toEqual([])
})
