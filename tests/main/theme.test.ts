// What the host colours before and around the page.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { backgroundColour } from '../../src/main/window/theme.ts'

test('the empty window has the colour of the page’s frame, in both themes', () => {
  const tokens = readFileSync('src/renderer/styles/tokens.css', 'utf8')
  const frame = /--color-frame:\s*light-dark\(([^,]+),\s*([^)]+)\)/.exec(tokens)
  expect([backgroundColour(false), backgroundColour(true)]).toEqual(frame?.slice(1))
})
