// What a stream's signs of life are told with, and when its silence has to be looked at.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createStreamCounts } from '../../src/engine/connection/stream-counts.ts'
import { createNotices } from '../../src/engine/runs/notices.ts'
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

const waits = fc.oneof(
  fc.integer({ min: 1, max: 400 }),
  fc.integer({ min: 1, max: 4_000 }),
  fc.integer({ min: 1, max: 1_000_000 }),
)
/** What happens, and after how many ms. */
const happenings = fc.array(
  fc.tuple(waits, fc.constantFrom('sign', 'open', 'ask', 'hold', 'release', 'end')),
  {
    maxLength: 30,
  },
)
const kinds = fc.record({
  beatMs: fc.constantFrom(null, 1_000, 15_000, 60_000),
  timeLimitMs: fc.constantFrom(null, 600_000),
  observes: fc.constantFrom(
    () => true,
    () => false,
  ),
})

test('between now and the time that is due by itself, silence says nothing else', () => {
  fc.assert(
    fc.property(
      kinds,
      happenings,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
      (kind, list, parts) => {
        let now = 0
        const clock = { now: () => now, monotonic: () => now, after: () => () => {} }
        const silence = createSilenceWatch(kind, {}, null, clock)
        let holds = 0
        for (const [ms, what] of list) {
          now += ms
          if (what === 'release' && holds === 0) continue
          if (what === 'hold') holds++
          if (what === 'release') holds--
          silence[what]()
          const said = () => {
            const { state, cause, gone } = silence.judge()
            return { state, cause, isGone: gone !== null, late: silence.lateHead() }
          }
          const before = said()
          const from = now
          const dueAt = Math.min(silence.dueAt(), silence.headDueAt(), from + 3_600_000)
          for (const part of [...parts, 1]) {
            now = Math.max(from, from + Math.floor((dueAt - 1 - from) * part))
            expect(said()).toEqual(before)
          }
          now = from
        }
      },
    ),
  )
})

const stamped = (at: number) => JSON.stringify({ timestamp: new Date(at).toISOString() })

test('between now and the time that is due by itself, there is nothing new to notice', () => {
  const scripts = fc.array(
    fc.tuple(
      waits,
      fc.constantFrom('bytes', 'cut', 'event', 'odd line', 'nothing'),
      fc.integer({ min: 0, max: 9_000 }),
    ),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(scripts, (script) => {
      let now = 0
      const notices = createNotices(
        (text) => text,
        () => {},
      )
      const seen = { ...createStreamCounts(), firstOdd: 'who?' }
      let isCut = false
      notices.asked(now)
      notices.wire({ seen, pending: () => isCut, rest: () => null })
      notices.opened([])
      for (const [ms, what, back] of script) {
        now += ms
        if (what !== 'nothing') notices.bytes(now)
        if (what === 'odd line') seen.odd++
        if (what === 'event') {
          seen.events++
          for (const part of [0, 0.5, 1]) notices.event(stamped(1e12 + now - back * part))
        }
        isCut = what === 'cut'
        notices.news(now, now, false)
        const dueAt = Math.min(notices.dueAt(now), now + 3_600_000)
        for (let i = 1; i <= 10; i++) {
          const at = now + Math.floor(((dueAt - 1 - now) * i) / 10)
          if (at >= now) expect(notices.news(at, at, false)).toBeNull()
        }
      }
    }),
    { numRuns: 2_000 },
  )
})
