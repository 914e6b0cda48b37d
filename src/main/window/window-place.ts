// Where the window stands: read from what was kept, and moved back on a screen when the one it stood on is gone. Pure, so
// that every arrangement of screens can be tried without one.

import { asNumber, field, isJsonObject, type JsonObject, parseJsonObject } from '../../core/basics/json.ts'

/** In device-independent pixels, as Electron gives them. */
export type Rectangle = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type WindowPlace = { readonly bounds: Rectangle; readonly maximized: boolean }

export const leastSize = { width: 900, height: 600 } as const
const usualSize = { width: 1280, height: 840 } as const
/** So much of the title bar must be on a screen for the window to be caught with the mouse. */
const leastSeen = { width: 120, height: 32 } as const

/** The place that `text` tells, as `JSON.stringify` wrote it; null for everything else. */
export function parsePlace(text: string): WindowPlace | null {
  const kept = parseJsonObject(text)
  const bounds = kept === null ? null : field(kept, 'bounds')
  if (kept === null || !isJsonObject(bounds)) return null
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => wholeNumber(bounds, name))
  if (x == null || y == null || width == null || height == null) return null
  return { bounds: { x, y, width, height }, maximized: field(kept, 'maximized') === true }
}

/**
 * Where to put the window: at its kept place if its title bar can be reached on one of `screens` (their work areas,
 * the primary one first), else in the middle of the first. Never larger than its screen, never below the least size.
 */
export function placeOn(screens: readonly Rectangle[], kept: WindowPlace | null): WindowPlace {
  const home = kept === null ? undefined : screens.find((screen) => reaches(kept.bounds, screen))
  if (kept !== null && home !== undefined) {
    return { bounds: { ...kept.bounds, ...sizeWithin(kept.bounds, home) }, maximized: kept.maximized }
  }
  const [first = { x: 0, y: 0, ...usualSize }] = screens
  const size = sizeWithin(kept?.bounds ?? usualSize, first)
  const x = first.x + Math.max(0, Math.round((first.width - size.width) / 2))
  const y = first.y + Math.max(0, Math.round((first.height - size.height) / 2))
  return { bounds: { x, y, ...size }, maximized: kept?.maximized ?? false }
}

type Size = Pick<Rectangle, 'width' | 'height'>

function sizeWithin(size: Size, screen: Size): Size {
  return {
    width: Math.max(leastSize.width, Math.min(size.width, screen.width)),
    height: Math.max(leastSize.height, Math.min(size.height, screen.height)),
  }
}

function reaches(window: Rectangle, screen: Rectangle): boolean {
  const across = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x)
  const above = window.y >= screen.y && window.y + leastSeen.height <= screen.y + screen.height
  return across >= leastSeen.width && above
}

/** Coordinates beyond this belong to no screen and would overflow a window system's 16 bits. */
const farthest = 32_000

function wholeNumber(object: JsonObject, name: string): number | null {
  const value = asNumber(field(object, name))
  return value !== null && Number.isInteger(value) && Math.abs(value) <= farthest ? value : null
}
