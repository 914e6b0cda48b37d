// What axe holds against the pages that the end-to-end specs end on, in both themes. Each place of a host's window is judged
// once in a run, because a place looks alike whoever went there. What was judged is a folder, which all workers see.

import { createHash } from 'node:crypto'
import { mkdirSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { axeSource, breaches, colourBreaches } from './breaches.ts'

/** A run's folder, which its configuration names. */
const judged = process.env.RUNLIGHT_JUDGED ?? ''

/** The breaches on `page`; none where its place was judged before, or where the window goes while it is judged. */
export async function judgeOnce(page: Page): Promise<string[]> {
  let place: string | null = null
  try {
    place = await placeOf(page)
    if (place === null || !take(place)) return []
    return (await judge(page)).map((text) => `${place}: ${text}`)
  } catch (thrown) {
    // A page of an app that quits may be told of as open for a moment.
    if (!(thrown instanceof Error && /closed|crashed/.test(thrown.message))) throw thrown
    if (place !== null) rmdirSync(folderOf(place))
    return []
  }
}

/** Whether `place` is still to be judged, which whoever asks then does. */
function take(place: string): boolean {
  mkdirSync(judged, { recursive: true })
  try {
    mkdirSync(folderOf(place))
    return true
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST') return false
    throw thrown
  }
}

function folderOf(place: string): string {
  return join(judged, createHash('sha256').update(place).digest('hex').slice(0, 16))
}

async function judge(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const found = await breaches(page)
  const judged = new Set<string>()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    found.push(...(await colourBreaches(page, judged)))
  }
  return found
}

/** What `page` shows, of all that tells one place from another; null where it is another page than the window's. */
function placeOf(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    if (document.getElementById('root') === null) return null
    const [path, asked] = location.hash.split('?')
    const query = new URLSearchParams(asked)
    const dialog = document.querySelector('dialog[open]')?.getAttribute('aria-label')
    return JSON.stringify([location.protocol, path, query.has('run'), query.get('tab'), dialog])
  })
}
