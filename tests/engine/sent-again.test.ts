// Whatever a server does after a cut, and whatever its ids look like: nothing that it sent is lost, nothing is there twice
// where its order proves that it was sent again, and no gap says that nothing was missed unless that is so.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flags } from '../../src/core/log/flags.ts'
import { noon, type ScriptedRun, type Sent, scriptRun } from '../support/scripted-run.ts'

/** How a server names its events. */
const styles = {
  counts: (n: number) => `${n + 1}`,
  'counts with letters': (n: number) => `evt-${n + 1}`,
  'counts in nineteen digits': (n: number) => `${9_007_199_254_740_993n * 500n + BigInt(n)}`,
  'has holes': (n: number) => `${1_000_000_000_000_000_000n + BigInt(n) * 7n + BigInt((n * n) % 5)}`,
  uuid: (n: number) => `6f1c0d6a-8e57-4b61-9c9e-${String(n + 1).padStart(12, '0')}`,
  hashes: (n: number) => `${((n + 1) * 2_654_435_761) % 4_294_967_296}`.split('').reverse().join('x'),
  times: (n: number) => `${noon + n * 1_000}`,
  'times in seconds': (n: number) => `${noon / 1_000 + n}`,
  redis: (n: number) => `${noon + Math.floor(n / 3)}-${n % 3}`,
  'counts by fives': (n: number) => `${n * 5}`,
} as const
type Style = keyof typeof styles

/** What it sends first on a new connection, of `at` events that it has made; the client has asked by its last id. */
type Behaviour =
  | { readonly does: 'resumes' }
  | { readonly does: 'sends the last again'; readonly count: number }
  | { readonly does: 'sends all again' }
  | { readonly does: 'sends a part again'; readonly from: number; readonly count: number }
  | { readonly does: 'mixes new ones in'; readonly count: number }
  | { readonly does: 'goes on from now' }

const behaviour: fc.Arbitrary<Behaviour> = fc.oneof(
  fc.constant<Behaviour>({ does: 'resumes' }),
  fc.nat(30).map((count): Behaviour => ({ does: 'sends the last again', count: count + 1 })),
  fc.constant<Behaviour>({ does: 'sends all again' }),
  fc
    .tuple(fc.nat(20), fc.nat(10))
    .map(([from, count]): Behaviour => ({ does: 'sends a part again', from, count: count + 1 })),
  fc.nat(6).map((count): Behaviour => ({ does: 'mixes new ones in', count: count + 1 })),
  fc.constant<Behaviour>({ does: 'goes on from now' }),
)

/** Events of which connection `made` are made while nobody listens, and `more` while somebody does. */
const connection = fc.record({ behaviour, made: fc.nat(6), more: fc.nat(8), restart: fc.boolean() })
const script = fc.record({
  style: fc.constantFrom(...(Object.keys(styles) as Style[])),
  first: fc.integer({ min: 1, max: 20 }),
  /** How many texts there are: of few, many events say the same. */
  texts: fc.constantFrom(1, 2, 5, 1_000),
  connections: fc.array(connection, { minLength: 1, maxLength: 4 }),
})
type Script = typeof script extends fc.Arbitrary<infer T> ? T : never

/** The events that the server sends on a connection, when it has made those before `at`, and `end` at its end. */
function sentBy(
  { does, ...more }: Behaviour,
  resumeAt: number,
  at: number,
  end: number,
  newest: number,
): number[] {
  const range = (from: number, to: number) =>
    Array.from({ length: Math.max(0, to - from) }, (_, i) => Math.max(0, from) + i)
  const fresh = range(resumeAt, end)
  switch (does) {
    case 'resumes':
      return fresh
    case 'sends the last again':
      return [...range(Math.max(0, resumeAt - count(more)), resumeAt), ...fresh]
    case 'sends all again':
      return range(0, end)
    case 'sends a part again': {
      const from = 'from' in more ? more.from : 0
      const part = range(from, Math.min(resumeAt - 1, from + count(more)))
      // Not as far as the last known one, nor as the one that came last: who sends that goes on after it.
      return [...(part.includes(newest) ? part.slice(0, part.indexOf(newest)) : part), ...range(at, end)]
    }
    case 'mixes new ones in': {
      const known = range(Math.max(0, resumeAt - count(more)), resumeAt)
      return [
        ...known.flatMap((n, i) => (fresh[i] === undefined ? [n] : [n, fresh[i]])),
        ...fresh.slice(known.length),
      ]
    }
    case 'goes on from now':
      return range(at, end)
  }
}
const count = (more: object): number => ('count' in more ? Number(more.count) : 0)

