// Every scene of the gallery in a real browser, under the desktop host's own content security policy: it opens, all that is
// done in it can be done, the page neither complains nor scrolls as a whole, and axe finds nothing serious or critical in
// either theme.

import axe from 'axe-core'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { openPage } from '../support/gallery/browser.ts'
import { areas } from '../support/gallery/scene.ts'
import { scenes } from '../support/gallery/scenes.ts'
import { serveForTests } from '../support/gallery/scenes-stage.ts'
import { visit } from '../support/gallery/visit.ts'

const gallery = serveForTests({ shipped: true })

const options = { viewport: { width: 1280, height: 720 }, reducedMotion: 'reduce' } as const
/** The rules whose verdict depends on colours; all others say the same in both themes. */
const ofColours = ['color-contrast', 'link-in-text-block']

/** What axe holds against the page as it is: the rule with the place of each breach. */
async function breaches(page: Page, rules: readonly string[] | null): Promise<string[]> {
  return page.evaluate(async (only) => {
    const { run } = (window as unknown as { axe: typeof axe }).axe
    // What a dialog covers, and what stands beside an open run, is judged in the scenes that show it alone.
    const isThere = (selector: string) => document.querySelector(selector) !== null
    const context = isThere('dialog[open]')
      ? { include: [['dialog[open]']] }
      : isThere('[aria-label^="Run: "]')
        ? { exclude: [['[aria-label=Board]'], ['nav[aria-label="Views, kinds and servers"]']] }
        : document
    const { violations } = await run(context, {
      resultTypes: ['violations'],
      preload: false,
      ...(only === null ? {} : { runOnly: { type: 'rule', values: [...only] } }),
    })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
  }, rules)
}

/** Visits the scenes one after the other in one page; gives what is wrong, each with its scene and theme. */
async function lookAt(names: readonly string[]): Promise<string[]> {
  const { page, wrong, close } = await openPage(gallery.browser(), gallery.url(), options, axe.source)
  const found: string[] = []
  for (const name of names) {
    await page.emulateMedia({ colorScheme: 'light' })
    try {
      await visit(page, gallery.url(), name)
      found.push(...(await breaches(page, null)).map((text) => `${name}, light: ${text}`))
      await page.emulateMedia({ colorScheme: 'dark' })
      found.push(...(await breaches(page, ofColours)).map((text) => `${name}, dark: ${text}`))
    } catch (thrown) {
      found.push(`${name}: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
    }
    const isScrolling = await page.evaluate(() => document.documentElement.scrollHeight > innerHeight)
    if (isScrolling) found.push(`${name}: the window scrolls as a whole`)
    found.push(...wrong.splice(0).map((text) => `${name}: ${text}`))
  }
  await close()
  return found
}

test('no scene is broken, and axe finds nothing serious in any, in either theme', async () => {
  const names = scenes.map(({ name }) => name)
  const half = Math.ceil(names.length / 2)
  const found = await Promise.all([lookAt(names.slice(0, half)), lookAt(names.slice(half))])
  expect(found.flat()).toEqual([])
}, 900_000)

test('a breach would be found', async () => {
  const { page, close } = await openPage(gallery.browser(), gallery.url(), options, axe.source)
  await visit(page, gallery.url(), 'empty')
  await page.evaluate(() => {
    const button = document.createElement('button')
    button.id = 'nameless'
    document.body.append(button)
  })
  expect(await breaches(page, null)).toEqual(['button-name at #nameless'])
  await close()
})

test('the index lists every scene in its area, plays the chosen one in both themes, and is sound itself', async () => {
  const { page, wrong, close } = await openPage(
    gallery.browser(),
    `${gallery.url()}/#/keys?theme=both&width=900`,
    options,
    axe.source,
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
  expect(await breaches(page, null)).toEqual([])
  expect(wrong).toEqual([])
  await close()
})
