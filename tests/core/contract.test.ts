// The contract itself: strict inputs, bounded questions, and shapes that real jobs and kinds fit.

import { describe, expect, test } from 'vitest'
import { kindInfoSchema } from '../../src/core/contract/calls/kinds.ts'
import { calls, changesSchema } from '../../src/core/contract/contract.ts'
import { defaultSettings } from '../../src/core/contract/default-settings.ts'
import { serverDraftSchema } from '../../src/core/contract/server.ts'
import { settingsSchema } from '../../src/core/contract/settings.ts'
import { newJob } from '../../src/core/job/fold.ts'
import { summariseJob } from '../../src/core/job/summary.ts'
import type { Field } from '../../src/core/kind/kind.ts'
import { fieldProblem } from '../../src/core/kind/params.ts'
import { type RunSummary, runSummarySchema } from '../../src/core/run/run.ts'
import { allKinds } from '../kinds/all-kinds.ts'

const summary: RunSummary = {
  id: 1,
  kind: 'flashcards',
  serverId: null,
  server: 'localhost:8000',
  title: 'Flashcards run 128',
  createdAt: 1_741_079_000_000,
  againOf: null,
  marks: { tags: [], note: '', pinned: false, acknowledgedAt: null },
  imported: null,
  generates: false,
  job: summariseJob(newJob()),
  connection: { state: 'idle', cause: null, attempt: 0, since: 1_741_079_000_000, retryAt: null },
  events: 0,
  pings: 0,
  unreadable: 0,
  repeats: 0,
  late: 0,
  gaps: 0,
  bytes: 0,
  lastEventAt: null,
  lastBytesAt: null,
  beatMs: 15_000,
}

describe.each(Object.entries(calls))('the call %s', (name, { input }) => {
  test('is named by its room and its verb', () => {
    expect(name).toMatch(/^[a-z]+\.[a-z][A-Za-z]*$/)
  })

  test('takes nothing that the contract does not name', () => {
    const issues = input.safeParse({ surprise: 1 }).error?.issues ?? []
    expect(issues.filter(({ code }) => code === 'unrecognized_keys')).toHaveLength(1)
  })

  test('takes no text, list or nothing in place of its input', () => {
    expect([null, undefined, 'x', 1, []].map((given) => input.safeParse(given).success)).toEqual(
      Array.from({ length: 5 }, () => false),
    )
  })
})

test('a run is asked for by its number, and rows by the page', () => {
  const page = { run: 1, filter: { pings: false }, index: 0, limit: 500 }
  const accepts = (given: object) => calls['events.window'].input.safeParse(given).success
  expect(accepts(page)).toBe(true)
  expect(
    [{ run: 0 }, { run: 1.5 }, { run: '1' }, { limit: 0 }, { limit: 501 }, { index: -1 }].map((more) =>
      accepts({ ...page, ...more }),
    ),
  ).toEqual(Array.from({ length: 6 }, () => false))
})

test('one push carries everything as plain data, and comes through JSON unchanged', () => {
  const changes = {
    seq: 1,
    runs: [summary],
    removed: [2],
    servers: null,
    log: null,
    settings: { ...defaultSettings, theme: 'dark' },
  }
  expect(changesSchema.parse(JSON.parse(JSON.stringify(changes)))).toEqual(changes)
  expect(runSummarySchema.parse(summary)).toEqual(summary)
})

test.each([...allKinds])(
  'the form of %s crosses the wire whole and is checked the same on both sides',
  (id, kind) => {
    const info = kindInfoSchema.parse(
      JSON.parse(JSON.stringify({ ...kind, id, generates: false, usual: null })),
    )
    const fields: readonly Field[] = info.fields
    expect(fields).toEqual(kind.fields)
    const values = ['', '..', 'no equals', '0', 'x\ny']
    expect(fields.map((field) => values.map((value) => fieldProblem(field, value)))).toEqual(
      kind.fields.map((field) => values.map((value) => fieldProblem(field, value))),
    )
  },
)

test('a server’s draft is refused in words that say what to do', () => {
  const draft = {
    id: null,
    name: ' ',
    baseUrl: 'http://h',
    auth: 'bearer',
    secret: 'x',
    caPem: null,
    proxyUrl: null,
  }
  expect(serverDraftSchema.safeParse(draft).error?.issues.map(({ message }) => message)).toEqual([
    'Give the server a name.',
  ])
  expect(serverDraftSchema.parse({ ...draft, name: ' Staging ' }).name).toBe('Staging')
})

test('the settings that are written out are those that the schema gives where none are stored', () => {
  expect(defaultSettings).toEqual(settingsSchema.parse({ theme: 'system' }))
})
