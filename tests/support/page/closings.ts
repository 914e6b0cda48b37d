// Where the focus is once that which is open is closed: Esc closes menus, dialogs and the open run, one after the other, and
// whoever works by keys alone must be somewhere each time.

import type { Page } from 'playwright'

/** The closings that left the focus nowhere. */
export async function closings(page: Page): Promise<string[]> {
  const found: string[] = []
  let open = await layers(page)
  for (let presses = 0; presses < 5 && open.length > 0; presses++) {
    await page.keyboard.press('Escape')
    // Menus and pages go with the next frames.
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    )
    const left = await layers(page)
    const isNowhere = await page.evaluate(() => document.activeElement === document.body)
    if (left.length < open.length && isNowhere)
      found.push(`nothing has the focus after ${open.filter((one) => !left.includes(one)).join()} closed`)
    open = left
  }
  return found
}

/** The names of what lies over the window or beside its list. */
function layers(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'dialog[open], [role=menu], [role=listbox][data-state=open], [aria-label^="Run: "]',
      ),
    ].map(
      (one) =>
        `${one.getAttribute('role') ?? one.tagName.toLowerCase()} “${one.getAttribute('aria-label') ?? ''}”`,
    ),
  )
}
