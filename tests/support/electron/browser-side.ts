// The browser's side of the stand-in: a page for each window of the app, in one browser that starts with the first. It
// follows the main process and decides nothing.

import type { BrowserContext, Page } from '@playwright/test'
import { type Addresses, createAddresses } from './addresses.ts'
import { launchChromium } from './chromium.ts'
import { openPageWindow, type PageWindow } from './page-window.ts'
import type { BrowserSide, MainSide, PageOptions } from './sides.ts'
import type { Remote } from './wire.ts'

export type Box = { readonly title: string; readonly content: string }

export type Browser = {
  readonly served: BrowserSide
  readonly pages: () => Page[]
  readonly firstPage: Promise<Page>
  readonly boxes: readonly Box[]
  readonly close: () => Promise<void>
}

/** `press` answers a box at once, as a person would sooner or later; else it stays open. */
export function createBrowser(main: () => Remote<MainSide>, press: boolean): Browser {
  const windows = new Map<number, Promise<PageWindow>>()
  const pages: Page[] = []
  const boxes: Box[] = []
  const firstPage = Promise.withResolvers<Page>()
  /** By the folder of the session's data. */
  const contexts = new Map<string, Promise<BrowserContext>>()
  let addresses: Promise<Addresses> | null = null

  const find = (id: number) => windows.get(id) ?? Promise.reject(new Error(`There is no window ${id}.`))

  const open = async (id: number, options: PageOptions) => {
    const context =
      contexts.get(options.profile) ?? launchChromium(options.profile, options.scale).then(closePopups)
    contexts.set(options.profile, context)
    addresses ??= main().schemes().then(createAddresses)
    const browser = await context
    const page = browser.pages().find((one) => !pages.includes(one)) ?? (await browser.newPage())
    pages.push(page)
    const window = await openPageWindow(id, browser, page, options, await addresses, main())
    firstPage.resolve(page)
    return window
  }

  const served: BrowserSide = {
    openPage: async (id, options) => {
      const opening = open(id, options)
      windows.set(id, opening)
      await opening
    },
    loadPage: async (id, url) => (await find(id)).load(url),
    reloadPage: async (id) => (await find(id)).reload(),
    crashPage: async (id) => (await find(id)).crash(),
    resizePage: async (id, size) => (await find(id)).resize(size),
    runInFrame: async (id, frameId, script) => (await find(id)).run(frameId, script),
    closePage: async (id) => {
      const { page } = await find(id)
      windows.delete(id)
      // A browser ends with its last page, and an app may stay without a window.
      if (page.context().pages().length === 1) await page.context().newPage()
      await page.close()
      pages.splice(pages.indexOf(page), 1)
    },
    sendToPage: async (id, channel, args) => (await find(id)).receive(channel, args),
    setColorScheme: async (colorScheme) => {
      for (const page of pages) await page.emulateMedia({ colorScheme })
    },
    clearProfile: async (profile) => {
      await (await contexts.get(profile))?.clearCookies()
    },
    showBox: async (title, content) => {
      boxes.push({ title, content })
      if (!press) await new Promise(() => {})
    },
  }
  return {
    served,
    pages: () => [...pages],
    firstPage: firstPage.promise,
    boxes,
    close: async () => {
      await Promise.all([...contexts.values()].map(async (context) => (await context).close()))
    },
  }
}

/** A window with an opener came from a link or a form of a page, and no `BrowserWindow` stands for it: denied. */
function closePopups(context: BrowserContext): BrowserContext {
  context.on('page', async (page) => {
    if ((await page.opener()) !== null) await page.close()
  })
  return context
}
