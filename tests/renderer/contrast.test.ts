// The contrast of every text colour on every surface, in both themes, by WCAG 2.2 (1.4.3: 4.5 to 1 for text; 1.4.11: 3 to 1
// for icons). The colours are read from the style sheet.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { backgroundColour } from '../../src/main/window/theme.ts'

type Rgb = readonly [number, number, number]

const css = readFileSync(join(import.meta.dirname, '../../src/renderer/styles/tokens.css'), 'utf8')
const themes = ['light', 'dark'] as const

/** Linear light of an opaque colour, as `#rrggbb` or `oklch(L C h)` (CSS Color 4, 10.4). */
function linear(colour: string): Rgb {
  const hex = /^#(..)(..)(..)$/.exec(colour)
  if (hex !== null) {
    const part = (text: string | undefined) => {
      const value = Number.parseInt(text ?? '', 16) / 255
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    }
    return [part(hex[1]), part(hex[2]), part(hex[3])]
  }
  const [l = 0, c = 0, h = 0] = (/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/.exec(colour) ?? [])
    .slice(1)
    .map(Number)
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)]
  const [x, y, z] = [
    l + 0.3963377774 * a + 0.2158037573 * b,
    l - 0.1055613458 * a - 0.0638541728 * b,
    l - 0.0894841775 * a - 1.291485548 * b,
  ].map((v) => v ** 3)
  if (x === undefined || y === undefined || z === undefined) throw new Error(`Not a colour: ${colour}`)
  const clamp = (value: number) => Math.min(1, Math.max(0, value))
  return [
    clamp(4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z),
    clamp(-1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z),
    clamp(-0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z),
  ]
}

function contrast(one: Rgb, other: Rgb): number {
  const light = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
  const [a, b] = [light(one), light(other)]
  return Math.max(a, b) / Math.min(a, b)
}

function token(name: string, theme: (typeof themes)[number]): Rgb {
  const found = new RegExp(
    `--color-${name}: light-dark\\((#\\w+|oklch\\([^)]*\\)), (#\\w+|oklch\\([^)]*\\))\\)`,
  ).exec(css)
  const colour = found?.[theme === 'light' ? 1 : 2]
  if (colour === undefined) throw new Error(`There is no colour ${name}.`)
  return linear(colour)
}

const inks = ['ink', 'ink-2', 'ink-3', 'accent', 'ok', 'warn', 'bad']
const surfaces = ['frame', 'surface', 'raised', 'overlay']

describe.each(themes)('in the %s theme', (theme) => {
  test('every ink can be read on every surface', () => {
    const weak = surfaces.flatMap((surface) =>
      inks
        .map((ink) => ({ ink, surface, ratio: contrast(token(ink, theme), token(surface, theme)) }))
        .filter(({ ratio }) => ratio < 4.5)
        .map(({ ratio, ...pair }) => ({ ...pair, ratio: Math.round(ratio * 100) / 100 })),
    )
    expect(weak).toEqual([])
  })

  test('the words on a primary button can be read, and the button can be seen', () => {
    expect(contrast(token('on-accent', theme), token('accent-fill', theme))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(token('accent-fill', theme), token('surface', theme))).toBeGreaterThanOrEqual(3)
  })
})

test('the window’s colour before its first frame is the frame’s own', () => {
  expect(css).toContain(`--color-frame: light-dark(${backgroundColour(false)}, ${backgroundColour(true)});`)
})
