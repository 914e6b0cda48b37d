// Filters that a run answers by its summary: a model's name, its tools and its tokens.

import { expect, test } from 'vitest'
import { fold, newJob } from '../../../src/core/job/fold.ts'
import type { Reading } from '../../../src/core/job/reading.ts'
import { newSummary, summariseJob } from '../../../src/core/job/summary.ts'
import { completeQuery } from '../../../src/core/query/complete.ts'
import { explainQuery } from '../../../src/core/query/explain.ts'
import { matchesRun } from '../../../src/core/query/match.ts'
import { parseQuery } from '../../../src/core/query/parse.ts'
import { reasoning, tool, usage } from '../../../src/core/reader/say.ts'
import type { RunSummary } from '../../../src/core/run/run.ts'

function runOf(...events: readonly (readonly Reading[])[]): RunSummary {
  const job = events.reduce((now, readings, at) => fold(now, { at, readings, repeat: false }), newJob())
  const base = { kind: 'plain', server: 's', title: 'Tides', createdAt: 0, generates: true, beatMs: null }
  return { id: 1, ...newSummary({ ...base, job: summariseJob(job) }) }
}

const model = runOf(
  reasoning('hm'),
  [tool('1', 'called', { name: 'web_search' })],
  [tool('2', 'failed', { name: 'fetch', result: 'no' })],
  usage({ input: 2_431, output: 412, cached: 0, model: 'claude-sonnet-4-5' }),
)
const plain = runOf([{ type: 'text', mode: 'append', text: 'no model' }])

test.each([
  ['model:claude-sonnet-4-5', true],
  ['model:claude-sonnet', false],
  ['model:Claude*,gpt*', true],
  ['-model:claude*', false],
  ['tool:web_search', true],
  ['tool:web*', true],
  ['tool:fetch tool:web_search', true],
  ['tool:run_python', false],
  ['output_tokens>411', true],
  ['output_tokens>412', false],
  ['output_tokens>=412 output_tokens<=412', true],
  ['output_tokens:412,7', true],
  ['input_tokens<2431', false],
  ['cached_tokens:0', true],
  ['cached_tokens>0', false],
  // It was not told, so that it is neither above nor below.
  ['reasoning_tokens>=0', false],
  ['-reasoning_tokens>=0', true],
  ['has:tools has:reasoning', true],
  // A field of events is none of the run.
  ['data.output_tokens>1', false],
])('%s: %s', (text, holds) => {
  const { query, problems } = parseQuery(text)
  expect([problems, matchesRun(query, model, 0)]).toEqual([[], holds])
})

test.each(['model:*a', 'model:claude*', 'tool:web_search', 'output_tokens>=0', 'has:tools', 'has:reasoning'])(
  'a run without a model is not found by %s',
  (text) => {
    expect(matchesRun(parseQuery(text).query, plain, 0)).toBe(false)
  },
)

const alerted: RunSummary = { ...plain, attention: { open: [], had: ['failed', 'stalled'] } }
const open = { id: 7, type: 'no-event', severity: 'warning', cause: 'no event for 60 s', at: 0 } as const
const alerting: RunSummary = { ...plain, attention: { open: [open], had: ['no-event'] } }

test.each([
  ['alert:stalled', [alerted]],
  ['alert:Stalled,no-event', [alerted, alerting]],
  ['-alert:stalled', [alerting, plain]],
  ['is:alerting', [alerting]],
  ['-is:alerting alert:failed', [alerted]],
  ['alert:gap', []],
])('%s finds the runs that rules have fired on', (text, found) => {
  const { query, problems } = parseQuery(text)
  const runs = [alerted, alerting, plain]
  expect([problems, runs.filter((run) => matchesRun(query, run, 0))]).toEqual([[], found])
})

test('alert: is explained and completed by the types there are, and knows no other', () => {
  const { query, problems } = parseQuery('alert:stalled,gap -alert:failed')
  const names = { kind: (id: string) => id }
  expect([problems, explainQuery(query, names, 0).map(({ words }) => words)]).toEqual([
    [],
    ['had an alert: stalled or gap', 'had no alert: failed'],
  ])
  expect(parseQuery('alert:none-started').problems).toMatchObject([
    { message: 'alert: knows no “none-started”.' },
  ])
  const known = {
    kinds: [],
    servers: [],
    events: [],
    tags: [],
    models: [],
    tools: [],
    clients: ['10.0.0.7', 'Mozilla/5.0 (X11; "q")'],
    fields: [],
    runs: [],
  }
  const { options } = completeQuery('alert:no-', 9, known)
  expect(options.map(({ insert }) => insert)).toEqual(['no-event', 'no-content', 'no-progress'])
})

const tapped: RunSummary = {
  ...plain,
  tapped: {
    uid: '5c9f2f0e-6c2b-4d7a-9a52-0f6d7c1e8b03',
    job: null,
    client: {
      address: '10.0.0.7',
      agent: 'story-tablet/2.1 (child’s room)',
      state: 'gone',
      since: 0,
      bytes: 10,
      waiting: 0,
      slowMs: 0,
    },
    unrecorded: 12,
  },
}

test.each([
  ['is:tapped is:client-gone is:unrecorded', true],
  ['is:client-slow', false],
  ['run:5c9f2f0e-6c2b-4d7a-9a52-0f6d7c1e8b03', true],
  ['run:5C9F2F0E-6C2B-4D7A-9A52-0F6D7C1E8B03', true],
  ['run:5c9f2f0e-6c2b-4d7a-9a52-0f6d7c1e8b04,7', false],
  ['-is:client-slow', true],
  ['client:10.0.0.7', true],
  ['client:10.0.0', true],
  ['client:10.0.0.70', false],
  ['client:10.0.0.*', true],
  ['client:tablet', true],
  ['client:STORY-TABLET', true],
  ['client:"child’s room"', true],
  ['client:story*', true],
  ['client:phone,tablet', true],
  ['-client:tablet', false],
])('a tapped run and %s: %s', (text, holds) => {
  const { query, problems } = parseQuery(text)
  expect([problems, matchesRun(query, tapped, 0)]).toEqual([[], holds])
})

test('a run without a tap has no client, is none of its traits, and is found by their negation', () => {
  const found = (text: string) => matchesRun(parseQuery(text).query, plain, 0)
  expect(['is:tapped', 'client:tablet', 'is:client-gone', 'is:unrecorded'].filter(found)).toEqual([])
  expect(['-is:tapped', '-client:tablet', '-is:unrecorded'].filter((text) => !found(text))).toEqual([])
  expect(parseQuery('is:client-gon').problems).toMatchObject([
    { message: expect.any(String), mend: expect.any(String) },
  ])
  expect(explainQuery(parseQuery('-client:tablet').query, { kind: (id) => id }, 0)).toMatchObject([
    { words: 'client lacks “tablet”' },
  ])
})
