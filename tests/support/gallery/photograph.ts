// Pictures of scenes: each in both themes and at two widths, as `NAME-WIDTH-THEME.png`.

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { launchBrowser } from '../chromium.ts'
import { openPage } from './browser.ts'
import { sceneNames, type Theme, visit } from './visit.ts'

const sizes = [
  { width: 900, height: 700 },
  { width: 1440, height: 900 },
]
const themes: readonly Theme[] = ['light', 'dark']

/**
 * Writes the pictures of the scenes at `url` into `dir`; of those whose names begin with one of `wanted`, where any are
 * given. Resolves to how many scenes there were and to what went wrong on their pages.
 */
export async function photograph(
  url: string,
  dir: string,
  wanted: readonly string[],
): Promise<{ readonly scenes: number; readonly wrong: readonly string[] }> {
  await mkdir(dir, { recursive: true })
  const browser = await launchBrowser()
  const { page, wrong } = await openPage(browser, url, { reducedMotion: 'reduce' })
  try {
    const all = await sceneNames(page, url)
    const chosen =
      wanted.length === 0 ? all : all.filter((name) => wanted.some((one) => name.startsWith(one)))
    const troubles: string[] = []
    for (const name of chosen) {
      for (const size of sizes) {
        await page.setViewportSize(size)
        try {
          await visit(page, url, name)
          for (const theme of themes) {
            await page.emulateMedia({ colorScheme: theme })
            await page.waitForTimeout(50)
            await page.screenshot({ path: join(dir, `${name}-${size.width}-${theme}.png`) })
          }
        } catch (thrown) {
          wrong.push(thrown instanceof Error ? thrown.message : String(thrown))
        }
        troubles.push(...wrong.splice(0).map((text) => `${name} at ${size.width}: ${text}`))
      }
    }
    return { scenes: chosen.length, wrong: troubles }
  } finally {
    await browser.close()
  }
}
