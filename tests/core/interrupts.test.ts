// Signals that come more than once: one press of Ctrl+C, or somebody who insists.

import { expect, test } from 'vitest'
import { createInterrupts } from '../../src/core/basics/interrupts.ts'

function interrupted(times: readonly number[]): string[] {
  const said: string[] = []
  let now = 0
  const hear = createInterrupts(
    () => said.push(`end at ${now}`),
    () => said.push(`insist at ${now}`),
    () => now,
  )
  for (const at of times) {
    now = at
    hear()
  }
  return said
}

test('one press that arrives several times ends once', () => {
  expect(interrupted([5, 5, 6, 1_900])).toEqual(['end at 5'])
})

test('a later one insists', () => {
  expect(interrupted([5, 6, 2_100])).toEqual(['end at 5', 'insist at 2100'])
})
