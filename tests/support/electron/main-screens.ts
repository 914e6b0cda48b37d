// `screen`: one screen with a panel along its top, or those that Chromium's own switches name:
// `--screen-info={1440x900 workAreaTop=30}{1920x1080}` (side by side) and `--force-device-scale-factor=2`.

import { EventEmitter } from 'node:events'

type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

type Display = {
  readonly id: number
  readonly bounds: Bounds
  readonly workArea: Bounds
  readonly scaleFactor: number
}

const switchOf = (name: string) =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3)

const scaleFactor = Number(switchOf('force-device-scale-factor') ?? 1)

/** In device-independent pixels, as Electron gives them. */
function readDisplays(screenInfo: string): readonly Display[] {
  let x = 0
  return [...screenInfo.matchAll(/\{(\d+)x(\d+)(?: workAreaTop=(\d+))?\}/g)].map(
    ([, width, height, top = '0'], index) => {
      const size = { width: Number(width) / scaleFactor, height: Number(height) / scaleFactor }
      const panel = Number(top) / scaleFactor
      const bounds = { x, y: 0, ...size }
      x += size.width
      return {
        id: index + 1,
        bounds,
        workArea: { ...bounds, y: panel, height: size.height - panel },
        scaleFactor,
      }
    },
  )
}

const displays = readDisplays(switchOf('screen-info') ?? '{1440x900 workAreaTop=30}')

const [primary] = displays
if (primary === undefined) throw new Error('The switch screen-info names no screen.')

export const primaryDisplay: Display = primary

export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => primaryDisplay,
  getAllDisplays: () => displays,
})
