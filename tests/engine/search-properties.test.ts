// The search finds exactly what the matcher finds when it looks at everything, whatever the log holds, whatever is asked and
// however it is paged; and so does a run's log under a query, while the run grows.

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLogForReading } from '../../src/engine/log/sqlite/file/open-log.ts'
import { reviewOf } from '../../src/engine/log/sqlite/threads/review-of.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { events, type SeedEvent, seedLog, seedNoon } from '../support/seed-log.ts'
import {
  copyLog,
  expectedSearch,
  expectedWindow,
  type LogCopy,
  searchAll,
  windowAll,
} from './search-oracle.ts'

const dataDir = freshDir()
let db: NonNullable<ReturnType<typeof openLogForReading>>
let review: ReturnType<typeof reviewOf>
let copy: LogCopy

const texts = [
  'disk full',
  'Disk\\nfull',
  'caf\\u00e9',
  'café',
  '漢字です',
  '🦊',
  'שלום עולם',
  'safety_check',
  'a "quoted" part',
  '\\\\new',
]

function someEvent(seq: number, seed: number): SeedEvent {
  const pick = (seq * 7 + seed * 13) % 23
  const at = seedNoon + seed * 3_600_000 + seq * 1_000
  const text = texts[(seq + seed) % texts.length] ?? ''
  if (pick === 0) return { name: 'ping', data: '', at, flags: 1 }
  if (pick === 1) return { name: 'error', data: `{"error":true,"message":"${text}"}`, at, flags: 32 }
  if (pick === 2) return { data: `plain words and C:\\new ${text}`, at }
  if (pick === 3) return { data: `{"progress":"${seq}","node":"not a number"`, at, flags: 8 }
  if (pick === 4) return { data: '[1,2,{"progress":5}]', at }
  if (pick === 5)
    return { data: `{"a":{"b":[${seq % 10},"x y"]},"tags":["night","${text}"]}`, at, flags: 512 }
  if (pick === 6) return { data: '"\ud800 lone"', at }
  if (pick === 7)
    return { data: `{"progress":${seq / 3},"a":{"b":[]},"big":${9_007_199_254_740_993n + BigInt(seq)}}`, at }
  const state = seq % 50 === 0 ? 'stage_complete' : 'complete'
  return {
    name: seq % 2 === 0 ? 'Status' : 'status',
    data: JSON.stringify({ progress: (seq * 3) % 101, node: state, message: `${text} step ${seq}` }),
    at,
    flags: seq % 40 === 0 ? 64 : 0,
  }
}

beforeAll(async () => {
  await seedLog(
    dataDir,
    [3, 0, 40, 1_024, 2_500, 7, 1_025, 90, 12, 1].map((count, seed) => ({
      title: seed % 3 === 0 ? `Disk import ${seed}` : `Run ${seed}`,
      kind: seed % 2 === 0 ? 'plain' : 'processes',
      server: seed % 2 === 0 ? 'staging' : 'production',
      marks: {
        tags: seed % 4 === 0 ? ['night', 'full'] : [],
        note: seed === 5 ? 'why was the disk full?' : '',
      },
      events: events(count, (seq) => someEvent(seq, seed)),
    })),
  )
  const opened = openLogForReading(dataDir)
  if (opened === null) throw new Error('no log')
  db = opened
  review = reviewOf(db)
  copy = copyLog(db)
})
afterAll(() => {
  db.close()
  removeDir(dataDir)
})

const time = new Date(seedNoon + 4_000_000).toISOString()
const terms = fc.constantFrom(
  ...[
    'disk',
    'full',
    '"disk full"',
    'dis*',
    '*is*',
    '*ull',
    '-*tep*',
    'café',
    'cafe',
    '漢',
    '字で',
    '🦊',
    'שלום',
    'new',
    'step',
    '"step 1"*',
    '7',
    'nowhere',
  ],
  ...[
    'node:complete',
    'node=complete',
    'node:stage*',
    'node!=complete',
    'node:*',
    'message:"disk full"',
    'message:full',
    'tags:night',
  ],
  ...[
    'progress<5',
    'progress>=99',
    'progress=50',
    'progress:50',
    'progress>1000',
    'a.b:3',
    'a.b>8',
    'a.b.0:3',
    'a.b:"x y"',
    'a.b:*',
  ],
  ...[
    'error:true',
    'error:*',
    'missing:*',
    'big>1',
    'big:9007199254740994',
    'progress=0.3333333333333333',
    'node:"disk-nothing"',
  ],
  ...[
    'level:error',
    'level:warning',
    'level:info',
    'level:error,warning',
    'event:status',
    'event:stat*',
    'event:ping',
    'event:Status,error',
  ],
  ...['is:unreadable', 'is:ping', 'is:content', 'is:late,unreadable', `after:${time}`, `before:${time}`],
  ...[
    'kind:plain',
    'server:staging',
    'state:unknown',
    'state:failed',
    'title:disk',
    'tag:night',
    'has:note',
    'is:tagged',
    'run:4,5',
    'run:5',
  ],
)
const term = fc.tuple(fc.boolean(), terms).map(([negated, text]) => (negated ? `-${text}` : text))
const query = fc
  .array(fc.tuple(term, fc.boolean()), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.map(([text, or], i) => (i > 0 && or ? `OR ${text}` : text)).join(' '))

test('all pages together hold what looking at everything finds, in the same order', () => {
  fc.assert(
    fc.property(
      query,
      fc.constantFrom(1, 7, 50, 500),
      fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
      (text, asked, perRun) => {
        // A thousand pages of one hit each prove no more than a few.
        const limit = perRun === null ? Math.max(asked, 20) : asked
        const found = searchAll(review, { query: text, within: null, limit, perRun: perRun ?? 100_000 })
        const expected = expectedSearch(copy, text, Date.now())
        const cut = expected.map(({ run, itself, seqs }) => ({
          run,
          itself,
          seqs: perRun === null ? seqs : seqs.slice(0, perRun),
          more: perRun !== null && seqs.length > perRun,
        }))
        expect(found).toEqual(cut)
      },
    ),
    { numRuns: 60 },
  )
})

test('within one run all of its hits are told', () => {
  fc.assert(
    fc.property(query, fc.integer({ min: 1, max: 10 }), (text, run) => {
      const found = searchAll(review, { query: text, within: run, limit: 100, perRun: 1 })
      const expected = expectedSearch(copy, text, Date.now()).filter((group) => group.run === run)
      expect(found.map(({ more: _, ...group }) => group)).toEqual(expected)
    }),
    { numRuns: 40 },
  )
})

test('a run’s log under a query holds the rows that fit it, in every window', () => {
  fc.assert(
    fc.property(
      query,
      fc.integer({ min: 1, max: 10 }),
      fc.boolean(),
      fc.constantFrom(1_000, 333),
      (text, run, pings, limit) => {
        const asks = /(^|\s)(is|event):ping/.test(text)
        const found = windowAll(review, run, text, pings || asks, limit)
        expect(found).toEqual(expectedWindow(copy, run, text, pings || asks, Date.now()))
      },
    ),
    { numRuns: 100 },
  )
})
