// `webContents`: the main side's view of one page. Its frames are a mirror of what the browser's side reports, so that
// they can be read at once; its guards are asked before the page goes anywhere.

import { EventEmitter, once } from 'node:events'
import { app } from './main-app.ts'
import { createEvent } from './main-events.ts'
import { browserSide, serve, tell } from './main-link.ts'
import { answerRequest } from './main-protocol.ts'
import type { StandInSession } from './main-session.ts'
import type { FrameInfo } from './sides.ts'

type Frame = {
  readonly url: string
  readonly origin: string
  readonly parent: Frame | null
  /** The frame and all inside it. */
  readonly framesInSubtree: readonly Frame[]
  readonly executeJavaScript: (script: string) => Promise<unknown>
}

type OpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' }

export type Contents = ReturnType<typeof createContents>

const all = new Map<number, Contents>()

export function contentsById(id: number): Contents | undefined {
  return all.get(id)
}

export function forgetContents(id: number): void {
  all.delete(id)
}

export function createContents(id: number, session: StandInSession) {
  const emitter = new EventEmitter()
  let frames: readonly FrameInfo[] = []
  let openHandler: OpenHandler = () => ({ action: 'allow' })
  let crashed = false

  /** The frame `frameId`, or null once it has navigated away or gone. */
  const frame = (frameId: string): Frame | null => {
    const info = frames.find((one) => one.id === frameId)
    if (info === undefined) return null
    return {
      url: info.url,
      origin: info.origin,
      parent: info.parentId === null ? null : frame(info.parentId),
      get framesInSubtree() {
        return [frameId, ...frames.filter((one) => isInside(one, frameId)).map((one) => one.id)].flatMap(
          (one) => frame(one) ?? [],
        )
      },
      executeJavaScript: (script) => browserSide.runInFrame(id, frameId, script),
    }
  }

  const isInside = ({ parentId }: FrameInfo, frameId: string): boolean => {
    const parent = frames.find((one) => one.id === parentId)
    return parent !== undefined && (parentId === frameId || isInside(parent, frameId))
  }

  const noFrame: Frame = {
    url: '',
    origin: '',
    parent: null,
    framesInSubtree: [],
    executeJavaScript: () => Promise.reject(new Error('There is no page.')),
  }
  const mainFrame = (): Frame => {
    const main = frames.find((one) => one.parentId === null)
    return (main === undefined ? null : frame(main.id)) ?? noFrame
  }

  const contents = Object.assign(emitter, {
    id,
    session,
    frame,
    setFrames: (next: readonly FrameInfo[]) => {
      frames = next
    },
    getURL: () => mainFrame().url,
    isDestroyed: () => !all.has(id),
    isCrashed: () => crashed,
    loadURL: (url: string) => browserSide.loadPage(id, url),
    reload: () => tell(browserSide.reloadPage(id)),
    executeJavaScript: async (script: string) => {
      if (crashed) await once(emitter, 'did-finish-load')
      return mainFrame().executeJavaScript(script)
    },
    forcefullyCrashRenderer: () => tell(browserSide.crashPage(id)),
    hasCrashed: () => {
      crashed = true
      emitter.emit('render-process-gone', createEvent({}), { reason: 'crashed', exitCode: 11 })
    },
    hasLoaded: () => {
      crashed = false
      emitter.emit('did-finish-load')
    },
    send: (channel: string, ...args: unknown[]) => {
      // Cloned now, as Electron does: what changes later is not sent.
      tell(browserSide.sendToPage(id, channel, structuredClone(args)))
    },
    setWindowOpenHandler: (handler: OpenHandler) => {
      openHandler = handler
    },
    openHandler: () => openHandler,
  })
  // Not among the assigned: `Object.assign` would read the getter once and for all.
  Object.defineProperty(contents, 'mainFrame', { get: mainFrame })
  all.set(id, contents)
  app.emit('web-contents-created', createEvent({}), contents)
  return contents
}

serve('mayGo', (id, { url, frameId, isMainFrame, isRedirect }) => {
  const contents = all.get(id)
  if (contents === undefined) return false
  const details = { url, isMainFrame, isSameDocument: false, frame: contents.frame(frameId) }
  // The documented order: a frame's navigation first, then the page's own.
  const names = isRedirect
    ? ['will-redirect']
    : ['will-frame-navigate', ...(isMainFrame ? ['will-navigate'] : [])]
  return names.every((name) => {
    const event = createEvent(details)
    contents.emit(name, event, url)
    return !event.defaultPrevented
  })
})

serve('mayOpen', (id, url) => all.get(id)?.openHandler()({ url }).action === 'allow')

serve('pageCrashed', (id) => all.get(id)?.hasCrashed())

serve('pageLoaded', (id) => all.get(id)?.hasLoaded())

serve('answerRequest', async (id, request) => {
  const contents = all.get(id)
  return contents === undefined ? null : answerRequest(contents.session.protocols, request)
})

serve('mayUse', (id, permission, url) => all.get(id)?.session.mayUse(permission, url) ?? false)

serve('pageWent', (id, url) => {
  all.get(id)?.emit('did-navigate', createEvent({}), url, 200, 'OK')
})

serve('pageFailed', (id, url, error) => {
  const code = error.includes('ERR_ABORTED') ? -3 : -2
  all.get(id)?.emit('did-fail-load', createEvent({}), code, error.replace(/^net::/, ''), url, true)
})

serve('framesChanged', (id, frames) => all.get(id)?.setFrames(frames))
