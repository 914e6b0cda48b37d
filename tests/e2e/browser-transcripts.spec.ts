// Taking runs away and bringing them back in, by hand, in a browser without a network: every format, secrets taken out, a
// file dropped on the window, and what became of each.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Locator, Page } from '@playwright/test'
import { type BrowserHost, expect, runRows, test } from '../support/browser-host.ts'
import { events, seedLog } from '../support/seed-log.ts'

const hostile =
  '</script><script>document.title="owned"</script><img src=x onerror="document.title=\'owned\'">'
const credential = 'tok_4f9a8b7c6d5e4f3a2b1c'

/** Puts the past into the host’s log, which must not be open meanwhile. */
async function seed(host: BrowserHost): Promise<void> {
  await host.stop('SIGINT')
  await seedLog(host.dataDir, [
    {
      title: 'Harbour log',
      events: events(400, (seq) => ({
        id: String(seq),
        data: JSON.stringify({
          row: seq,
          ...(seq % 100 === 0 ? { api_key: credential, ship: 'Ada-77' } : {}),
        }),
      })),
    },
    { title: hostile, events: events(3, () => ({ data: hostile, name: hostile })) },
  ])
  await host.start()
}

const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name })

async function exportMenu(page: Page, run: string | RegExp): Promise<Locator> {
  await runRows(page).filter({ hasText: run }).first().click()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Export…' }).click()
  return dialog(page, 'Export')
}

/** Presses the button and gives the file: its name, and its text. */
async function take(page: Page, button: string): Promise<{ name: string; text: string }> {
  const coming = page.waitForEvent('download')
  await dialog(page, 'Export').getByRole('button', { name: button, exact: true }).click()
  const download = await coming
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
}

