// The keyboard in every part of the window: what has the focus is seen, what is scrolled takes the arrows, and what is taken
// away gives the focus back.

import type { Locator, Page } from '@playwright/test'
import { type Backend, type BrowserHost, expect, plainly, runRows, test } from '../support/browser-host.ts'

/** What has the focus: its label, else what is written on it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    return element === document.body ? 'nothing' : (element?.ariaLabel ?? element?.textContent?.trim() ?? '')
  })

/** Opens a run whose events go on for ever. */
async function openTicker(page: Page, host: BrowserHost, backend: Backend): Promise<void> {
  await host.open(page)
  for (const path of ['ticker', 'ticker?second']) {
    const params = { url: `${backend.now().url}/events/${path}` }
    await host.call('runs.add', { ...plainly, kind: 'plain', params })
  }
  await expect(runRows(page)).toHaveCount(2)
  await runRows(page).first().click()
  await expect(page.getByRole('region', { name: /^Run:/ })).toBeVisible()
}

/** Opens the log of such a run in a low window, where it is soon longer than what is seen; its list. */
async function openLowLog(page: Page, host: BrowserHost, backend: Backend): Promise<Locator> {
  await page.setViewportSize({ width: 1280, height: 460 })
  await openTicker(page, host, backend)
  await page.keyboard.press('l')
  return page.getByRole('grid', { name: /^Events of/ })
}

test('a page that was opened by a key is scrolled by the next ones', async ({ page, host }) => {
  await page.setViewportSize({ width: 1280, height: 500 })
  await host.open(page)
  await page.keyboard.press('Control+,')
  for (const name of ['Settings', 'Help', 'Storage']) {
    if (name !== 'Settings') await page.getByRole('button', { name, exact: true }).press('Enter')
    await expect.poll(() => focused(page)).toBe(name)
    const shown = page.getByRole('region', { name, exact: true })
    // What the page says of the log is fetched: before that there may be nothing to scroll.
    await expect.poll(() => shown.evaluate((one) => one.scrollHeight - one.clientHeight)).toBeGreaterThan(40)
    // Pressed again while what is fetched makes the page longer.
    const press = async (key: string) => {
      await page.keyboard.press(key)
      return shown.evaluate((one) => [one.scrollTop, one.scrollHeight - one.clientHeight - one.scrollTop])
    }
    await expect.poll(async () => (await press('ArrowDown'))[0]).toBeGreaterThan(0)
    await expect.poll(async () => (await press('End'))[1]).toBeLessThan(2)
    await expect(shown.getByRole('heading', { name, exact: true })).toBeInViewport()
  }
})

test('what is scrolled with the wheel takes the arrows, and no other run is opened by them', async ({
  page,
  host,
  backend,
}) => {
  await page.setViewportSize({ width: 1280, height: 460 })
  await openTicker(page, host, backend)
  const address = page.url()
  for (const [tab, key] of [
    ['overview', 'o'],
    ['timeline', 't'],
    ['connection', 'c'],
    ['log', 'l'],
  ]) {
    await page.keyboard.press(key ?? '')
    const part = page.locator(`[data-tab="${tab}"] [data-tab-focus]`)
    await expect(part).toBeFocused()
    await page.getByRole('grid', { name: 'Runs' }).focus()
    await part.hover()
    await page.mouse.wheel(0, 60)
    await expect(part).toBeFocused()
    await page.keyboard.press('ArrowDown')
    expect(page.url().replace(/&tab=\w+/, '')).toBe(address)
  }
  const board = page.getByRole('grid', { name: 'Runs' })
  await board.hover()
  await page.mouse.wheel(0, 60)
  await expect(board).toBeFocused()
})

