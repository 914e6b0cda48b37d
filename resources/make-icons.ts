// Draws the icon's bitmaps from `icon.svg` and the tray images from its mark, in a real browser: `node resources/make-icons.ts`.
// The files are kept beside it, so that building needs no browser; run it when the drawing has changed.

import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'

const sizes = [16, 32, 48, 64, 128, 256, 512]
const systemBrowser = '/usr/bin/chromium'

/** The mark alone in one colour; macOS takes black as a template and colours it by itself. */
function mark(colour: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="${colour}" stroke-width="3.6" stroke-linecap="round">
  <path d="M16 27.5A11.5 11.5 0 0 1 6.04 10.25" opacity=".35"/><path d="M6.04 10.25A11.5 11.5 0 0 1 16 4.5" opacity=".65"/>
  <path d="M16 4.5a11.5 11.5 0 0 1 9.96 5.75"/><circle cx="27" cy="18.6" r="3.4" fill="${colour}" stroke="none"/></svg>`
}

async function draw(browser: Browser, svg: string, size: number, name: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  const address = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  await page.setContent(`<body style="margin:0"><img width="${size}" height="${size}" src="${address}">`)
  await page.locator('img').evaluate((image: HTMLImageElement) => image.decode())
  const png = await page.screenshot({ omitBackground: true })
  await writeFile(join(import.meta.dirname, name), png)
  await page.close()
}

const executablePath = existsSync(systemBrowser) ? { executablePath: systemBrowser } : {}
const browser = await chromium.launch({ ...executablePath, args: ['--no-sandbox', '--disable-gpu'] })
const icon = await readFile(join(import.meta.dirname, 'icon.svg'), 'utf8')
for (const size of sizes) await draw(browser, icon, size, `icon-${size}.png`)
for (const scale of [1, 2]) {
  const suffix = scale === 1 ? '' : `@${scale}x`
  await draw(browser, mark('#000'), 16 * scale, `tray-template${suffix}.png`)
  await draw(browser, mark('#dfe6f7'), 16 * scale, `tray-light${suffix}.png`)
  await draw(browser, mark('#39415a'), 16 * scale, `tray-dark${suffix}.png`)
}
await browser.close()
