// One window's page in the browser: its preload in a world of its own, its requests and navigations asked about, its
// calls carried to the main process and back.

import type { BrowserContext, CDPSession, Download, Page } from '@playwright/test'
import type { Addresses } from './addresses.ts'
import { createCodec } from './codec.ts'
import { watchFrames } from './frames.ts'
import { grantPermissions } from './permissions.ts'
import { watchRequests } from './requests.ts'
import type { MainSide, PageOptions, Size } from './sides.ts'
import { messageOf, type Remote } from './wire.ts'
import {
  bindingName,
  type FromPreload,
  pageWorldText,
  preloadWorldName,
  preloadWorldText,
  receiverName,
  type ToPreload,
} from './worlds.ts'

export type PageWindow = {
  readonly page: Page
  /** Rejects with the browser's reason where the page cannot be loaded. */
  readonly load: (url: string) => Promise<void>
  readonly reload: () => Promise<void>
  readonly crash: () => Promise<void>
  readonly resize: (size: Size) => Promise<void>
  /** Runs in the page's own world of a frame. */
  readonly run: (frameId: string, script: string) => Promise<unknown>
  readonly receive: (channel: string, args: readonly unknown[]) => Promise<void>
}

const codec = createCodec(null)

export async function openPageWindow(
  id: number,
  context: BrowserContext,
  page: Page,
  options: PageOptions,
  addresses: Addresses,
  main: Remote<MainSide>,
): Promise<PageWindow> {
  await page.setViewportSize(options.size)
  await page.emulateMedia({ colorScheme: options.dark ? 'dark' : 'light' })
  const session = await context.newCDPSession(page)
  const frames = await watchFrames(session, addresses, (list) => void main.framesChanged(id, list))
  const requests = await watchRequests(id, session, addresses, frames.mainId, main)
  await putWorlds(session, options)
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name === bindingName) void answer(executionContextId, codec.decode(payload) as FromPreload)
  })
  page.once('load', () => void main.pageShown(id))
  page.once('close', () => void main.pageClosed(id))
  page.on('download', (download) => void save(download))
  // Playwright's own page is of no use any more after a crash; the browser's is, once it is loaded again.
  session.on('Page.frameNavigated', ({ frame }) => {
    // A page that was not loaded has the browser's own in its place.
    if (frame.parentId === undefined && !frame.url.startsWith('chrome-error:'))
      void main.pageWent(id, addresses.outward(frame.url))
  })
  session.on('Inspector.targetCrashed', () => void main.pageCrashed(id))
  session.on('Page.loadEventFired', () => void main.pageLoaded(id))

  const save = async (download: Download) => {
    const asked = { url: addresses.outward(download.url()), name: download.suggestedFilename() }
    const place = await main.mayDownload(id, asked)
    if (place === null) return download.cancel()
    const end = await download.saveAs(place.path).then(
      () => 'completed' as const,
      () => 'interrupted' as const,
    )
    await main.downloadEnded(place.item, end)
  }

  const answer = async (contextId: number, message: FromPreload) => {
    if (message.type === 'open') {
      if (await main.mayOpen(id, message.url)) throw new Error('The stand-in opens no windows for pages.')
      return
    }
    if (message.type === 'title') return main.pageTitled(id, message.title)
    const { call, channel, args } = message
    const frame = frames.ofWorld(contextId)
    if (frame === undefined) return
    const settled = main.invoke(id, frame, channel, args)
    const { ok, value } = await settled.then(
      (given) => ({ ok: true, value: given }),
      (thrown) => ({ ok: false, value: new Error(messageOf(thrown)) }),
    )
    await tell(session, contextId, { type: 'answer', call, ok, value })
  }

  return {
    page,
    load: async (url) => {
      await grantPermissions(id, url, session, addresses, main)
      const settled = requests.expectNavigation(url)
      await page.goto(addresses.inward(url), { waitUntil: 'load' }).finally(settled)
    },
    reload: async () => {
      requests.expectNavigation(null)
      await session.send('Page.reload')
    },
    crash: async () => {
      // Its answer dies with the page.
      session.send('Page.crash').catch(() => {})
    },
    resize: (size) => page.setViewportSize(size),
    run: async (frameId, expression) => {
      const contextId = frames.pageWorld(frameId)
      if (contextId === undefined) throw new Error('The frame is gone.')
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression,
        contextId,
        awaitPromise: true,
        returnByValue: true,
      })
      if (exceptionDetails === undefined) return result.value
      throw new Error(exceptionDetails.exception?.description ?? 'The script failed.')
    },
    receive: async (channel, args) => {
      const world = frames.mainWorld()
      if (world !== undefined) await tell(session, world, { type: 'message', channel, args })
    },
  }
}

async function putWorlds(session: CDPSession, options: PageOptions): Promise<void> {
  await session.send('Runtime.addBinding', { name: bindingName, executionContextName: preloadWorldName })
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorldText(options) })
  await session.send('Page.addScriptToEvaluateOnNewDocument', {
    source: preloadWorldText(options),
    worldName: preloadWorldName,
  })
}

/** A world that has gone meanwhile does not hear it, as in Electron. */
async function tell(session: CDPSession, contextId: number, message: ToPreload): Promise<void> {
  const expression = `globalThis[${JSON.stringify(receiverName)}]?.(${JSON.stringify(codec.encode(message))})`
  await session.send('Runtime.evaluate', { expression, contextId }).catch(() => {})
}
