// The turns to connect: how many there are, and who gets the next one.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createConnectLimiter, type Turn } from '../../src/engine/connection/connect-limiter.ts'
import { createSimulatedClock } from '../support/simulated-clock.ts'

const never = new AbortController().signal
/** The most of `times` within one window of `windowMs`. */
const most = (windowMs: number, times: readonly number[]) =>
  Math.max(...times.map((at) => times.filter((other) => other >= at && other < at + windowMs).length))

function makeTurns() {
  const clock = createSimulatedClock()
  const limiter = createConnectLimiter(clock)
  const connects: { readonly run: number; readonly server: string; readonly at: number }[] = []
  const ask = (run: number, server: string, more: Partial<Turn> = {}, signal = never) =>
    limiter
      .turn({ run, server, asked: false, ...more }, signal)
      .then(() => connects.push({ run, server, at: clock.monotonic() }))
  /** A run that connects again as soon as it may. */
  const flap = (run: number, server: string): void => void ask(run, server).then(() => flap(run, server))
  const until = async (done: () => boolean) => {
    for (let steps = 0; !done(); steps++) {
      if (steps > 5_000) throw new Error('never came')
      await clock.step()
    }
  }
  return { clock, limiter, connects, ask, flap, until }
}

test('no more than 8 connects a second over all runs, nor 4 in ten seconds for one', async () => {
  const { connects, ask, until } = makeTurns()
  for (let i = 0; i < 60; i++) void ask(i % 6, `server ${i % 2}`)
  await until(() => connects.length === 60)
  expect(
    most(
      1_000,
      connects.map(({ at }) => at),
    ),
  ).toBe(8)
  for (let run = 0; run < 6; run++) {
    const own = connects.filter((one) => one.run === run)
    expect(
      most(
        10_000,
        own.map(({ at }) => at),
      ),
    ).toBe(4)
  }
})

test('a lone run waits for one turn of each other server, however many runs those have and however often they fail', async () => {
  const crowd = fc.record({
    runs: fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 5 }),
    after: fc.integer({ min: 0, max: 60 }),
  })
  await fc.assert(
    fc.asyncProperty(crowd, async ({ runs, after }) => {
      const { connects, ask, flap, until } = makeTurns()
      let run = 0
      for (const [server, count] of runs.entries())
        for (let i = 0; i < count; i++) flap(++run, `flapping ${server}`)
      // Few runs have used up their own four before that.
      const before = Math.min(after, run * 4)
      await until(() => connects.length >= before)
      const from = connects.length
      void ask(0, 'quiet')
      await until(() => connects.some((one) => one.run === 0))
      expect(connects.findIndex((one) => one.run === 0) - from).toBeLessThanOrEqual(runs.length)
    }),
    { numRuns: 60 },
  )
})

test('what a person asks for goes before what Runlight does by itself, and keeps to the limits', async () => {
  const { clock, connects, ask, flap, until } = makeTurns()
  for (let run = 1; run <= 300; run++) flap(run, 'flapping')
  await until(() => connects.length === 40)
  for (let run = 401; run <= 404; run++) void ask(run, 'flapping', { asked: true })
  for (let i = 0; i < 6; i++) void ask(500, 'other', { asked: true })
  await until(() => connects.length === 48)
  expect(new Set(connects.slice(40).map(({ run }) => run))).toEqual(new Set([401, 402, 403, 404, 500]))
  const at = clock.monotonic()
  await until(() => connects.filter(({ run }) => run === 500).length === 6)
  expect(clock.monotonic() - at).toBeGreaterThanOrEqual(8_000)
})

test('who goes away leaves its place, and a redirect goes on before the next attempt of its server', async () => {
  const { limiter, connects, ask, until } = makeTurns()
  for (let run = 1; run <= 8; run++) void ask(run, 'one')
  await until(() => connects.length === 8)
  const gone = new AbortController()
  const left = ask(9, 'one', {}, gone.signal)
  void ask(10, 'one')
  void limiter
    .hop({ run: 1, server: 'one', asked: false }, never)
    .then(() => connects.push({ run: 1, server: 'one', at: 0 }))
  gone.abort(new Error('stopped'))
  await expect(left).rejects.toThrow('stopped')
  await until(() => connects.length === 10)
  expect(connects.slice(8).map(({ run }) => run)).toEqual([1, 10])
})
