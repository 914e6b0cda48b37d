// Exchanges whose steps come in any order, while a person stops and removes runs: nothing throws, no run is left live, and every
// byte is worked off once.

import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isSettled } from '../../src/core/run/states.ts'
import { removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { createHandTap, type HandTap } from '../support/hand-tap.ts'
import { soon } from '../support/tapped-run.ts'

let engine: TestEngine
let tap: HandTap
let defects: unknown[]

beforeEach(async () => {
  tap = createHandTap()
  defects = []
  engine = await startEngine({
    taps: {
      port: tap.port,
      own: {
        listen: '127.0.0.1:4319',
        target: { to: 'https://api.example.com', caPem: null, proxyUrl: null },
        serverId: null,
        kind: null,
        readAs: null,
      },
    },
    onDefect: (_where, thrown) => defects.push(thrown),
  })
})
afterEach(async () => {
  await engine.close()
  removeDir(engine.dataDir)
})

type Step =
  | 'ask'
  | 'head'
  | 'bytes'
  | 'hole'
  | 'end'
  | 'break'
  | 'gone'
  | 'slow'
  | 'done'
  | 'stop'
  | 'remove'
  | 'rest'
const steps: readonly Step[] = [
  'ask',
  'head',
  'bytes',
  'hole',
  'end',
  'break',
  'gone',
  'slow',
  'done',
  'stop',
  'remove',
  'rest',
]
const begun: [Step, number][] = [
  ['ask', 0],
  ['head', 0],
]
const plan = fc
  .array(fc.tuple(fc.constantFrom(...steps), fc.nat(3)), { maxLength: 30 })
  .map((plan) => [...begun, ...plan])

test('steps in any order leave nothing live and nothing held', async () => {
  let seen = 0
  await fc.assert(
    fc.asyncProperty(plan, async (plan) => {
      const open: { exchange: ReturnType<HandTap['ask']>; sent: number }[] = []
      const client = (state: 'gone' | 'slow' | 'done') => ({ state, at: Date.now(), bytes: 1, waiting: 0 })
      const tell = (exchange: { exchange: ReturnType<HandTap['ask']>; sent: number }, lost: number) => {
        const bytes = Buffer.from(`id: ${exchange.sent}\ndata: {"a":1}\n\n`)
        exchange.sent += bytes.length
        exchange.exchange.received(bytes, lost)
      }
      for (const [step, which] of plan) {
        const one = open[which % Math.max(1, open.length)]
        const { runs } = await engine.call('runs.snapshot', {})
        const run = runs[which % Math.max(1, runs.length)]?.id
        if (step === 'ask') open.push({ exchange: tap.ask(`/v1/flashcards/runs/${which}/events`), sent: 0 })
        else if (step === 'rest') await soon()
        else if (step === 'stop')
          await (run === undefined ? soon() : engine.call('runs.stop', { run }).catch(() => {}))
        else if (step === 'remove')
          await (run === undefined ? soon() : engine.call('runs.remove', { run }).catch(() => {}))
        else if (one === undefined) continue
        else if (step === 'head') {
          one.exchange.answered({ status: 200, headers: [['content-type', 'text/event-stream']] })
          // What is told of it is taken only when it is decided what becomes of it.
          tell(one, 0)
        } else if (step === 'bytes') tell(one, 0)
        else if (step === 'hole') tell(one, 50)
        else if (step === 'end') one.exchange.ended({ type: 'finished' }, which)
        else if (step === 'break')
          one.exchange.ended({ type: 'broke', code: 'ECONNRESET', message: 'reset' }, 0)
        else one.exchange.client(client(step))
      }
      // What was answered and has ended is over; what was never answered ends so.
      for (const { exchange } of open) {
        exchange.ended({ type: 'left' }, 0)
        exchange.client(client('gone'))
      }
      const live = async () =>
        (await engine.call('runs.snapshot', {})).runs.filter(({ connection }) => !isSettled(connection.state))
      for (const { exchange, sent } of open) await expect.poll(exchange.taken, { timeout: 60_000 }).toBe(sent)
      await expect.poll(live, { timeout: 60_000 }).toEqual([])
      seen += (await engine.call('runs.snapshot', {})).runs.length
      for (const { id } of (await engine.call('runs.snapshot', {})).runs)
        await engine.call('runs.remove', { run: id })
      expect(defects).toEqual([])
    }),
    { numRuns: 60 },
  )
  // Most plans have runs that stay until the end.
  expect(seen).toBeGreaterThan(30)
})
