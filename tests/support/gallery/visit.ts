// Goes through the scenes in one page of a real browser, one after the other.

import type { Page } from 'playwright'

export type Theme = 'light' | 'dark'

/**
 * Plays a scene in `page`, as the system's theme wants it, and waits until all that a person does in it is done. The page is
 * loaded once and plays one scene after the other. Throws where the scene fails.
 */
export async function visit(page: Page, url: string, scene: string): Promise<void> {
  const state = page.url().startsWith(`${url}/scene.html`)
    ? await play(page, scene)
    : await load(page, url, scene)
  if (state !== 'ready') throw new Error(`Scene ${scene}: ${state}`)
}

function play(page: Page, scene: string): Promise<string | undefined> {
  return page.evaluate(async (name) => {
    await window.playScene?.(name, null).catch(() => {})
    return document.documentElement.dataset.scene
  }, scene)
}

async function load(page: Page, url: string, scene: string): Promise<string | null> {
  await page.goto(`${url}/scene.html?scene=${scene}`)
  const html = page.locator('html[data-scene=ready], html[data-scene^=failed]')
  await html.waitFor({ state: 'attached', timeout: 120_000 })
  return html.getAttribute('data-scene')
}

/** The names of all scenes, in order, as the index lists them. */
export async function sceneNames(page: Page, url: string): Promise<string[]> {
  await page.goto(url)
  await page.locator('a[data-name]').first().waitFor()
  return page.$$eval('a[data-name]', (links) => links.map((link) => link.getAttribute('data-name') ?? ''))
}
