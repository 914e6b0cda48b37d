// What `npm run pictures` runs: the pictures of the README, in both themes; or those of the ten main screens, to lay what was
// beside what is. The scenes play at a set time and in a set zone, so that the same screens give the same pictures.

import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { launchBrowser } from '../chromium.ts'
import { openPage } from './browser.ts'
import { buildGallery, serveGallery } from './serve.ts'
import { sceneNames, type Theme, visit } from './visit.ts'

/** Each picture with its scene. */
type Pictures = Readonly<Record<string, string>>

const readme: Pictures = {
  board: 'overview-flashcards',
  model: 'model-done',
  pasted: 'add-curl-chat',
  teach: 'teach-rules',
  tapped: 'tapped-gone',
  tap: 'tap-models',
}
const screens: Pictures = {
  board: 'all-states',
  run: 'overview-flashcards',
  log: 'log',
  timeline: 'timeline',
  connection: 'connection',
  search: 'search',
  compare: 'compare',
  storage: 'storage-kept',
  settings: 'settings',
  'add-run': 'add-matched',
}
const themes: readonly Theme[] = ['light', 'dark']
const root = join(import.meta.dirname, '../../..')

const [option, dir] = process.argv.slice(2)
if (option !== undefined && (option !== '--screens' || dir === undefined)) {
  process.stderr.write('Usage: npm run pictures [-- --screens DIR]\n')
  process.exit(2)
}
const built = join(root, 'test-results/gallery')
process.stderr.write('Building the gallery…\n')
await buildGallery(built)
const { url, stop } = await serveGallery(built)
process.exitCode =
  dir === undefined
    ? await take(readme, join(root, 'docs/images'), 860)
    : await take(screens, resolve(dir), 900)
stop()

/** Writes `NAME-THEME.png` of each picture into `into`; 1 where something went wrong on a page. */
async function take(pictures: Pictures, into: string, height: number): Promise<number> {
  await mkdir(into, { recursive: true })
  const browser = await launchBrowser()
  const { page, wrong } = await openPage(browser, 'about:blank', {
    viewport: { width: 1_440, height },
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  })
  try {
    await page.clock.setFixedTime('2026-01-14T12:00:00Z')
    const known = await sceneNames(page, url)
    for (const [name, scene] of Object.entries(pictures)) {
      if (!known.includes(scene)) {
        wrong.push(`There is no scene ${scene}.`)
        continue
      }
      await visit(page, url, scene)
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme })
        await page.evaluate(
          () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
        )
        await page.screenshot({ path: join(into, `${name}-${theme}.png`) })
        process.stdout.write(`${join(into, `${name}-${theme}.png`)}\n`)
      }
    }
  } finally {
    await browser.close()
  }
  for (const text of wrong) process.stderr.write(`${text}\n`)
  return wrong.length === 0 ? 0 : 1
}
