// Every scene of the gallery in a real browser, under the desktop host's own content security policy: it opens, all that is
// done in it can be done, the page neither complains nor scrolls as a whole, axe finds nothing in either theme, everything
// that is pressed is large enough, nothing is cut off at narrow widths, and the focus is never lost.

import { setTimeout as delay } from 'node:timers/promises'
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

/** Longer than a slow machine takes for any scene. What takes longer hangs. */
const patienceMs = 60_000

/** What is wrong with the scene that the page shows; `begin` is told what is judged from now on. */
async function wrongIn(page: Page, begin: (where: string) => void): Promise<string[]> {
  const found: string[] = []
  const judge = async (where: string, ask: () => Promise<readonly string[]>) => {
    begin(where)
    found.push(...(await ask()).map((text) => `${where}: ${text}`))
  }
  await judge('page', () => breaches(page))
  // The one that the last scene left comes first, and is not set again: whichever is set, all is drawn anew.
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  const [theme, other] = isDark ? (['dark', 'light'] as const) : (['light', 'dark'] as const)
  await judge(theme, () => colourBreaches(page, judged))
  await judge(other, async () => {
    await page.emulateMedia({ colorScheme: other })
    return colourBreaches(page, judged)
  })
  await judge('window', () => smallTargets(page))
  for (const viewport of narrow)
    await judge(`${viewport.width} px`, async () => {
      await page.setViewportSize(viewport)
      return [...(await settled(page, () => cutOff(page))), ...(await smallTargets(page))]
    })
  await judge('window', async () => {
    await page.setViewportSize(size)
    const scrolls = await page.evaluate(() => document.documentElement.scrollHeight > innerHeight)
    return scrolls ? ['scrolls as a whole'] : []
  })
  await judge('focus', () => closings(page))
  return found
}

/** Visits scenes one after the other in one page until none is left; gives what is wrong, each with its scene. */
async function lookAt(names: Iterator<string>): Promise<string[]> {
  const open = () => openPage(gallery.browser(), gallery.url(), options, axeSource)
  let opened = await open()
  const found: string[] = []
  for (let next = names.next(); next.done !== true; next = names.next()) {
    const name = next.value
    const { page, wrong, close } = opened
    let step = 'play'
    const look = async () => {
      await visit(page, gallery.url(), name)
      return wrongIn(page, (where) => {
        step = where
      })
    }
    const told = await Promise.race([
      look().catch((thrown) => [thrown instanceof Error ? thrown.message : String(thrown)]),
      delay(patienceMs, null, { ref: false }),
    ])
    found.push(...(told ?? [`${step}: hangs`]).map((text) => `${name}, ${text}`))
    found.push(...wrong.splice(0).map((text) => `${name}: ${text}`))
    if (told !== null) continue
    await close()
    opened = await open()
  }
  await opened.close()
  return found
}

for (const area of areas) {
  const names = scenes.flatMap((scene) => (scene.area === area ? scene.name : []))
  test(
    `${area}: no scene is broken, hard to hit, cut off or loses the focus, and axe finds nothing in any, in either theme`,
    async () => {
      const left = names.values()
      const found = await Promise.all([lookAt(left), lookAt(left)])
      expect(found.flat()).toEqual([])
    },
    (names.length + 1) * patienceMs,
  )
}

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