/** Plays the script; says of each connection what was true and what was claimed. */
async function play({ style, first, texts, connections }: Script) {
  const event = (n: number): Sent => ({ id: styles[style](n), data: `text ${n % texts}`, of: n })
  let run: ScriptedRun = scriptRun()
  let made = first
  await run.connect(Array.from({ length: first }, (_, n) => event(n)))
  const told: { sent: number[]; isWhole: boolean; missed: number }[] = []
  for (const { behaviour: how, made: unheard, more, restart } of connections) {
    const resumeAt = 1 + run.stored().reduce((last, { of }) => Math.max(last, of), -1)
    const at = made + unheard
    const sent = sentBy(how, resumeAt, at, at + more, run.stored().at(-1)?.of ?? -1)
    made = at + more
    if (restart) run = scriptRun(run)
    await run.connect(sent.map(event))
    const have = new Set(run.stored().map(({ of }) => of))
    const upTo = Math.max(resumeAt - 1, ...sent)
    const lacking = Array.from({ length: upTo + 1 }, (_, n) => n).filter((n) => n >= resumeAt && !have.has(n))
    told.push({ sent, isWhole: lacking.length === 0, missed: lacking.length })
  }
  return { run, told }
}

test('nothing that a server sent is lost, and what it sent new stands in its order', async () => {
  await fc.assert(
    fc.asyncProperty(script, async (one) => {
      const { run, told } = await play(one)
      const stored = run.stored().map(({ of }) => of)
      const sent = [...Array.from({ length: one.first }, (_, n) => n), ...told.flatMap((each) => each.sent)]
      // Each that was sent is there; what is stored is what was sent, in its order, without those that came again.
      expect(new Set(stored)).toEqual(new Set(sent))
      let place = 0
      for (const n of sent) if (stored[place] === n) place++
      expect(place).toBe(stored.length)
      expect(stored.length + run.replayed()).toBe(sent.length)
    }),
    { numRuns: 400 },
  )
})

test('what came again in its order is stored once, across restarts too; out of it, it is kept and marked', async () => {
  await fc.assert(
    fc.asyncProperty(script, async (one) => {
      const { run } = await play(one)
      const seen = new Set<number>()
      const twice = run.stored().filter(({ of }) => seen.size === seen.add(of).size)
      expect(twice.every((event) => (event.flags & flags.maybeRepeat) !== 0)).toBe(true)
      // A server that fills an old hole later sends another order from then on.
      const isInOrder = [...seen].every((of, i, all) => i === 0 || of > (all[i - 1] ?? 0))
      if (isInOrder) expect(twice).toEqual([])
    }),
    { numRuns: 400 },
  )
})

test('no gap says that nothing was missed unless that is so, and what is counted is right', async () => {
  let proved = 0
  await fc.assert(
    fc.asyncProperty(script, async (one) => {
      const { run, told } = await play(one)
      for (const [i, { isWhole, missed }] of told.entries()) {
        const gap = run.gaps().find(({ number }) => number === i + 1)
        if (gap?.missed === 'nothing') {
          proved++
          expect(isWhole).toBe(true)
        }
        if (gap?.missed === 'some') expect(gap.count).toBe(missed)
      }
    }),
    { numRuns: 400 },
  )
  expect(proved).toBeGreaterThan(100)
})

test('what is sent again never takes the resume id back', async () => {
  await fc.assert(
    fc.asyncProperty(script, async (one) => {
      const { run } = await play(one)
      const seen = run.stored().map(({ of }) => of)
      // A server that fills an old hole sends what is new to the run, and truly goes back.
      fc.pre(seen.every((of, i) => i === 0 || of > Math.max(...seen.slice(0, i))))
      const last = run.stored().reduce((most, { of }) => Math.max(most, of), -1)
      expect(run.live.resumeId()).toBe(styles[one.style](last))
    }),
    { numRuns: 200 },
  )
})

