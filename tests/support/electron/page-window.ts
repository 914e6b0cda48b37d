// One window's page in the browser: its preload in a world of its own, its requests and navigations asked about, its
// calls carried to the main process and back.

import type { BrowserContext, CDPSession, Page } from '@playwright/test'
import type { Addresses } from './addresses.ts'
import { createCodec } from './codec.ts'
import { watchFrames } from './frames.ts'
import { grantPermissions } from './permissions.ts'
import { watchRequests } from './requests.ts'
import type { MainSide, PageOptions } from './sides.ts'
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
  await page.setViewportSize({ width: options.width, height: options.height })
  const session = await context.newCDPSession(page)
  const frames = await watchFrames(session, addresses, (list) => void main.framesChanged(id, list))
  const requests = await watchRequests(id, session, addresses, frames.mainId, main)
  await putWorlds(session, options)
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name === bindingName) void answer(executionContextId, codec.decode(payload) as FromPreload)
  })
  page.once('load', () => void main.pageShown(id))
  page.once('close', () => void main.pageClosed(id))

  const answer = async (contextId: number, message: FromPreload) => {
    if (message.type === 'open') {
      if (await main.mayOpen(id, message.url)) throw new Error('The stand-in opens no windows for pages.')
      return
    }
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
      requests.expectNavigation()
      await page.goto(addresses.inward(url), { waitUntil: 'load' })
    },
    reload: async () => {
      requests.expectNavigation()
      await session.send('Page.reload')
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
