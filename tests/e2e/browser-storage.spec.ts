// Keeping and forgetting, by hand and without a network: the storage page with its sizes, rules, backups and the check; and
// what a person puts on a run, by mouse and by keys.

import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { type BrowserHost, expect, runRows, test } from '../support/browser-host.ts'
import { events, type SeedRun, seedLog } from '../support/seed-log.ts'

const day = 86_400_000
/** The first look at the rules after a start, with some to spare. */
const firstLookMs = 5_000
const patiently = { timeout: 30_000 }

const some = (count: number) =>
  events(count, (seq) => ({ data: `{"progress":${seq % 100},"message":"card ${seq} of ${seq * 7919}"}` }))

/** Puts `runs` into the host's log and opens the page, which reaches nothing but its host and complains if it tries. */
async function open(page: Page, host: BrowserHost, runs: readonly SeedRun[]): Promise<void> {
  await host.stop('SIGINT')
  await seedLog(host.dataDir, runs)
  await host.start()
  const { origin } = new URL(host.url())
  await page.route(
    (url) => url.origin !== origin,
    (route) => route.abort(),
  )
  await host.open(page)
}

const part = (page: Page, name: string): Locator =>
  page.getByRole('region', { name: 'Storage', exact: true }).getByRole('region', { name, exact: true })
const toStorage = (page: Page) => page.getByRole('button', { name: /^Storage/ }).click()
const backup = (page: Page, name: string): Locator =>
  part(page, 'Backup and restore').getByRole('listitem').filter({ hasText: name })

test('the log is weighed, rules say what they would take, and what is removed gives its space back', async ({
  page,
  host,
}) => {
  test.setTimeout(120_000)
  const old = Date.now() - 60 * day
  await open(page, host, [
    { title: 'Old import', events: some(30_000), createdAt: old, server: 'old.example' },
    { title: 'Old but pinned', events: some(40), createdAt: old, marks: { pinned: true } },
    { title: 'Yesterday', events: some(2_000), createdAt: Date.now() - day, server: 'new.example' },
  ])
  const startedAt = Date.now()
  const log = join(host.dataDir, 'runlight.db')
  const before = statSync(log).size
  await toStorage(page)
  const main = page.getByRole('region', { name: 'Storage', exact: true })
  await expect(main.getByText('32,040 events of 3 runs')).toBeVisible(patiently)
  await expect(part(page, 'By kind')).toContainText('Plain stream')
  await expect(part(page, 'By server').getByRole('listitem').first()).toContainText('old.example')
  await expect(part(page, 'By month').getByRole('listitem')).not.toHaveCount(0)
  await expect(part(page, 'Biggest runs').getByRole('listitem').first()).toContainText('Old import')
  await expect(part(page, 'Growth, last 30 days').getByRole('row')).toHaveCount(1)

  const rules = part(page, 'Retention')
  await rules.getByRole('button', { name: 'Add a rule' }).click()
  const days = rules.getByRole('textbox', { name: 'Days, all other kinds' })
  await days.fill('a month')
  await expect(rules.getByRole('alert')).toHaveText('Give whole days, 1 to 36,500.')
  await days.fill('30')
  await expect(rules.getByText('These rules take away 1 run now')).toBeVisible(patiently)
  await rules.getByText('Which ones').click()
  await expect(rules.getByRole('list', { name: 'Runs that these rules take away' })).toContainText(
    'Old import',
  )
  await expect(rules.getByText('1 pinned run is kept all the same')).toBeVisible()
  expect((await host.call('runs.snapshot', {})).runs.length).toBe(3)

  // Else the first look by itself may come before the person.
  await page.waitForTimeout(Math.max(0, startedAt + firstLookMs - Date.now()))
  await rules.getByRole('button', { name: 'Save the rules' }).click()
  await rules.getByRole('button', { name: 'Remove 1 run now' }).click()
  await expect(rules.getByText(/^1 run removed, about/)).toBeVisible(patiently)
  await expect(rules.getByText(/went back to the disk/)).toBeVisible(patiently)
  expect(statSync(log).size).toBeLessThan(before / 4)
  await expect(part(page, 'Removed so far').getByRole('listitem')).toHaveText(
    /1 run, 30,000 events, about .*1 of other kinds older than 30 days.*by hand/,
  )
  await expect(main.getByText('2,040 events of 2 runs')).toBeVisible(patiently)
  await expect(rules.getByText('Nothing is beyond these limits now.')).toBeVisible(patiently)
  await page.getByRole('button', { name: /^All runs/ }).click()
  await expect(runRows(page)).toHaveCount(2)
  await expect(runRows(page).filter({ hasText: 'Old but pinned' })).toHaveCount(1)
})

