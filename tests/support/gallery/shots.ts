// Photographs the scenes: `node tests/support/gallery/shots.ts [name…]`, with `--few` at one size only. It builds the
// gallery, opens each shot at three sizes in both themes, and fails when a page broke its content security policy, threw,
// or complained.

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { launchBrowser } from '../chromium.ts'
import { openPage } from './browser.ts'
import { buildGallery, serveGallery } from './serve.ts'
import { type Shot, shots } from './shot-list.ts'

const root = join(import.meta.dirname, '../../..')
const outDir = join(root, 'test-results/gallery')
const buildDir = join(root, 'test-results/gallery-build')
const themes = ['dark', 'light'] as const
const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
  { width: 1920, height: 1080 },
]

const given = process.argv.slice(2)
const few = given.includes('--few')
const wanted = given.filter((name) => !name.startsWith('--'))
const chosen =
  wanted.length === 0 ? shots : shots.filter((shot) => wanted.some((name) => shot.name.startsWith(name)))

await mkdir(outDir, { recursive: true })
await buildGallery(buildDir)
const served = await serveGallery(buildDir)
const browser = await launchBrowser()

const troubles: string[] = []
for (const shot of chosen) {
  for (const size of few ? sizes.slice(0, 1) : sizes) {
    for (const theme of themes) troubles.push(...(await photograph(browser, shot, size, theme)))
  }
}
await browser.close()
served.stop()
for (const trouble of troubles) process.stderr.write(`${trouble}\n`)
process.stdout.write(`${chosen.length} scenes photographed into ${outDir}\n`)
process.exitCode = troubles.length === 0 ? 0 : 1

type Size = (typeof sizes)[number]

/** One picture; returns what went wrong on the page. */
async function photograph(
  browser: Browser,
  shot: Shot,
  size: Size,
  theme: (typeof themes)[number],
): Promise<string[]> {
  const name = `${shot.name}-${size.width}-${theme}`
  const url = `${served.url}/?scene=${shot.scene}`
  const { page, wrong, close } = await openPage(browser, url, { viewport: size, colorScheme: theme })
  try {
    await page.waitForTimeout(500)
    await shot.act(page)
    await page.waitForTimeout(250)
    await page.screenshot({ path: join(outDir, `${name}.png`) })
  } catch (error) {
    wrong.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
  }
  await close()
  return wrong.map((text) => `${name}: ${text}`)
}