test('ids that several events share drop none of them, however often they say the same', async () => {
  const tokens = fc.constantFrom('the', ' cat', ' and', ' dog', '.')
  const parts = fc.array(fc.array(tokens, { minLength: 2, maxLength: 12 }), { minLength: 2, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(parts, fc.boolean(), fc.boolean(), async (connections, again, bare) => {
      const run = scriptRun()
      const all: Sent[] = []
      let n = 0
      for (const words of connections) {
        const fresh = words.map((data): Sent => ({ id: bare ? null : 'msg-1', data, of: n++ }))
        const sent = again ? [...all, ...fresh] : fresh
        await run.connect(sent)
        all.push(...fresh)
      }
      const stored = run.stored()
      expect(stored.length).toBe(again ? stored.length : all.length)
      expect(new Set(stored.map(({ of }) => of)).size).toBe(all.length)
      expect(run.replayed()).toBe(0)
    }),
    { numRuns: 300 },
  )
})

test('without telling ids what is sent again is stored and marked, and what is new is not taken for it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 80 }),
      fc.nat(80),
      fc.nat(5),
      fc.boolean(),
      async (first, back, more, restart) => {
        const event = (n: number): Sent => ({ id: null, data: `text ${n}`, of: n })
        const range = (from: number, to: number) =>
          Array.from({ length: Math.max(0, to - from) }, (_, i) => event(from + i))
        const run = scriptRun()
        await run.connect(range(0, first))
        const later = restart ? scriptRun(run) : run
        const from = Math.max(0, first - back)
        await later.connect(range(from, first + more))
        const again = later.stored().slice(first)
        expect(again.map(({ of }) => of)).toEqual(range(from, first + more).map(({ of }) => of))
        const marks = again.map((one) => one.flags & (flags.repeat | flags.maybeRepeat))
        const mark = first - from >= 2 ? flags.repeat : flags.maybeRepeat
        expect(marks).toEqual(again.map(({ of }) => (of < first ? mark : 0)))
      },
    ),
    { numRuns: 200 },
  )
})

test('a run that goes another way is no repeat: its words are new, and marked as possibly known', async () => {
  const run = scriptRun()
  const say = (id: string | null, words: readonly string[]) =>
    words.map((data, of): Sent => ({ id, data, of }))
  await run.connect(say('msg-1', ['the', ' cat', ' and']))
  await run.connect(say('msg-1', ['the', ' dog', ' and', ' the', ' end']))
  expect(
    run
      .stored()
      .map(({ data }) => data)
      .join(''),
  ).toBe('the cat andthe dog and the end')
  expect(run.stored().filter((one) => (one.flags & flags.repeat) !== 0)).toEqual([])
  expect((run.stored()[3]?.flags ?? 0) & flags.maybeRepeat).toBe(flags.maybeRepeat)
})

test('ten ticks under one id are ten, over two connections and within one', async () => {
  const ticks = Array.from({ length: 10 }, (_, of): Sent => ({ id: 'x', data: 'tick', of }))
  for (const parts of [[ticks], [ticks.slice(0, 5), ticks.slice(5)]]) {
    const run = scriptRun()
    for (const part of parts) await run.connect(part)
    expect([run.stored().length, run.replayed()]).toEqual([10, 0])
  }
})

test('a server that numbers anew loses nothing, though its ids are known', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 40 }),
      async (first, second) => {
        const run = scriptRun()
        const events = (epoch: string, length: number) =>
          Array.from({ length }, (_, of): Sent => ({ id: `${of + 1}`, data: `${epoch} ${of}`, of }))
        await run.connect(events('a', first))
        await run.connect(events('b', second))
        expect([run.stored().length, run.replayed()]).toEqual([first + second, 0])
        if (first > 1)
          expect(run.gaps()[0]).toMatchObject({ missed: 'unknown', basis: 'the server numbers anew from 1' })
      },
    ),
    { numRuns: 60 },
  )
})