test('a field, a divider or a button that goes gives the focus back', async ({ page, host, backend }) => {
  await openTicker(page, host, backend)
  await page.keyboard.press('l')
  const list = page.getByRole('grid', { name: /^Events of/ })
  await expect(list).toBeFocused()
  for (const [key, field] of [
    ['F2', 'Title'],
    ['#', 'Add a tag'],
    ['m', 'Note'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(page.locator(`:is(input, textarea)[aria-label="${field}"]`)).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(list).toBeFocused()
  }
  await page.getByRole('separator', { name: 'Width of the list' }).focus()
  await page.keyboard.press('f')
  await expect(page.getByRole('separator')).toHaveCount(0)
  await expect(list).toBeFocused()
  await page.keyboard.press('f')
  await page.getByRole('button', { name: 'Stop watching' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Stop watching' })).toHaveCount(0)
  await expect.poll(() => focused(page)).not.toBe('nothing')
})

test('a log that follows goes on when it becomes taller, and when one was back in time', async ({
  page,
  host,
  backend,
}) => {
  const list = await openLowLog(page, host, backend)
  const far = () => list.evaluate((one) => one.scrollHeight - one.clientHeight)
  const left = () => list.evaluate((one) => one.scrollHeight - one.clientHeight - one.scrollTop)
  const follows = async () => {
    const before = await far()
    await expect.poll(far).toBeGreaterThan(before + 200)
    await expect.poll(left).toBeLessThan(2)
  }
  await expect.poll(far).toBeGreaterThan(600)
  await page.setViewportSize({ width: 1280, height: 640 })
  await follows()
  await page.getByRole('slider', { name: 'Timeline' }).press('Home')
  await expect.poll(() => list.evaluate((one) => one.scrollTop)).toBe(0)
  await page.keyboard.press('End')
  await follows()
})

test('a page that the palette opened has the focus, also out of the search, and Alt with an arrow leads back', async ({
  page,
  host,
}) => {
  await host.open(page)
  await page.keyboard.press('/')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('help')
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toBe('Help')
  await page.keyboard.press('/')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(page).not.toHaveURL(/help/)
})

test('a list whose cursor was scrolled out of sight shows itself that it has the focus', async ({
  page,
  host,
  backend,
}) => {
  const list = await openLowLog(page, host, backend)
  const outline = () => list.evaluate((one) => getComputedStyle(one).outlineStyle)
  await expect.poll(() => list.evaluate((one) => one.scrollHeight - one.clientHeight)).toBeGreaterThan(600)
  await page.keyboard.press('ArrowUp')
  await expect.poll(outline).toBe('none')
  await list.hover()
  await page.mouse.wheel(0, -3000)
  await expect.poll(outline).toBe('solid')
  await page.keyboard.press('ArrowDown')
  await expect.poll(outline).toBe('none')
})

test('in forced colours the divider, a menu and a part that scrolls show that they have the focus', async ({
  page,
  host,
  backend,
}) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await openTicker(page, host, backend)
  const styles = (locator: Locator) =>
    locator.evaluate((one) => {
      const { outlineStyle, backgroundColor, opacity } = getComputedStyle(one)
      return {
        outlineStyle,
        isPlain: backgroundColor === getComputedStyle(document.body).backgroundColor,
        opacity,
      }
    })
  await page.keyboard.press('t')
  await expect(page.locator('[data-tab="timeline"] [data-tab-focus]')).toBeFocused()
  expect((await styles(page.locator('[data-tab-focus]'))).outlineStyle).toBe('solid')
  await page.getByRole('button', { name: 'More' }).press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  expect((await styles(page.getByRole('menuitem').first())).outlineStyle).toBe('solid')
  await page.keyboard.press('Escape')
  // The menu gives the focus back when it has closed, and would take it from the divider.
  await expect(page.getByRole('button', { name: 'More' })).toBeFocused()
  await page.getByRole('separator', { name: 'Width of the list' }).press('ArrowRight')
  const bar = page.getByRole('separator').locator('span').last()
  await expect.poll(() => styles(bar)).toMatchObject({ isPlain: false, opacity: '1' })
})

test('the palette names the chosen command to a screen reader, as it opens, after typing and after an arrow', async ({
  page,
  host,
}) => {
  await host.open(page)
  await page.keyboard.press('Control+k')
  const field = page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox')
  const named = () =>
    field.evaluate(
      (one) => document.getElementById(one.getAttribute('aria-activedescendant') ?? '')?.textContent,
    )
  const chosen = () => page.getByRole('option', { selected: true }).textContent()
  for (const key of ['', 'v', 'i', 'ArrowDown', 'ArrowUp']) {
    if (key !== '') await page.keyboard.press(key)
    await expect.poll(async () => (await named()) === (await chosen())).toBe(true)
  }
})

test('a row of the board is read out as its cells, with one word for each button', async ({
  page,
  host,
  backend,
}) => {
  await host.open(page)
  const params = { run_id: 'missing' }
  await host.call('runs.add', { ...plainly, kind: 'flashcards', baseUrl: backend.now().url, params })
  const row = runRows(page).first()
  await expect(row).toHaveAccessibleName(/ refused .* Seen Pin$/)
  await row.hover()
  await row.getByRole('button', { name: 'Seen' }).click()
  await expect(row).toHaveAccessibleName(/ refused .* Not seen Pin$/)
})

test('the count of a log that grows is not read out; what its filter found is', async ({
  page,
  host,
  backend,
}) => {
  await openTicker(page, host, backend)
  await page.keyboard.press('l')
  const count = page.locator('[data-tab="log"] [role=status]')
  await expect(count).toContainText('events')
  await expect(count).toHaveAttribute('aria-live', 'off')
  await page.keyboard.press('Control+f')
  await page.keyboard.type('harbour')
  await page.keyboard.press('Enter')
  await expect(count).toHaveAttribute('aria-live', 'polite')
})
