// What axe holds against the pages that the end-to-end specs end on, in both themes. Each place of the window is judged once
// in a worker, because a place looks alike whoever went there.

import type { Page } from '@playwright/test'
import { axeSource, breaches, colourBreaches } from './breaches.ts'

const judged = new Set<string>()

/** The breaches on `page`; none where its place was judged before, or where the window goes while it is judged. */
export async function judgeOnce(page: Page): Promise<string[]> {
  let place: string | null = null
  try {
    place = await placeOf(page)
    if (judged.has(place)) return []
    judged.add(place)
    return (await judge(page)).map((text) => `${place}: ${text}`)
  } catch (thrown) {
    // A page of an app that quits may be told of as open for a moment.
    if (!(thrown instanceof Error && /closed|crashed/.test(thrown.message))) throw thrown
    if (place !== null) judged.delete(place)
    return []
  }
}

async function judge(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const found = await breaches(page)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    found.push(...(await colourBreaches(page)))
  }
  return found
}

/** What `page` shows, of all that tells one place from another. */
function placeOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const [path, asked] = location.hash.split('?')
    const query = new URLSearchParams(asked)
    const dialog = document.querySelector('dialog[open]')?.getAttribute('aria-label')
    return JSON.stringify([path, query.has('run'), query.get('tab'), dialog])
  })
}
