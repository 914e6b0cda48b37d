// The scrubber: one request at a time, and the latest wins; steps add up; playing is faster time; what was replaced is never
// shown.

import { expect, test } from 'vitest'
import type { Instant, Moment } from '../../src/core/figures/instant.ts'
import {
  advance,
  formatEventPosition,
  formatPosition,
  fractionOf,
  timeAt,
  within,
} from '../../src/renderer/desk/playhead.ts'
import { createScrub } from '../../src/renderer/desk/scrub.ts'
import { createClient } from '../../src/renderer/store/client.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { makeRun, noon } from './make-run.ts'

const range = { start: noon, end: noon + 10_000 }
const at = (seq: number): Instant => {
  // Only what the scrubber looks at is given.
  const job = { text: null }
  return {
    seq,
    at: noon + seq * 10,
    events: 100,
    run: makeRun({ id: 1 }),
    job,
    params: {},
  } as unknown as Instant
}
/** Lets every promise that is due settle. */
const settle = () => new Promise((resolve) => setTimeout(resolve))

function begin() {
  const fake = createFakeBridge()
  const frames: ((at: number) => void)[] = []
  const scrub = createScrub(createClient(fake.bridge), (draw) => frames.push(draw))
  scrub.setRange(range)
  const moments = () =>
    fake.calls
      .filter(({ name }) => name === 'review.at')
      .map(({ input }) => (input as { moment: Moment }).moment)
  return {
    scrub,
    calls: fake.calls,
    moments,
    answer: async (value: unknown) => {
      fake.calls.at(-1)?.answer({ ok: true, value })
      await settle()
    },
    draw: (time: number) => frames.shift()?.(time),
    frames,
    state: () => scrub.store.getState(),
  }
}

test('of many wishes during a drag only the first and the latest are asked', async () => {
  const { scrub, moments, answer, state } = begin()
  for (const part of [0.1, 0.2, 0.3, 0.9]) scrub.seek(1, 100, timeAt(part, range))
  expect(moments()).toEqual([{ type: 'at', at: noon + 1_000 }])
  await answer(at(10))
  expect(moments().slice(1)).toEqual([{ type: 'at', at: noon + 9_000 }])
  expect([state().head?.at, state().instant?.seq]).toEqual([noon + 9_000, 10])
  await answer(at(90))
  expect([state().instant?.seq, moments().length]).toEqual([90, 2])
})

test('steps add up before the first of them is answered, and stay within the run', async () => {
  const { scrub, moments, answer, state } = begin()
  scrub.step(1, 100, -1)
  scrub.step(1, 100, -1)
  scrub.step(1, 100, -1)
  await answer(at(100))
  await answer(at(98))
  expect(moments()).toEqual([
    { type: 'seq', seq: 100 },
    { type: 'seq', seq: 98 },
  ])
  expect(state().head).toEqual({ at: noon + 980, seq: 98 })
  for (let i = 0; i < 5; i++) scrub.step(1, 100, 1)
  expect(state().head?.seq).toBe(100)
})

test('steps from a time that is not answered yet are taken from the event that it turns out to be', async () => {
  const { scrub, moments, answer, state } = begin()
  scrub.seek(1, 100, noon + 400)
  scrub.step(1, 100, 1)
  scrub.step(1, 100, 1)
  expect(moments().length).toBe(1)
  await answer(at(40))
  expect([moments().slice(1), state().head?.seq]).toEqual([[{ type: 'seq', seq: 42 }], 42])
  scrub.seek(1, 100, noon + 500)
  scrub.step(1, 100, -1)
  scrub.seek(1, 100, noon + 900)
  await answer(at(42))
  await answer(at(90))
  expect(state().head).toEqual({ at: noon + 900, seq: null })
})

test('back to now forgets the answer that is still on its way', async () => {
  const { scrub, answer, state } = begin()
  scrub.seek(1, 100, noon)
  scrub.toNow()
  await answer(at(3))
  expect([state().run, state().head, state().instant]).toEqual([null, null, null])
})

test('playing goes on by the clock of the frames, at its speed, and rests at the end', async () => {
  const { scrub, draw, frames, answer, state } = begin()
  scrub.setSpeed(5)
  scrub.toggle(1, 100)
  await answer(at(0))
  draw(0)
  draw(100)
  expect(state().head?.at).toBe(noon + 500)
  draw(1_100)
  expect([state().head?.at, state().playing]).toEqual([noon + 5_500, true])
  draw(9_000)
  expect([state().head?.at, state().playing, frames.length]).toEqual([range.end, false, 0])
  scrub.shift(1)
  scrub.shift(1)
  expect(state().speed).toBe(20)
})

test('a long run is made ready first, which is said, and a refusal is said, too', async () => {
  const { scrub, calls, answer, state } = begin()
  scrub.seek(1, 1_000_000, noon)
  expect(calls.map((call) => call.name)).toEqual(['review.prepare'])
  await answer({ part: 0.4 })
  expect(state().preparing).toBe(0.4)
  await answer({ part: 1 })
  expect([state().preparing, calls.at(-1)?.name]).toEqual([null, 'review.at'])
  calls.at(-1)?.answer({
    ok: false,
    error: { code: 'not-found', message: 'There is no run 1.', detail: null },
  })
  await settle()
  expect(state().problem).toBe('There is no run 1.')
})

test('the playhead’s arithmetic holds at the ends, and for a run of one instant', () => {
  const instant = { start: noon, end: noon }
  expect([within(0, range), within(Number.MAX_VALUE, range)]).toEqual([range.start, range.end])
  expect([fractionOf(noon, instant), timeAt(0.5, instant)]).toEqual([1, noon])
  expect(advance(noon, -5, 20, range)).toEqual({ at: noon, ended: false })
  expect(advance(noon, 1, 1, instant)).toEqual({ at: noon, ended: true })
  expect([
    formatPosition(noon + 5_000, range),
    formatEventPosition(0, 9_900),
    formatEventPosition(4_120, 9_900),
  ]).toEqual(['0:05 of 0:10', 'before the first of 9,900 events', 'event 4,120 of 9,900'])
})
