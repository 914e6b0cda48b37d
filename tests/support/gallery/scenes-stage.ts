// The gallery in a real browser for the tests of a file: built once in a run, served once in a file, one page at a time, and
// after each test it is checked that nothing went wrong on its page.

import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { launchBrowser } from '../chromium.ts'
import { type OpenPage, openPage } from './browser.ts'
import { builtOnce } from './built-once.ts'
import { type Served, serveGallery } from './serve.ts'

export type ScenesStage = {
  /** Opens a scene in a page of its own and waits until the window and all its parts are there. */
  readonly openScene: (scene: string) => Promise<Page>
  /** Opens a scene without waiting. What goes wrong on the page is in `wrong`, which must be empty when the test ends. */
  readonly open: (scene: string) => Promise<OpenPage>
}

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
    browser = await launchBrowser()
  }, 120_000)

  afterAll(async () => {
    await browser.close()
    served.stop()
  })
  return { browser: () => browser, url: () => served.url }
}

/** Opens scenes; what was wrong on the page fails the test, after which it is closed. To be called once in a file. */
function createOpener({ shipped }: { readonly shipped: boolean }) {
  const gallery = serveForTests({ shipped })
  let opened: OpenPage | null = null

  afterEach(async () => {
    const wrong = opened?.wrong ?? []
    await opened?.close()
    opened = null
    expect(wrong).toEqual([])
  })

  return async (scene: string, options: BrowserContextOptions): Promise<OpenPage> => {
    opened = await openPage(gallery.browser(), `${gallery.url()}/scene.html?scene=${scene}`, options)
    return opened
  }
}

/** Opens scenes of the shipped window, at a size, without motion, once they are ready. To be called once in a file. */
export function createSizedScenes(): (scene: string, width: number, height: number) => Promise<Page> {
  const open = createOpener({ shipped: true })
  return async (scene, width, height) => {
    const { page } = await open(scene, { viewport: { width, height }, reducedMotion: 'reduce' })
    await page.locator('html[data-scene=ready]').waitFor({ state: 'attached' })
    return page
  }
}

/** To be called once in a file. */
export function createScenesStage(): ScenesStage {
  const openWith = createOpener({ shipped: false })
  const open = (scene: string) => openWith(scene, { viewport: { width: 1440, height: 900 } })

  return {
    open,
    openScene: async (scene) => {
      const { page } = await open(scene)
      await page.locator('html[data-loaded]').waitFor({ state: 'attached' })
      return page
    },
  }
}
