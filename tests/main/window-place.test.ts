// The window's place over screens that come and go.

import { expect, test } from 'vitest'
import { parsePlace, placeOn } from '../../src/main/window/window-place.ts'

const laptop = { x: 0, y: 25, width: 1440, height: 875 }
const besideIt = { x: 1440, y: 0, width: 2560, height: 1440 }

function kept(x: number, y: number, width = 1200, height = 800, maximized = false) {
  return { bounds: { x, y, width, height }, maximized }
}

test('a window that was never kept stands in the middle of the first screen', () => {
  expect(placeOn([laptop, besideIt], null)).toEqual({
    bounds: { x: 80, y: 43, width: 1280, height: 840 },
    maximized: false,
  })
})

test('a kept window comes back where it stood, on any screen that is there', () => {
  expect(placeOn([laptop, besideIt], kept(100, 60))).toEqual(kept(100, 60))
  expect(placeOn([laptop, besideIt], kept(2000, 300))).toEqual(kept(2000, 300))
  expect(placeOn([laptop], kept(-300, 60))).toEqual(kept(-300, 60))
})

test('a window whose screen is gone moves to the first screen, and keeps its size', () => {
  expect(placeOn([laptop], kept(2000, 300, 1000, 700, true))).toEqual({
    bounds: { x: 220, y: 113, width: 1000, height: 700 },
    maximized: true,
  })
})

test('a window whose title bar cannot be reached moves back', () => {
  const middle = { bounds: { x: 120, y: 63, width: 1200, height: 800 }, maximized: false }
  expect(placeOn([laptop], kept(100, -400))).toEqual(middle)
  expect(placeOn([laptop], kept(100, 890))).toEqual(middle)
  expect(placeOn([laptop], kept(1400, 60))).toEqual(middle)
})

test('a window is never larger than its screen, nor smaller than what works', () => {
  expect(placeOn([laptop], kept(0, 25, 4000, 3000)).bounds).toEqual({ x: 0, y: 25, width: 1440, height: 875 })
  expect(placeOn([laptop], kept(0, 25, 300, 200)).bounds).toEqual({ x: 0, y: 25, width: 900, height: 600 })
})

test('without any screen there is still a place', () => {
  expect(placeOn([], null).bounds).toEqual({ x: 0, y: 0, width: 1280, height: 840 })
})

test('what was kept is read back', () => {
  const place = kept(100, 60, 1200, 800, true)
  expect(parsePlace(JSON.stringify(place))).toEqual(place)
})

test.each([
  ['no JSON', '{"bounds":'],
  ['no object', '[1, 2, 3]'],
  ['no bounds', '{"maximized":true}'],
  ['bounds that are a text', '{"bounds":"everywhere"}'],
  ['a missing size', '{"bounds":{"x":1,"y":2,"width":900}}'],
  ['a fraction', '{"bounds":{"x":1.5,"y":2,"width":900,"height":600}}'],
  ['a number that is none', '{"bounds":{"x":null,"y":2,"width":900,"height":600}}'],
  ['a place on no screen', '{"bounds":{"x":1e9,"y":2,"width":900,"height":600}}'],
])('a file with %s is as good as none', (_what, text) => {
  expect(parsePlace(text)).toBeNull()
})