test('a backup is made, what is none is refused, and a restore waits for the next start and can be taken back', async ({
  page,
  host,
}) => {
  test.setTimeout(120_000)
  await open(page, host, [
    { title: 'In the backup', events: some(500) },
    { title: 'There, too', events: some(5) },
  ])
  await toStorage(page)
  const backups = part(page, 'Backup and restore')
  await backups.getByRole('button', { name: 'Back up now' }).click()
  await expect(backups.getByText(/^The backup is complete: runlight-.*\.runlight\.db/)).toBeVisible(patiently)
  const integrity = part(page, 'Integrity')
  await integrity.getByRole('button', { name: 'Check the log' }).click()
  const found = integrity.getByRole('list', { name: 'What the check found' })
  await expect(found).toContainText('505 events can be found by the search.', patiently)
  await expect(found).toContainText('2 runs read: no event is missing.')

  writeFileSync(
    join(host.dataDir, 'backups', 'notes.db'),
    'These are not the pages of a database. '.repeat(9),
  )
  await page.reload()
  await toStorage(page)
  await backup(page, 'notes.db').getByRole('button', { name: 'Restore…' }).click(patiently)
  await backup(page, 'notes.db').getByRole('button', { name: 'Restore at the next start' }).click()
  await expect(backups.getByText(/notes\.db is no Runlight log: .*The present log is untouched/)).toBeVisible(
    patiently,
  )

  const stage = async () => {
    await backup(page, 'runlight-').getByRole('button', { name: 'Restore…' }).click()
    await backup(page, 'runlight-').getByRole('button', { name: 'Restore at the next start' }).click()
    await expect(backups.getByText(/becomes the log when Runlight starts next\./).first()).toBeVisible(
      patiently,
    )
  }
  await stage()
  await backups.getByRole('button', { name: 'Take it back' }).click()
  await expect(backups.getByRole('button', { name: 'Take it back' })).toBeHidden()
  await stage()
  const { runs } = await host.call('runs.snapshot', {})
  await host.call('runs.remove', { run: runs.find((run) => run.title === 'In the backup')?.id ?? 0 })
  await host.stop('SIGINT')
  await host.start()
  await host.open(page)
  await toStorage(page)
  await expect(backups.getByText(/^This log was restored from runlight-.*lies at .*aside-/)).toBeVisible(
    patiently,
  )
  await page.getByRole('button', { name: /^All runs/ }).click()
  await expect(runRows(page).filter({ hasText: 'In the backup' })).toHaveCount(1)
})

test('runs are acknowledged, pinned, renamed, tagged and noted by keys and by mouse, and found by it', async ({
  page,
  host,
}) => {
  test.setTimeout(90_000)
  await open(page, host, [
    { title: 'First deck', events: some(20) },
    { title: 'Second deck', events: some(20) },
  ])
  const needsMe = page.getByRole('button', { name: /^Needs me/ }).first()
  const row = (title: string) => runRows(page).filter({ hasText: title })
  await expect(needsMe).toContainText('2')
  // By keys, on the row under the cursor: the newest is the first.
  await page.keyboard.press('j')
  await page.keyboard.press('a')
  await expect(needsMe).toContainText('1')
  // By mouse, over the row, which does not open it.
  await row('First deck').hover()
  await row('First deck').getByRole('button', { name: 'Seen' }).click()
  await expect(needsMe).toContainText('0')
  // It has moved, to where the runs are that need nobody.
  await row('First deck').hover()
  await row('First deck').getByRole('button', { name: 'Pin' }).click()
  await expect(row('First deck').getByRole('button', { name: 'Unpin' })).toBeVisible()
  await expect(page.getByRole('region', { name: /^Run:/ })).toBeHidden()
  await page.keyboard.press('3')
  await expect(runRows(page)).toHaveCount(0)
  await page.keyboard.press('1')

  await row('Second deck').click({ position: { x: 220, y: 20 } })
  const run = page.getByRole('region', { name: /^Run:/ })
  const seen = run.getByRole('button', { name: 'Seen', exact: true })
  await expect(seen).toHaveAttribute('aria-pressed', 'true')
  await seen.click()
  await expect(needsMe).toContainText('1')
  await page.keyboard.press('F2')
  await run.getByRole('textbox', { name: 'Title' }).fill('Harbour cards')
  await page.keyboard.press('Enter')
  await expect(run.getByRole('heading', { name: 'Harbour cards' })).toBeVisible()
  await page.keyboard.press('#')
  const tag = run.getByRole('combobox', { name: 'Add a tag' })
  await tag.fill('nightly')
  await tag.press('Enter')
  await tag.fill('release 4')
  await tag.press('Enter')
  await tag.press('Escape')
  await run.getByRole('button', { name: 'Take off the tag release 4' }).click()
  await page.keyboard.press('m')
  await run.getByRole('textbox', { name: 'Note' }).fill('The disk was full.\nAsk Ana.')
  await page.keyboard.press('Control+Enter')
  await expect(run.getByRole('button', { name: 'Edit the note' })).toContainText('Ask Ana.')
  await page.keyboard.press('b')
  await expect(row('Harbour cards').getByRole('img', { name: 'Pinned' })).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText('Seen, or not after all')
  await page.keyboard.press('Escape')

  await page.keyboard.press('/')
  await page.keyboard.type('tag:nightly note:ana')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Search', exact: true })).toContainText(
    'Harbour cards',
    patiently,
  )
  await host.stop('SIGKILL')
  await host.start()
  const kept = (await host.call('runs.snapshot', {})).runs.find(({ title }) => title === 'Harbour cards')
  expect(kept?.marks).toEqual({
    tags: ['nightly'],
    note: 'The disk was full.\nAsk Ana.',
    pinned: true,
    acknowledgedAt: null,
  })
})
