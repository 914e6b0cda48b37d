// What retention takes away: never what is pinned or live, never more than a rule asks for, and the oldest first.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  dayMs,
  type KeptRun,
  planRetention,
  type RetentionRule,
  ruleFor,
} from '../../src/core/storage/retention.ts'

const now = Date.UTC(2026, 0, 14, 12)
const rule = (part: Partial<RetentionRule>): RetentionRule => ({
  kind: null,
  days: null,
  runs: null,
  bytes: null,
  ...part,
})
const run = (id: number, part: Partial<KeptRun> = {}): KeptRun => ({
  id,
  kind: 'a',
  at: now - id * dayMs,
  bytes: 100,
  live: false,
  pinned: false,
  ...part,
})
const ids = (runs: readonly { readonly run: KeptRun }[]) => runs.map((one) => one.run.id)

test('by age: what was last added to longer ago than that goes, oldest first', () => {
  const plan = planRetention([run(1), run(5), run(9), run(3)], [rule({ days: 4 })], now)
  expect([ids(plan.remove), plan.remove.map(({ by }) => by)]).toEqual([
    [9, 5],
    ['days', 'days'],
  ])
})

test('by count and by size: as many of the oldest go as are too many, and no more', () => {
  const runs = [1, 2, 3, 4, 5].map((id) => run(id))
  expect(ids(planRetention(runs, [rule({ runs: 3 })], now).remove)).toEqual([5, 4])
  expect(ids(planRetention(runs, [rule({ bytes: 250 })], now).remove)).toEqual([5, 4, 3])
  expect(ids(planRetention(runs, [rule({ bytes: 500 })], now).remove)).toEqual([])
})

test('a kind obeys its own rule, all others share the rule for the rest, and without a rule all is kept', () => {
  const runs = [
    run(1),
    run(2),
    run(3, { kind: 'b' }),
    run(4, { kind: 'c' }),
    run(5, { kind: 'b' }),
    run(6, { kind: 'c' }),
  ]
  const own = rule({ kind: 'a', runs: 1 })
  expect(ids(planRetention(runs, [own, rule({ runs: 3 })], now).remove)).toEqual([6, 2])
  expect(ids(planRetention(runs, [own], now).remove)).toEqual([2])
  expect(planRetention(runs, [], now)).toEqual({ remove: [], pinned: [] })
})

test('a pinned run stays, is named as kept by its pin, and pushes nothing else out', () => {
  const runs = [run(1), run(2), run(8, { pinned: true, bytes: 1e9 }), run(9)]
  const plan = planRetention(runs, [rule({ runs: 2, bytes: 250 })], now)
  expect([ids(plan.remove), plan.pinned.map(({ id }) => id)]).toEqual([[9], [8]])
  const newer = planRetention([run(1, { pinned: true }), run(2), run(3)], [rule({ runs: 1 })], now)
  expect([ids(newer.remove), newer.pinned]).toEqual([[3], []])
})

const anyRun = fc.record({
  kind: fc.constantFrom('a', 'b', 'c'),
  at: fc.integer({ min: now - 40 * dayMs, max: now }),
  bytes: fc.integer({ min: 0, max: 1_000 }),
  live: fc.boolean(),
  pinned: fc.boolean(),
})
const anyRule = fc.record({
  kind: fc.constantFrom('a', 'b', null),
  days: fc.option(fc.integer({ min: 1, max: 40 })),
  runs: fc.option(fc.integer({ min: 1, max: 10 })),
  bytes: fc.option(fc.integer({ min: 1, max: 5_000 })),
})
const anyLog = fc
  .tuple(
    fc.array(anyRun, { maxLength: 60 }),
    fc.uniqueArray(anyRule, { selector: (one) => one.kind, maxLength: 3 }),
  )
  .map(([runs, rules]) => ({ runs: runs.map((one, i) => ({ ...one, id: i + 1 })), rules }))

/** What a rule may take away, of its own group. */
const groupOf = (runs: readonly KeptRun[], rules: readonly RetentionRule[], one: RetentionRule) =>
  runs.filter((kept) => !kept.pinned && !kept.live && ruleFor(rules, kept.kind) === one)

function obeys(runs: readonly KeptRun[], { days, runs: most, bytes }: RetentionRule): boolean {
  const total = runs.reduce((sum, kept) => sum + kept.bytes, 0)
  return (
    (days === null || runs.every((kept) => kept.at >= now - days * dayMs)) &&
    (most === null || runs.length <= most) &&
    (bytes === null || total <= bytes)
  )
}

test('whatever the runs and rules: the rest obeys every rule, nothing pinned or live goes, and one less would be too few', () => {
  fc.assert(
    fc.property(anyLog, ({ runs, rules }) => {
      const { remove, pinned } = planRetention(runs, rules, now)
      const gone = new Set(ids(remove))
      const rest = runs.filter(({ id }) => !gone.has(id))
      expect(remove.some((one) => one.run.pinned || one.run.live)).toBe(false)
      expect(pinned.every((kept) => kept.pinned)).toBe(true)
      for (const one of rules) {
        const left = groupOf(rest, rules, one)
        const taken = remove.filter((removal) => removal.rule === one).map((removal) => removal.run)
        expect(obeys(left, one)).toBe(true)
        const youngest = taken.at(-1)
        if (youngest === undefined) continue
        // One more kept would break the rule, and all that stays is younger.
        expect(obeys([youngest, ...left], one)).toBe(false)
        for (const kept of left)
          expect(kept.at > youngest.at || (kept.at === youngest.at && kept.id > youngest.id)).toBe(true)
      }
      for (const kept of rest)
        if (ruleFor(rules, kept.kind) === undefined) expect(gone.has(kept.id)).toBe(false)
    }),
    { numRuns: 500 },
  )
})
