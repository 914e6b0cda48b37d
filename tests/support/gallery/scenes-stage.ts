// The gallery in a real browser for the tests of a file: built once in a run, served once in a file, and
// after each test it is checked that nothing went wrong on its page.

import type { Browser, BrowserContextOptions, Page, ViewportSize } from 'playwright'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { launchPageEngine } from '../chromium.ts'
import { type OpenPage, openPage } from './browser.ts'
import { builtOnce } from './built-once.ts'
import { type Served, serveGallery } from './serve.ts'
import { visit } from './visit.ts'

export type ScenesStage = {
  /** Plays a scene in the one page of the file and waits until all that is done in it is done. */
  readonly openScene: (scene: string) => Promise<Page>
  /** Opens a scene in a page of its own and waits until the window and all its parts are there. */
  readonly openAlone: (scene: string) => Promise<Page>
  /** The same without waiting. What goes wrong on the page is in `wrong`, which must be empty when the test ends. */
  readonly open: (scene: string) => Promise<OpenPage>
}

type SizedScene = (scene: string, width: number, height: number) => Promise<Page>

export type ServedGallery = { readonly browser: () => Browser; readonly url: () => string }

/**
 * The gallery served for the tests of a file, and a browser. To be called once in a file. `shipped`: with React
 * as it is shipped, three times as fast as the one that warns.
 */
export function serveForTests({ shipped }: { readonly shipped: boolean }): ServedGallery {
  let served: Served
  let browser: Browser

  beforeAll(async () => {
    served = await serveGallery(await builtOnce({ shipped }))
    browser = await launchPageEngine()
  }, 120_000)

  afterAll(async () => {
    await browser.close()
    served.stop()
  })
  return { browser: () => browser, url: () => served.url }
}

/** Opens scenes; what was wrong on a page fails the test. To be called once in a file. */
function createOpener({ shipped }: { readonly shipped: boolean }) {
  const gallery = serveForTests({ shipped })
  let opened: OpenPage | null = null
  let shared: OpenPage | null = null

  afterEach(async () => {
    const wrong = [...(opened?.wrong ?? []), ...(shared?.wrong.splice(0) ?? [])]
    await opened?.close()
    opened = null
    expect(wrong).toEqual([])
  })
  afterAll(() => shared?.close())

  return {
    /** In a page of its own, which is closed after the test. */
    alone: async (scene: string, options: BrowserContextOptions): Promise<OpenPage> => {
      opened = await openPage(gallery.browser(), `${gallery.url()}/scene.html?scene=${scene}`, options)
      return opened
    },
    /** In the one page of the file, with the options of its first scene, once all that is done in the scene is done. */
    together: async (
      scene: string,
      options: BrowserContextOptions,
      viewport: ViewportSize,
    ): Promise<Page> => {
      shared ??= await openPage(gallery.browser(), gallery.url(), options)
      const { page } = shared
      // Where the last test left the pointer, something of the next scene may lie.
      await page.mouse.move(0, 0)
      await page.setViewportSize(viewport)
      await visit(page, gallery.url(), scene)
      return page
    },
  }
}

/**
 * Opens scenes of the shipped window, at a size, without motion, once they are ready: all in one page, but `alone` where
 * something stays in a page once it is done there. To be called once in a file.
 */
export function createSizedScenes(): SizedScene & { readonly alone: SizedScene } {
  const { alone, together } = createOpener({ shipped: true })
  const openAt: SizedScene = (scene, width, height) =>
    together(scene, { reducedMotion: 'reduce' }, { width, height })
  return Object.assign(openAt, {
    alone: async (scene: string, width: number, height: number) => {
      const { page } = await alone(scene, { viewport: { width, height }, reducedMotion: 'reduce' })
      await page.locator('html[data-scene=ready]').waitFor({ state: 'attached' })
      return page
    },
  })
}

/** `shipped`: without React's warnings. To be called once in a file. */
export function createScenesStage({ shipped }: { readonly shipped: boolean }): ScenesStage {
  const { alone, together } = createOpener({ shipped })
  const viewport = { width: 1440, height: 900 }
  const open = (scene: string) => alone(scene, { viewport })

  return {
    open,
    openScene: (scene) => together(scene, {}, viewport),
    openAlone: async (scene) => {
      const { page } = await open(scene)
      await page.locator('html[data-loaded]').waitFor({ state: 'attached' })
      return page
    },
  }
}
