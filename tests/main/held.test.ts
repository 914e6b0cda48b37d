// What comes before its receiver is kept in order and handed over once.

import { expect, test } from 'vitest'
import { createHeld } from '../../src/main/held.ts'

test('what came too early is handed over first, in its order, and once', () => {
  const held = createHeld<string>()
  const taken: string[] = []
  held.send('a')
  held.send('b')
  held.handTo((item) => {
    taken.push(item)
    // Whoever takes something may have something to say itself.
    if (item === 'a') held.send('said while it was handed over')
  })
  held.send('c')
  expect(taken).toEqual(['a', 'said while it was handed over', 'b', 'c'])
})
