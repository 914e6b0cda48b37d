// Draws the icon's bitmaps from `icon.svg`, the tray images from its mark, and the discs with a number that lie over them
// and over a taskbar's button, in a real browser: `node resources/make-icons.ts`. The files are kept beside it, so that
// building needs no browser; run it when the drawing has changed.

import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'

const sizes = [16, 32, 48, 64, 128, 256, 512]
const systemBrowser = '/usr/bin/chromium'

/** Numbers that are drawn; a larger one is a plus sign. */
const counts = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'many'] as const
type Count = (typeof counts)[number]

/**
 * The inks of the tray: black for macOS, which takes it as a template and colours it by itself; one for a dark taskbar and one
 * for a light one; and one to be seen on either, because Linux does not say which it has.
 */
const inks = { template: '#000', light: '#dfe6f7', dark: '#39415a', any: '#6f86d6' } as const

const badgeInk = '#d6293e'

/** A number in bold strokes, in a box of 10 by 14 units: a font would look otherwise on every machine. */
const strokes: Readonly<Record<Count, string>> = {
  '1': 'M1.6 3.4 5.6 1V13',
  '2': 'M1.2 3.6C2 1 8.6.2 8.6 4.2 8.6 7.4 2.6 9 1.2 13H9',
  '3': 'M1.4 1H8.6L4.8 5.6C10 5.4 9.8 13 4.8 13 3 13 1.8 12.4 1 11.2',
  '4': 'M6.8 13V1L1 9.4H9.4',
  '5': 'M8.4 1H2.2L1.6 6.4C5 4.6 9 5.8 9 9.2 9 13.4 3.2 14 1.2 11.4',
  '6': 'M8 1.2C3.4 2 1.2 5.4 1.2 9 1.2 14.2 8.8 14.2 8.8 9.2 8.8 4.6 2.4 4.8 1.4 8.4',
  '7': 'M1 1H9L4 13',
  '8': 'M5 6.4C1.2 6.2 1.2 1 5 1S8.8 6.2 5 6.4C.2 6.6.2 13 5 13S9.8 6.6 5 6.4Z',
  '9': 'M8.6 5.6C7.6 9.2 1.2 9.4 1.2 4.8 1.2-.2 8.8-.2 8.8 5 8.8 8.6 6.6 12 2 12.8',
  many: 'M5 2.6V11.4M.6 7H9.4',
}

function svg(body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke-linecap="round" stroke-linejoin="round">${body}</svg>`
}

/** The mark alone in one colour. */
function mark(colour: string): string {
  return `<g stroke="${colour}" stroke-width="3.6"><path d="M16 27.5A11.5 11.5 0 0 1 6.04 10.25" opacity=".35"/><path d="M6.04 10.25A11.5 11.5 0 0 1 16 4.5" opacity=".65"/>
  <path d="M16 4.5a11.5 11.5 0 0 1 9.96 5.75"/></g><circle cx="27" cy="18.6" r="3.4" fill="${colour}"/>`
}

/** A disc of radius `r` around (`x`, `y`) with the number in it. */
function disc(count: Count, x: number, y: number, r: number): string {
  const scale = r / 11
  return `<circle cx="${x}" cy="${y}" r="${r}" fill="${badgeInk}"/><path transform="translate(${x - 5 * scale} ${y - 7 * scale}) scale(${scale})" d="${strokes[count]}" stroke="#fff" stroke-width="3"/>`
}

/** The mark with `badge` over its lower right corner, apart from it by a clear edge. */
function badged(colour: string, badge: string, x: number, y: number, r: number): string {
  return `<mask id="edge"><rect width="32" height="32" fill="#fff"/><circle cx="${x}" cy="${y}" r="${r + 2}" fill="#000"/></mask><g mask="url(#edge)">${mark(colour)}</g>${badge}`
}

async function draw(browser: Browser, drawing: string, size: number, name: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  const address = `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`
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
await mkdir(join(import.meta.dirname, 'tray'), { recursive: true })
for (const scale of [1, 2]) {
  const image = (name: string, body: string) =>
    draw(browser, svg(body), 16 * scale, `tray/${name}${scale === 1 ? '' : `@${scale}x`}.png`)
  for (const [ink, colour] of Object.entries(inks)) await image(ink, mark(colour))
  for (const ink of ['light', 'dark'] as const) {
    const dot = `<circle cx="23" cy="23" r="8" fill="${badgeInk}"/>`
    await image(`${ink}-needs`, badged(inks[ink], dot, 23, 23, 8))
  }
  for (const count of counts) {
    await image(`any-${count}`, badged(inks.any, disc(count, 20, 20, 12), 20, 20, 12))
    await image(`count-${count}`, disc(count, 16, 16, 16))
  }
}
await browser.close()
