// Several runs selected on the board of a real engine: by mouse and keyboard, removed, undone, and kept by a window that closes.

import { expect, plainly, runRows, test } from '../support/browser-host.ts'

test('runs are selected by mouse and keys, and a removal is undone by hand and by closing the window', async ({
  page,
  host,
  backend,
}) => {
  await host.open(page)
  for (let i = 0; i < 5; i++) {
    const params = { url: `${backend.now().url}/events/ticker?${i}` }
    await host.call('runs.add', { ...plainly, kind: 'plain', title: `Ticker ${i}`, params })
  }
  const rows = runRows(page)
  await expect(rows).toHaveCount(5)
  const selected = page.locator('[role=row][aria-selected=true]')
  const count = page.getByRole('region', { name: 'Selected runs' }).getByText('selected', { exact: false })

  await rows.nth(1).click({ modifiers: ['ControlOrMeta'] })
  await rows.nth(3).click({ modifiers: ['Shift'] })
  await expect(count).toHaveText('3 runs selected')
  await page.keyboard.press('Shift+ArrowUp')
  await expect(count).toHaveText('2 runs selected')
  await page.keyboard.press('ControlOrMeta+a')
  await expect(selected).toHaveCount(5)
  await page.keyboard.press('Space')
  await expect(count).toHaveText('4 runs selected')
  // None was opened.
  await expect(page.getByRole('region', { name: /^Run:/ })).toHaveCount(0)

  const board = page.getByRole('region', { name: 'Board' })
  await page.keyboard.press('Delete')
  await expect(rows).toHaveCount(1)
  await expect(board.getByText('1', { exact: true })).not.toHaveCount(0)
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(rows).toHaveCount(5)

  await rows.nth(0).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(rows).toHaveCount(4)
  await page.reload()
  await expect(rows).toHaveCount(5)
})
