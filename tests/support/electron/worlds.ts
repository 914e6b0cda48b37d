// What runs in a page before its own scripts: the page's world gets what the preload exposes, the preload's world gets
// `require('electron')` and the wire to the main process. Both functions run inside the page, as their own text.

import { createCodec } from './codec.ts'
import { createMembrane } from './membrane.ts'
import type { PageOptions } from './sides.ts'

/** The function by which the preload's world reaches the driver; no other world has it. */
export const bindingName = 'standInSend'
/** The function by which the driver reaches the preload's world. */
export const receiverName = 'standInReceive'
export const preloadWorldName = 'Electron Isolated Context'

/** What the preload's world sends to the driver. */
export type FromPreload =
  | { readonly type: 'invoke'; readonly call: number; readonly channel: string; readonly args: unknown[] }
  | { readonly type: 'open'; readonly url: string }
  | { readonly type: 'title'; readonly title: string }

/** What the driver sends to the preload's world. */
export type ToPreload =
  | { readonly type: 'answer'; readonly call: number; readonly ok: boolean; readonly value: unknown }
  | { readonly type: 'message'; readonly channel: string; readonly args: readonly unknown[] }

const wall = { toPage: 'stand-in-to-page', toPreload: 'stand-in-to-preload' }

type Wall = typeof wall

/** Frames have the preload where the window's preferences say so; a frame without a document of its own never has it. */
const hasNoPreload = (inSubFrames: boolean) =>
  `window.top !== window.self && (${!inSubFrames} || location.href === 'about:blank')`

/** The text to run in the page's own world. */
export function pageWorldText({ inSubFrames }: PageOptions): string {
  return `(() => {
    if (${hasNoPreload(inSubFrames)}) return
    const createCodec = ${createCodec}
    const createMembrane = ${createMembrane}
    ;(${pageWorld})(createCodec, createMembrane, ${JSON.stringify(wall)})
  })()`
}

/** The text to run in the preload's world: the preload script itself is in it, because a page may forbid `eval`. */
export function preloadWorldText({ inSubFrames, preload }: PageOptions): string {
  return `(() => {
    if (${hasNoPreload(inSubFrames)}) return
    const createCodec = ${createCodec}
    const createMembrane = ${createMembrane}
    const require = (${preloadWorld})(createCodec, createMembrane, ${JSON.stringify(wall)}, ${JSON.stringify({ bindingName, receiverName })})
    const module = { exports: {} }
    ;(function (require, module, exports) {
      ${preload ?? ''}
    })(require, module, module.exports)
  })()`
}

function pageWorld(
  codecOf: typeof createCodec,
  membraneOf: typeof createMembrane,
  { toPage, toPreload }: Wall,
) {
  const freeze = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null && !(value instanceof Promise)) {
      Object.values(value).forEach(freeze)
      Object.freeze(value)
    }
    return value
  }
  const membrane = membraneOf(codecOf, toPreload, toPage, (key: string, api: unknown) => {
    if (key in window)
      throw new Error(`Cannot bind an API on top of an existing property on the window object`)
    Object.defineProperty(window, key, { value: freeze(api), enumerable: true })
  })
  // A denied window is null for the page that asked; the decision itself is the main process's.
  const open = (url: unknown = '') => {
    membrane.callRoot(new URL(String(url), document.baseURI).href)
    return null
  }
  Object.defineProperty(window, 'open', { value: open })
  window.addEventListener(
    'click',
    (event) => {
      const link = event.target instanceof Element ? event.target.closest('a[target]') : null
      if (!(link instanceof HTMLAnchorElement) || link.target === '_self') return
      event.preventDefault()
      open(link.href)
    },
    true,
  )
}

function preloadWorld(
  codecOf: typeof createCodec,
  membraneOf: typeof createMembrane,
  { toPage, toPreload }: Wall,
  names: { readonly bindingName: string; readonly receiverName: string },
) {
  type Listener = (event: object, ...args: unknown[]) => void
  const own = globalThis as unknown as Record<string, (text: string) => void>
  const post = own[names.bindingName]
  const codec = codecOf(null)
  const send = (message: FromPreload) => post?.(codec.encode(message))
  const calls = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>()
  const listeners = new Map<string, Listener[]>()
  let lastCall = 0

  const membrane = membraneOf(codecOf, toPage, toPreload, (url: string) => send({ type: 'open', url }))

  const off = (channel: string, listener: Listener) => {
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter((one) => one !== listener),
    )
    return ipcRenderer
  }
  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const call = ++lastCall
        send({ type: 'invoke', call, channel, args })
        calls.set(call, { resolve, reject })
      }),
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    off,
    removeListener: off,
  }

  own[names.receiverName] = (text) => {
    const message = codec.decode(text) as ToPreload
    if (message.type === 'message') {
      for (const listener of listeners.get(message.channel) ?? []) {
        listener({ sender: ipcRenderer, ports: [] }, ...message.args)
      }
      return
    }
    const call = calls.get(message.call)
    calls.delete(message.call)
    if (message.ok) call?.resolve(message.value)
    else call?.reject(message.value)
  }

  // Titles are set in the head, by the page's text and by its scripts.
  if (window.top === window.self) {
    let title: string | null = null
    const tellTitle = () => {
      if (document.title !== title) send({ type: 'title', title: document.title })
      title = document.title
    }
    document.addEventListener('DOMContentLoaded', () => {
      tellTitle()
      const seen = { childList: true, subtree: true, characterData: true }
      new MutationObserver(tellTitle).observe(document.head, seen)
    })
  }

  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => membrane.callRoot(key, api),
  }
  return (name: string) => {
    if (name !== 'electron') throw new Error(`module not found: ${name}`)
    return { contextBridge, ipcRenderer }
  }
}
