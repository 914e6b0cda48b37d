// Files on the desktop: an export goes where the system's dialog said, and a transcript that is opened with Runlight is
// imported and shown, whether Runlight was running or not.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DesktopApp, expect, test } from '../support/electron/desktop.ts'
import { events, seedLog } from '../support/seed-log.ts'

/** The system's dialog answers with this path, or is called off. */
function answerSave({ evaluate }: DesktopApp, path: string | null): Promise<void> {
  return evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: filePath === null, filePath: filePath ?? '' })
  }, path)
}

test('an export goes where the person says, and a transcript that is opened becomes a run', async ({
  desktop,
}) => {
  await seedLog(desktop.dataDir, [
    { title: 'Harbour log', events: events(120, (seq) => ({ data: `{"row": ${seq}}` })) },
  ])
  const app = await desktop.launch()
  const { page } = app
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await page.getByRole('grid', { name: 'Runs' }).getByText('Harbour log').click()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Export…' }).click()

  // Called off: the choice is still there, and nothing was begun.
  await answerSave(app, null)
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(dialog.getByRole('button', { name: 'Export', exact: true })).toBeEnabled()

  const path = join(desktop.dataDir, 'harbour.runlight')
  await answerSave(app, path)
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(dialog.getByRole('status')).toHaveText(/^Exported 120 events, /)
  await expect(dialog.getByText(path)).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()

  // A folder that is not there is named, and nothing is left behind.
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Export…' }).click()
  const nowhere = join(desktop.dataDir, 'nowhere', 'x.runlight')
  await answerSave(app, nowhere)
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(dialog.getByText(`There is no folder ${join(desktop.dataDir, 'nowhere')}`)).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  expect(existsSync(nowhere)).toBe(false)

  // Another computer's copy of it, opened by a second start.
  const [header = '', ...rest] = readFileSync(path, 'utf8').split('\n')
  const afar = JSON.parse(header)
  Object.assign(afar.run, { uid: 'another-computer-1', title: 'From afar' })
  const copy = join(desktop.dataDir, 'afar.runlight')
  writeFileSync(copy, [JSON.stringify(afar), ...rest].join('\n'))
  expect((await desktop.start({ args: ['--', copy] })).code).toBe(0)
  const report = page.getByRole('dialog', { name: 'Import' })
  await expect(report.getByRole('status')).toHaveText('Imported 1 run')
  await report.getByRole('button', { name: 'Open From afar' }).click()
  await expect(page.getByRole('region', { name: 'Run: From afar' })).toContainText(
    'Imported from afar.runlight',
  )

  // As macOS hands a file over; the same file once more is the same run.
  await app.evaluate(({ app: electron }, file) => {
    electron.emit('open-file', { preventDefault: () => {} }, file)
  }, copy)
  await expect(report.getByRole('status')).toHaveText('Already here')
  await report.getByRole('button', { name: 'Done' }).click()

  // By the menu, where the system asks which files.
  await app.evaluate(({ Menu, dialog: system }, file) => {
    system.showOpenDialog = async () => ({ canceled: false, filePaths: [file] })
    const items = Menu.getApplicationMenu()?.items ?? []
    const submenu = items.find(({ label }) => label === '&File')?.submenu
    submenu?.items.find(({ label }) => label === 'Import…')?.click()
  }, copy)
  await expect(report.getByRole('status')).toHaveText('Already here')
  await report.getByRole('button', { name: 'Done' }).click()
  expect((await app.call('runs.snapshot', {})).runs).toHaveLength(2)
  await app.close()

  // A file that starts the app is shown when the window is there.
  const again = await desktop.launch({ args: ['--', copy] })
  await expect(again.page.getByRole('dialog', { name: 'Import' }).getByRole('status')).toHaveText(
    'Already here',
  )
})
