// What is known of the newest matches is what the index says, in whatever order runs are asked about.

import type Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseQuery } from '../../src/core/query/parse.ts'
import { openLogForReading } from '../../src/engine/log/sqlite/file/open-log.ts'
import { createLoosePhrase } from '../../src/engine/log/sqlite/search/loose-phrase.ts'
import { createNewestKeys } from '../../src/engine/log/sqlite/search/newest-keys.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { events, seedLog } from '../support/seed-log.ts'

const dataDir = freshDir()
/** Events of each run, the first of which is run 1. */
const counts = [3, 40, 700, 5, 60, 9_000, 60, 2, 300, 1]
let db: Database.Database
let matches: ReadonlyMap<string, readonly (readonly number[])[]>

const wordsOf = (run: number, seq: number) =>
  [
    'all',
    seq % 7 === 0 ? 'often' : '',
    seq % 400 === 1 ? 'seldom' : '',
    run === 3 ? 'once there' : '',
    seq % 3 === 0 ? 'there' : '',
    'end',
  ].join(' ')
const asked = [
  'all',
  'often',
  'seldom',
  'once there',
  'all often',
  'nowhere',
  'all often there',
  'all often there end',
  'all there end',
  'all seldom end',
]

beforeAll(async () => {
  await seedLog(
    dataDir,
    counts.map((count, i) => ({ events: events(count, (seq) => ({ data: wordsOf(i + 1, seq) })) })),
  )
  const opened = openLogForReading(dataDir)
  if (opened === null) throw new Error('no log')
  db = opened
  const said = (run: number, seq: number) => ` ${wordsOf(run, seq).split(/ +/).join(' ')} `
  matches = new Map(
    asked.map((phrase) => [
      phrase,
      counts.map((count, i) =>
        Array.from({ length: count }, (_, at) => at + 1).filter((seq) =>
          said(i + 1, seq).includes(` ${phrase} `),
        ),
      ),
    ]),
  )
})
afterAll(() => {
  db.close()
  removeDir(dataDir)
})

test('the newest match of a run and those before it', () => {
  let loosened = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...asked),
      fc.array(fc.tuple(fc.integer({ min: 1, max: counts.length }), fc.boolean(), fc.nat(30)), {
        minLength: 1,
        maxLength: 20,
      }),
      fc.boolean(),
      fc.boolean(),
      (phrase, steps, inOrder, isLoose) => {
        const loose = isLoose ? createLoosePhrase(db)(parseQuery(`"${phrase}"`).query) : null
        loosened += loose === null ? 0 : 1
        const keys = createNewestKeys(db)(`"${phrase}"`, loose)
        for (const [run, knowsOlder, more] of inOrder ? steps.toSorted((a, b) => b[0] - a[0]) : steps) {
          const count = counts[run - 1] ?? 0
          const there = matches.get(phrase)?.[run - 1] ?? []
          const older = counts.slice(0, run - 1).reduce((sum, one) => sum + one, 0)
          const newest = keys.newestIn(run, count, knowsOlder ? older : Number.POSITIVE_INFINITY)
          // All of a run may be left to whoever asked, where that takes no longer.
          if (newest !== count) expect(newest).toBe(there.at(-1) ?? 0)
          let seq = count + 1
          for (let i = 0; i <= more; i++) {
            const before = keys.before(run, seq)
            if (before === null) break
            expect(before).toBe(there.findLast((one) => one < seq) ?? 0)
            if (before === 0) break
            seq = before
          }
        }
      },
    ),
    { numRuns: 300 },
  )
  expect(loosened).toBeGreaterThan(10)
})

test('a phrase is loosened by the words at its ends that every event has, down to two words', () => {
  const loosen = createLoosePhrase(db)
  const matchOf = (text: string) => loosen(parseQuery(text).query)?.match ?? null
  expect(
    [
      '"all often there end"',
      '"all often there"',
      '"all often end"',
      '"often there end"',
      '"often all seldom"',
      '"all often"',
    ].map(matchOf),
  ).toEqual(['"often there"', '"often there"', '"often end"', '"often there"', null, null])
  expect(
    [
      '"all often there end"*',
      '-"all often there end"',
      '"all often there end" seldom',
      'all often there',
    ].map(matchOf),
  ).toEqual([null, null, null, null])
})
