// The frames of a page as the browser reports them, kept under Electron's addresses: which there are, whose children they
// are, and which JavaScript world of the preload belongs to which.

import type { CDPSession } from '@playwright/test'
import type { Addresses } from './addresses.ts'
import type { FrameInfo } from './sides.ts'
import { preloadWorldName } from './worlds.ts'

export type Frames = {
  readonly mainId: () => string
  /** The frame that a preload's world belongs to. */
  readonly ofWorld: (contextId: number) => FrameInfo | undefined
  /** The page's own world of a frame; undefined while there is none. */
  readonly pageWorld: (frameId: string) => number | undefined
  /** The preload's world of the main frame; undefined while there is none. */
  readonly mainWorld: () => number | undefined
}

export async function watchFrames(
  session: CDPSession,
  addresses: Addresses,
  changed: (frames: readonly FrameInfo[]) => void,
): Promise<Frames> {
  const frames = new Map<string, FrameInfo>()
  const worlds = new Map<number, string>()
  const pageWorlds = new Map<number, string>()
  let mainId = ''

  const set = (info: FrameInfo) => {
    frames.set(info.id, info)
    changed([...frames.values()])
  }

  session.on('Page.frameAttached', ({ frameId: id, parentFrameId: parentId }) =>
    set({ id, parentId, url: '', origin: frames.get(parentId)?.origin ?? '' }),
  )
  session.on('Page.frameNavigated', ({ frame: { id, parentId = null, url, securityOrigin } }) =>
    set({ id, parentId, url: addresses.outward(url), origin: originOf(securityOrigin) }),
  )
  session.on('Page.frameDetached', ({ frameId }) => {
    frames.delete(frameId)
    changed([...frames.values()])
  })
  session.on('Runtime.executionContextCreated', ({ context }) => {
    const { frameId, isDefault } = { frameId: '', isDefault: false, ...context.auxData }
    if (context.name === preloadWorldName) worlds.set(context.id, frameId)
    if (isDefault) pageWorlds.set(context.id, frameId)
  })
  const forget = () => {
    worlds.clear()
    pageWorlds.clear()
  }
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    worlds.delete(executionContextId)
    pageWorlds.delete(executionContextId)
  })
  session.on('Runtime.executionContextsCleared', forget)
  // A process that died took its worlds with it, and says so of none.
  session.on('Inspector.targetCrashed', forget)

  await session.send('Page.enable')
  await session.send('Runtime.enable')
  const { frameTree } = await session.send('Page.getFrameTree')
  mainId = frameTree.frame.id
  set({ id: mainId, parentId: null, url: '', origin: '' })

  /** An opaque origin has no text in the browser's protocol, and `null` in Electron (RFC 6454, 6.1). */
  function originOf(securityOrigin: string): string {
    return securityOrigin === '' || securityOrigin === '://' ? 'null' : addresses.outward(securityOrigin)
  }

  return {
    mainId: () => mainId,
    ofWorld: (contextId) => frames.get(worlds.get(contextId) ?? ''),
    pageWorld: (of) => [...pageWorlds].findLast(([, frameId]) => frameId === of)?.[0],
    mainWorld: () => [...worlds].findLast(([, frameId]) => frameId === mainId)?.[0],
  }
}
