// Every scene of the gallery in a real browser, under the desktop host's own content security policy: it opens, all that is
// done in it can be done, the page neither complains nor scrolls as a whole, axe finds nothing in either theme, everything
// that is pressed is large enough, nothing is cut off at narrow widths, and the focus is never lost.

import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { openPage } from '../support/gallery/browser.ts'
import { areas } from '../support/gallery/scene.ts'
import { scenes } from '../support/gallery/scenes.ts'
import { serveForTests } from '../support/gallery/scenes-stage.ts'
import { visit } from '../support/gallery/visit.ts'
import { axeSource, breaches, colourBreaches } from '../support/page/breaches.ts'
import { closings } from '../support/page/closings.ts'
import { cutOff, smallTargets } from '../support/page/target-sizes.ts'

const gallery = serveForTests({ shipped: true })

const size = { width: 1280, height: 720 }
/** Half a window, and 400 % zoom (WCAG 1.4.10). */
const narrow = [
  { width: 640, height: 720 },
  { width: 320, height: 256 },
]
const options = { viewport: size, reducedMotion: 'reduce' } as const

/** Asks until nothing is found: what is laid out anew takes some frames. */
async function settled(page: Page, ask: () => Promise<string[]>): Promise<string[]> {
  let found: string[] = []
  for (let times = 0; times < 10; times++) {
    await page.evaluate(async () => {
      for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
    })
    found = await ask()
    if (found.length === 0) return []
  }
  return found
}

/** How the texts look that were judged, of all scenes. */
const judged = new Set<string>()

/** What is wrong with the scene that the page shows. */
async function wrongIn(page: Page): Promise<string[]> {
  const found: string[] = []
  const say = (where: string, texts: readonly string[]) =>
    found.push(...texts.map((text) => `${where}: ${text}`))
  say('page', await breaches(page))
  // The one that the last scene left comes first: another is drawn anew.
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  for (const colorScheme of isDark ? (['dark', 'light'] as const) : (['light', 'dark'] as const)) {
    await page.emulateMedia({ colorScheme })
    say(colorScheme, await colourBreaches(page, judged))
  }
  say('window', await smallTargets(page))
  for (const viewport of narrow) {
    await page.setViewportSize(viewport)
    say(`${viewport.width} px`, await settled(page, () => cutOff(page)))
    say(`${viewport.width} px`, await smallTargets(page))
  }
  await page.setViewportSize(size)
  const isScrolling = () => page.evaluate(() => document.documentElement.scrollHeight > innerHeight)
  if (await isScrolling()) say('window', ['scrolls as a whole'])
  say('focus', await closings(page))
  return found
}

/** Visits scenes one after the other in one page until none is left; gives what is wrong, each with its scene. */
async function lookAt(names: Iterator<string>): Promise<string[]> {
  const { page, wrong, close } = await openPage(gallery.browser(), gallery.url(), options, axeSource)
  const found: string[] = []
  for (let next = names.next(); next.done !== true; next = names.next()) {
    const name = next.value
    try {
      await visit(page, gallery.url(), name)
      found.push(...(await wrongIn(page)).map((text) => `${name}, ${text}`))
    } catch (thrown) {
      found.push(`${name}: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
    }
    found.push(...wrong.splice(0).map((text) => `${name}: ${text}`))
  }
  await close()
  return found
}

test('no scene is broken, hard to hit, cut off or loses the focus, and axe finds nothing in any, in either theme', async () => {
  const names = scenes.map(({ name }) => name).values()
  const found = await Promise.all([lookAt(names), lookAt(names)])
  expect(found.flat()).toEqual([])
}, 900_000)

test('what is wrong would be found', async () => {
  const { page, close } = await openPage(gallery.browser(), gallery.url(), options, axeSource)
  await visit(page, gallery.url(), 'empty')
  await page.evaluate(() => {
    const main = document.querySelector('main')
    const button = document.createElement('button')
    button.id = 'nameless'
    button.style.cssText = 'position: fixed; left: 100px; top: 100px; width: 23px; height: 40px'
    const text = document.createElement('p')
    text.style.cssText = 'position: fixed; left: 1200px; width: 100px'
    text.textContent = 'A text'
    main?.append(button, text)
    const faint = document.createElement('p')
    faint.style.cssText = 'color: #ccc; background: #fff'
    faint.id = 'faint'
    faint.textContent = 'Hard to read'
    main?.append(faint)
    const unlike = document.createElement('div')
    unlike.style.cssText = 'background: #123'
    // The first two look like the one above and are judged with it, whatever bare parts lie between; the next has another
    // ground, the next a veil over it, the last is large.
    for (const [id, around, own] of [
      ['alike', '', 'background: #fff'],
      ['deeper', 'background: #fff', ''],
      ['greyer', '', 'background: #eee'],
      ['veiled', 'opacity: 0.9', 'background: #fff'],
      ['large', '', 'background: #fff; font: 24px sans-serif'],
    ] as const) {
      const outside = unlike.appendChild(document.createElement('div'))
      outside.style.cssText = around
      const one = outside.appendChild(document.createElement('p'))
      one.id = id
      one.style.cssText = `color: #ccc; ${own}`
      one.textContent = 'Hard to read'
    }
    main?.append(unlike)
  })
  expect([
    await breaches(page),
    await colourBreaches(page, new Set()),
    await smallTargets(page),
    await cutOff(page),
    await closings(page),
  ]).toEqual([
    ['button-name at #nameless'],
    ['faint', 'greyer', 'veiled', 'large'].map((id) => `color-contrast at #${id}`),
    ['button “” has 23 × 40 px'],
    ['p “A text” reaches from 1200 to 1300'],
    [],
  ])
  await close()
})

test('the index lists every scene in its area, plays the chosen one in both themes, and is sound itself', async () => {
  const { page, wrong, close } = await openPage(
    gallery.browser(),
    `${gallery.url()}/#/keys?theme=both&width=900`,
    options,
    axeSource,
  )
  for (const theme of ['light', 'dark'])
    await page.frameLocator(`iframe[title="keys, ${theme}"]`).getByRole('heading', { name: 'Keys' }).waitFor()
  const listed = await page
    .locator('a[data-name]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('data-name')))
  expect(listed).toEqual(
    areas.flatMap((area) => scenes.filter((one) => one.area === area).map(({ name }) => name)),
  )
  expect(new Set(listed).size).toBe(scenes.length)
  expect(await breaches(page)).toEqual([])
  expect(wrong).toEqual([])
  await close()
})
