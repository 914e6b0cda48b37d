// `BrowserWindow`: a window that is never drawn, over a page that is. Its state is kept here, as the documentation says
// it changes; closing asks first, and what is closed is destroyed.

import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { allWindowsClosed, app, assertReady, keepWindows } from './main-app.ts'
import { type Contents, createContents, forgetContents } from './main-contents.ts'
import { createEvent } from './main-events.ts'
import { browserSide, serve, tell } from './main-link.ts'
import { primaryDisplay } from './main-screens.ts'
import { type StandInSession, session } from './main-session.ts'
import { isDark } from './main-system.ts'
import type { Size } from './sides.ts'

type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

type Options = Partial<Bounds> & {
  readonly show?: boolean
  readonly backgroundColor?: string
  readonly title?: string
  readonly webPreferences?: {
    readonly preload?: string
    readonly nodeIntegrationInSubFrames?: boolean
    readonly session?: StandInSession
  }
}

/** Everywhere but on macOS the menu stands in the window, and the page under it. */
const menuHeight = process.platform === 'darwin' ? 0 : 27

const windows = new Map<number, BrowserWindow>()
let lastId = 0

export class BrowserWindow extends EventEmitter {
  readonly id: number
  readonly webContents: Contents
  #bounds: Bounds
  #visible: boolean
  /** Where it stood before it was maximized; null while it is not. */
  #normalBounds: Bounds | null = null
  #minimized = false
  #focused = false
  #backgroundColor: string
  #title: string

  constructor(options: Options = {}) {
    super()
    assertReady(true, 'Cannot create BrowserWindow')
    const { x = 0, y = 0, width = 800, height = 600, show = true, webPreferences = {} } = options
    this.id = ++lastId
    this.#bounds = { x, y, width, height }
    this.#visible = show
    this.#backgroundColor = options.backgroundColor ?? '#FFFFFF'
    windows.set(this.id, this)
    const { preload, nodeIntegrationInSubFrames: inSubFrames = false } = webPreferences
    const { session: own = session.defaultSession } = webPreferences
    this.#title = options.title ?? app.getName()
    this.webContents = createContents(this.id, own)
    const text = preload === undefined ? null : readFileSync(preload, 'utf8')
    const profile = own.profile()
    const { scaleFactor: scale } = primaryDisplay
    const page = { preload: text, inSubFrames, size: this.#contentSize(), dark: isDark(), scale, profile }
    tell(browserSide.openPage(this.id, page))
  }

  #contentSize = (): Size => ({ width: this.#bounds.width, height: this.#bounds.height - menuHeight })

  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()]
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  getBounds = () => this.#bounds
  getNormalBounds = () => this.#normalBounds ?? this.#bounds
  getContentBounds(): Bounds {
    const { x, y } = this.#bounds
    return { x, y: y + menuHeight, ...this.#contentSize() }
  }
  setBounds(next: Partial<Bounds>): void {
    const before = this.#bounds
    this.#bounds = { ...before, ...next }
    const { x, y, width, height } = this.#bounds
    if (x !== before.x || y !== before.y) this.emit('move')
    if (width === before.width && height === before.height) return
    tell(browserSide.resizePage(this.id, this.#contentSize()))
    this.emit('resize')
  }

  isMaximized = () => this.#normalBounds !== null
  maximize(): void {
    if (this.#normalBounds !== null) return
    this.#normalBounds = this.#bounds
    this.emit('maximize')
    this.setBounds(primaryDisplay.workArea)
  }

  isMinimized = () => this.#minimized
  minimize(): void {
    this.#minimized = true
    this.emit('minimize')
  }
  restore(): void {
    this.#minimized = false
    this.emit('restore')
  }

  isVisible = () => this.#visible
  show(): void {
    this.#visible = true
    this.focus()
    this.emit('show')
  }
  hide(): void {
    this.#visible = false
    this.#focused = false
    this.emit('hide')
  }

  isFocused = () => this.#focused
  focus(): void {
    this.#focused = true
    this.emit('focus')
  }

  setOverlayIcon(_image: object | null, _description: string): void {}

  getTitle = () => this.#title
  setTitle(title: string): void {
    this.#title = title
  }

  getBackgroundColor = () => this.#backgroundColor
  setBackgroundColor(colour: string): void {
    this.#backgroundColor = colour
  }

  isDestroyed = () => !windows.has(this.id)
  close(): void {
    const event = createEvent({})
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }
  destroy(): void {
    if (!windows.delete(this.id)) return
    forgetContents(this.id)
    tell(browserSide.closePage(this.id))
    this.emit('closed')
    if (windows.size === 0) allWindowsClosed()
  }
}

keepWindows({
  closeAll: () => {
    for (const window of BrowserWindow.getAllWindows()) window.close()
    return windows.size === 0
  },
})

serve('pageShown', (id) => windows.get(id)?.emit('ready-to-show'))

serve('pageTitled', (id, title) => {
  const window = windows.get(id)
  const event = createEvent({})
  window?.emit('page-title-updated', event, title)
  if (!event.defaultPrevented) window?.setTitle(title)
})

serve('pageClosed', (id) => windows.get(id)?.close())