/** Drops files on the window, as the browser does when a person lets them go. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const held = await page.evaluateHandle(
    ([fileName = '', content = '']) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([content], fileName, { lastModified: 1_700_000_000_000 }))
      return transfer
    },
    [name, text],
  )
  await page.dispatchEvent('body', 'dragover', { dataTransfer: held })
  await expect(page.getByText('Drop to import')).toBeVisible()
  await page.dispatchEvent('body', 'drop', { dataTransfer: held })
  await expect(page.getByText('Drop to import')).toBeHidden()
}

test('a run goes out in every format without its secrets, and says what was taken out', async ({
  page,
  host,
}) => {
  await seed(host)
  await host.open(page)
  const choice = await exportMenu(page, 'Harbour log')
  await choice.getByRole('button', { name: 'Add a pattern' }).click()
  await choice.getByLabel('Regular expression').fill('Ada-(')
  await choice.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(choice.getByText(/This is no regular expression/)).toBeVisible()
  await choice.getByLabel('Regular expression').fill('Ada-\\d+')
  await choice.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(choice.getByRole('button', { name: 'Remove the pattern Ada-\\d+' })).toBeVisible()

  const transcript = await take(page, 'Export')
  expect(transcript.name).toBe('harbour-log-run-1.runlight')
  expect(transcript.text.split('\n').filter((line) => line.includes('"type":"event"'))).toHaveLength(400)
  expect([transcript.text.includes(credential), transcript.text.includes('Ada-77')]).toEqual([false, false])
  const ended = dialog(page, 'Export')
  await expect(ended.getByRole('status')).toHaveText(/^Exported 400 events, /)
  await expect(ended.getByText('harbour-log-run-1.runlight, among your downloads')).toBeVisible()
  await expect(ended.getByRole('list', { name: 'What was taken out' })).toHaveText(
    /4fields named like credentials.*4your own pattern 1|4your own pattern 1.*4fields named like credentials/s,
  )
  await ended.getByRole('button', { name: 'Done' }).click()

  for (const [format, name] of [
    ['CSV', 'harbour-log-run-1.csv'],
    ['Raw event stream', 'harbour-log-run-1.sse'],
    ['HTML report', 'harbour-log-run-1.html'],
  ] as const) {
    await (await exportMenu(page, 'Harbour log')).getByText(format, { exact: true }).click()
    const file = await take(page, 'Export')
    expect([file.name, file.text.includes(credential)]).toEqual([name, false])
    await expect(dialog(page, 'Export').getByRole('status')).toHaveText(/^Exported /)
    await dialog(page, 'Export').getByRole('button', { name: 'Done' }).click()
  }

  const plain = await exportMenu(page, 'Harbour log')
  await plain.getByRole('checkbox', { name: 'Take secrets out' }).uncheck()
  await expect(plain.getByText(/will hold every credential/)).toBeVisible()
  expect((await take(page, 'Export with secrets')).text).toContain(credential)
  await expect(
    dialog(page, 'Export').getByText('Nothing was taken out: this file may hold secrets.'),
  ).toBeVisible()
})

test('a report opens without a network and without a script, and a stranger’s words stay words', async ({
  page,
  host,
  context,
}) => {
  await seed(host)
  await host.open(page)
  const choice = await exportMenu(page, /onerror/)
  await choice.getByText('HTML report', { exact: true }).click()
  const { text } = await take(page, 'Export')
  const path = join(host.dataDir, 'report.html')
  writeFileSync(path, text)
  await context.setOffline(true)
  const report = await context.newPage()
  const heard: string[] = []
  report.on('console', (message) => heard.push(message.text()))
  report.on('pageerror', (error) => heard.push(error.message))
  report.on('request', (request) => heard.push(request.url()))
  const address = pathToFileURL(path).href
  await report.goto(address)
  await expect(report.getByRole('heading', { level: 1 })).toHaveText(hostile)
  await expect(report.getByRole('row').filter({ hasText: hostile })).toHaveCount(3)
  expect([await report.locator('script, img').count(), await report.title()]).toEqual([
    0,
    `${hostile} · Runlight`,
  ])
  expect(heard).toEqual([address])
  await context.setOffline(false)
})

test('a dropped transcript becomes a marked run that never connects; twice it is one run, and damage has its line', async ({
  page,
  host,
}) => {
  await seed(host)
  await host.open(page)
  const choice = await exportMenu(page, 'Harbour log')
  await choice.getByRole('checkbox', { name: 'Take secrets out' }).uncheck()
  const { text } = await take(page, 'Export with secrets')
  await dialog(page, 'Export').getByRole('button', { name: 'Done' }).click()

  // The run itself is here: nothing is taken in twice.
  await drop(page, 'harbour.runlight', text)
  const report = dialog(page, 'Import')
  await expect(report.getByRole('status')).toHaveText('Already here')
  await expect(report.getByRole('list', { name: 'Runs of the file' })).toContainText(
    'already here, left as it is',
  )
  await report.getByRole('button', { name: 'Done' }).click()

  // Another computer's copy of it, damaged in two lines.
  const lines = text.split('\n')
  const header = JSON.parse(lines[0] ?? '')
  header.run.uid = 'another-computer-1'
  header.run.title = 'Harbour log, from afar'
  const [first, second] = lines
    .flatMap((line, i) => (line.includes('"type":"event"') ? [i] : []))
    .slice(9, 11)
  const damaged = lines
    .with(0, JSON.stringify(header))
    .with(first ?? 0, '{"type":"event","seq":')
    .with(second ?? 0, 'not JSON')
  await drop(page, 'afar.runlight', damaged.join('\n'))
  await expect(report.getByRole('status')).toHaveText('Imported 1 run')
  const unread = report.getByRole('group', { name: 'Problems' })
  await expect(unread).toContainText(`line ${(first ?? 0) + 1}`)
  await expect(unread).toContainText(`line ${(second ?? 0) + 1}`)
  await report.getByRole('button', { name: 'Open Harbour log, from afar' }).click()
  await expect(report).toBeHidden()

  const run = page.getByRole('region', { name: 'Run: Harbour log, from afar' })
  await expect(run).toContainText(/Imported from afar\.runlight on .*It never connects\./)
  await expect(run.getByRole('button', { name: /Retry|Start again|Stop watching|Cancel/ })).toHaveCount(0)
  const row = runRows(page).filter({ hasText: 'from afar' })
  await expect(row).toHaveCount(1)
  await expect(row).toContainText('imported')

  // By button this time, and the same file again: still one run.
  await page.getByRole('region', { name: 'Board' }).getByRole('button', { name: 'Import' }).click()
  await dialog(page, 'Import')
    .getByLabel('Files to import')
    .setInputFiles({ name: 'afar.runlight', mimeType: '', buffer: Buffer.from(damaged.join('\n')) })
  await expect(report.getByRole('status')).toHaveText('Already here')
  await report.getByRole('button', { name: 'Done' }).click()
  await expect(row).toHaveCount(1)

  // A raw stream is asked what it is.
  await drop(page, 'captured.sse', 'event: tide\nid: 1\ndata: {"progress": 50}\n\ndata: two\n\n')
  await dialog(page, 'Import').getByLabel('Read event streams as').selectOption({ index: 0 })
  await dialog(page, 'Import').getByRole('button', { name: 'Import', exact: true }).click()
  await expect(report.getByRole('status')).toHaveText('Imported 1 run')
  await report.getByRole('button', { name: 'Done' }).click()

  // What is none of these is refused in a sentence, and nothing is made of it.
  await drop(page, 'letter.ndjson', '{"dear": "harbour master"}\n')
  await expect(report.getByRole('status')).toHaveText('Not imported')
  await expect(report.getByText(/letter\.ndjson/).nth(1)).toBeVisible()
  await report.getByRole('button', { name: 'Done' }).click()
  await expect(runRows(page)).toHaveCount(4)
})

test('a search result goes out as one file, and so does what a log shows or what is selected in it', async ({
  page,
  host,
}) => {
  await seed(host)
  await host.open(page)
  const field = page.getByRole('combobox', { name: 'Search runs and events' })
  await field.fill('ship')
  await field.press('Enter')
  await page.getByRole('region', { name: 'Search' }).getByRole('button', { name: 'Export…' }).click()
  await expect(dialog(page, 'Export')).toContainText('Results of “ship”')
  const { text } = await take(page, 'Export')
  expect(text.split('\n').filter((line) => line.includes('"type":"event"'))).toHaveLength(4)
  await expect(dialog(page, 'Export').getByRole('status')).toHaveText(/^Exported 4 events, /)
  await dialog(page, 'Export').getByRole('button', { name: 'Done' }).click()
  await page.keyboard.press('Control+k')
  await page.getByText('Export what was found…').click()
  await expect(dialog(page, 'Export')).toContainText('Results of “ship”')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Commands' }).fill('import a file')
  await page.keyboard.press('Enter')
  await expect(dialog(page, 'Import').getByText('Choose files')).toBeVisible()
  await page.keyboard.press('Escape')

  // The same from one run's log: what is shown of it, and what is selected.
  await page.getByRole('button', { name: /^All runs/ }).click()
  await runRows(page).filter({ hasText: 'Harbour log' }).click()
  await page.getByRole('tab', { name: /Log/ }).click()
  const filter = page.getByRole('combobox', { name: 'Filter this log' })
  await filter.fill('ship')
  await filter.press('Enter')
  const rows = page.getByRole('grid', { name: 'Events of Harbour log' }).getByRole('row')
  await expect(rows.filter({ hasText: 'Ada-77' })).toHaveCount(4)
  await page.getByRole('button', { name: 'Copy and export' }).click()
  await page.getByRole('menuitem', { name: 'Export what is shown…' }).click()
  await expect(dialog(page, 'Export')).toContainText('the events that fit “ship”')
  await page.keyboard.press('Escape')
  await rows.filter({ hasText: '"row":200' }).click()
  await rows.filter({ hasText: '"row":300' }).click({ modifiers: ['Shift'] })
  await page.getByRole('button', { name: 'Copy and export' }).click()
  await page.getByRole('menuitem', { name: 'Export 2 events…' }).click()
  await expect(dialog(page, 'Export')).toContainText('the 2 selected events of 400')
  const selected = await take(page, 'Export')
  expect(selected.text.match(/"row\\":\d+/g)).toEqual(['"row\\":200', '"row\\":300'])
})
