// What a stream's signs of life are told with.

import { expect, test } from 'vitest'
import { createSilenceWatch } from '../../src/engine/runs/silence-watch.ts'
import { createFastClock } from '../support/fast-clock.ts'

test('a sign of life that was told with its events is not told once more, and the next one is', () => {
  const silence = createSilenceWatch(
    { beatMs: null, timeLimitMs: null, observes: () => true },
    {},
    null,
    createFastClock(1),
  )
  silence.sign()
  const untold = silence.changed()
  silence.told()
  const told = silence.changed()
  silence.sign()
  expect([untold, told, silence.changed()]).toEqual([true, false, true])
})
