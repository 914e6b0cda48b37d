// Teaching a kind: what is shown of a run's events, the rules that pointing makes, the kind file of them, and the run as it
// would be.

import { expect, test } from 'vitest'
import { kindOfFile } from '../../src/core/kind-file/parse.ts'
import type { EventRow } from '../../src/core/run/run.ts'
import { addressOf, nameProblem, withPart } from '../../src/renderer/teach/model/address.ts'
import {
  type Draft,
  emptyDraft,
  fileOf,
  idOf,
  saveProblem,
  textOf,
} from '../../src/renderer/teach/model/draft.ts'
import { groupsOf } from '../../src/renderer/teach/model/groups.ts'
import { previewOf, problemsOf } from '../../src/renderer/teach/model/preview.ts'
import { canMean, type Pointed, withEvent, withMeaning } from '../../src/renderer/teach/model/rules.ts'
import { ruleWords, slots, withSlot, withStateWord } from '../../src/renderer/teach/model/words.ts'

const events: readonly (readonly [name: string, data: unknown])[] = [
  ['ping', ''],
  ['job', { type: 'progress', pct: 10, step: { name: 'read' } }],
  [
    'job',
    {
      type: 'made',
      files: [
        { id: 'a', title: 'First' },
        { id: 'b', title: 'Second' },
      ],
    },
  ],
  ['job', { type: 'progress', pct: 60, step: { name: 'write' } }],
  ['note', 'All is well.'],
  ['job', { type: 'over', status: 'done', error: null }],
]

const rowsOf = (list: typeof events): EventRow[] =>
  list.map(([name, data], i) => {
    const text = typeof data === 'string' ? data : JSON.stringify(data)
    return {
      seq: i + 1,
      at: 1_000 * (i + 1),
      attempt: 1,
      name,
      id: null,
      data: text,
      size: text.length,
      flags: 0,
    }
  })
const rows = rowsOf(events)
const grouped = groupsOf(rows)
const point = (when: string, path: string, each: string | null = null): Pointed => ({ when, each, path })

test('events are grouped by name and by what their data calls them, with fields, samples and counts', () => {
  expect(
    grouped.groups.map(({ when, events, isPing, fields }) => [
      when,
      events,
      isPing,
      fields.map(({ path, each, count, samples }) => [each, path, count, ...samples].join(' ')),
    ]),
  ).toEqual([
    ['event:ping', 1, true, []],
    [
      'event:job data.type=progress',
      2,
      false,
      [' data.type 2 progress', ' data.pct 2 10 60', ' data.step.name 2 read write'],
    ],
    [
      'event:job data.type=made',
      1,
      false,
      [
        ' data.type 1 made',
        ' data.files 1 2 entries',
        'data.files item.id 2 a b',
        'data.files item.title 2 First Second',
      ],
    ],
    ['event:job data.type=over', 1, false, [' data.type 1 over', ' data.status 1 done', ' data.error 1']],
    ['event:note', 1, false, [' data 1 All is well.']],
  ])
  expect(grouped.of.map((group) => group?.events)).toEqual([1, 2, 1, 2, 1, 1])
})

test('a stream of one sort has rules without a condition, and odd data keeps the fields bounded', () => {
  const wide = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`f${i}`, 'x'.repeat(5_000)]))
  const deep = JSON.parse(`${'{"a":'.repeat(20)}1${'}'.repeat(20)}`) as object
  const { groups } = groupsOf(rowsOf([['message', { ...wide, deep, 'not a step': 1, 'a.b': 2 }]]))
  expect(groups[0]?.when).toBe('')
  expect(groups[0]?.fields.length).toBe(80)
  expect(
    Math.max(...(groups[0]?.fields ?? []).flatMap(({ samples }) => samples.map((one) => one.length))),
  ).toBe(120)
})

const progress = 'event:job data.type=progress'
const made = 'event:job data.type=made'

test('pointing at parts of one thing makes one rule, and each rule has a sentence', () => {
  const title = point(made, 'item.title', 'data.files')
  expect(canMean([], title, 'item-title')).toBe(false)
  let rules = withMeaning([], point(progress, 'data.pct'), 'percent')
  rules = withMeaning(rules, point(progress, 'data.n'), 'done')
  rules = withMeaning(rules, point(progress, 'data.step.name'), 'step')
  rules = withMeaning(rules, point(made, 'item.id', 'data.files'), 'item')
  rules = withMeaning(rules, title, 'item-title')
  rules = withMeaning(rules, point('event:note', 'data'), 'fact')
  rules = withEvent(rules, 'event:job data.type=over data.status=done', 'ends-well')
  rules = withEvent(rules, 'event:job data.type=over data.status=lost', 'ends-badly')
  rules = withMeaning(rules, point('event:job data.type=over', 'data.error'), 'reason')
  expect(rules.map((rule) => [rule.key, rule.when, ruleWords(rule)])).toEqual([
    [1, progress, 'pct is the percent, n are done'],
    [2, progress, 'step.name names the step'],
    [3, made, 'files › id names something made, files › title is its title'],
    [4, 'event:note', 'the whole data is a fact: data'],
    [5, 'event:job data.type=over data.status=done', 'Ends the job well'],
    [6, 'event:job data.type=over data.status=lost', 'Ends the job badly, because of error'],
  ])
})

test('a part of a rule is changed or taken away, and a word of a state is given its meaning', () => {
  const [rule] = withMeaning([], point('', 'data.share'), 'share')
  if (rule === undefined) throw new Error('no rule')
  expect(withSlot(rule.says, 'percent', 'data.part')).toEqual({
    type: 'progress',
    percent: { from: 'data.part', times: 100 },
  })
  expect(withSlot(rule.says, 'percent', ' ')).toEqual({ type: 'progress' })
  expect(slots(rule.says).map(({ label, text }) => [label, text])).toEqual([
    ['Percent', 'data.share'],
    ['Done', ''],
    ['Total', ''],
  ])
  const [state] = withMeaning([], point('', 'data.status'), 'state', ['Completed', 'queued'])
  if (state === undefined) throw new Error('no rule')
  expect(withStateWord(state.says, 'queued', 'pending')).toEqual({
    type: 'status',
    state: { from: 'data.status', words: { Completed: 'completed', queued: 'pending' } },
  })
})

const asked = {
  method: 'GET',
  url: 'https://jobs.example/v1/jobs/4f21aa09/events?lang=de&token=x',
  headers: {},
  body: null,
}

function taught(): Draft {
  let rules = withMeaning([], point(progress, 'data.pct'), 'percent')
  rules = withMeaning(rules, point(progress, 'data.step.name'), 'step')
  rules = withEvent(rules, 'event:job data.type=over data.status=done', 'ends-well')
  return { ...emptyDraft, label: 'Night jobs', rules, address: addressOf(asked, []) }
}

test('the kind file of what was taught is one that the core takes, at the address of the run', () => {
  const draft = taught()
  expect(fileOf(draft)).toEqual({
    version: 1,
    label: 'Night jobs',
    fields: [
      { name: 'job_id', label: 'Job id', required: true, many: true },
      { name: 'lang', label: 'Lang', default: 'de' },
    ],
    request: { path: '/v1/jobs/{{job_id}}/events', query: { lang: '{{lang}}' } },
    rules: [
      { when: progress, says: { type: 'progress', percent: 'data.pct' } },
      { when: progress, says: { type: 'stage', label: 'data.step.name' } },
      {
        when: 'event:job data.type=over data.status=done',
        says: [{ type: 'outcome', state: 'completed' }, { type: 'terminal' }],
      },
    ],
  })
  const made = kindOfFile('night-jobs', fileOf(draft), [])
  expect(made.ok && made.kind.urlPatterns).toEqual(['/v1/jobs/{job_id}/events?lang'])
  expect(JSON.parse(textOf(draft))).toEqual(fileOf(draft))
})

test('what a known server holds of the path is not the kind’s', () => {
  const address = addressOf(asked, [
    'https://jobs.example',
    'https://jobs.example/v1',
    'https://jobs.example/v1/jo',
  ])
  expect(address.base).toBe('https://jobs.example/v1')
  expect(fileOf({ ...taught(), address }).request.path).toBe('/jobs/{{job_id}}/events')
})

test('a body keeps its shape, with what is asked for in the places that a person named', () => {
  const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'Hello' }], n: 3 })
  const address = addressOf(
    { ...asked, method: 'POST', headers: { 'content-type': 'application/json' }, body },
    [],
  )
  const part = address.parts.find(({ at }) => at === 'messages.0.content')
  if (part === undefined) throw new Error('no part')
  const named = withPart(address, part, { use: 'asked', name: 'prompt' })
  const file = fileOf({ ...taught(), address: named, observes: 'no' })
  expect(file.request).toMatchObject({
    path: '/v1/jobs/{{job_id}}/events',
    body: { json: { model: 'm', messages: [{ role: 'user', content: '{{prompt}}' }], n: 3 } },
  })
  expect(file.observes).toBe(false)
  expect(kindOfFile('x', file, []).ok).toBe(true)
  const twice = withPart(named, named.parts[2] ?? part, { name: 'prompt' })
  expect(nameProblem(twice, twice.parts[2] ?? part)).toBe('Another part has this name.')
})

test('a name gives the file its name, and what is missing is said', () => {
  expect(idOf('Übergabe Jobs (night)')).toBe('ubergabe-jobs-night')
  expect(idOf('42 jobs')).toBe('jobs')
  expect(saveProblem({ ...taught(), label: ' ' })).toBe('Give the kind a name.')
  expect(saveProblem({ ...taught(), label: '???' })).toMatch(/^The file’s name/)
  expect(saveProblem(taught())).toBeNull()
})

test('the run as it would be: its job, and the events that nothing reads', () => {
  const seen = previewOf({ taught: taught(), rows, grouped, transitions: [] })
  expect(seen.job).toMatchObject({
    state: 'completed',
    progress: { percent: 60 },
    stages: [
      { label: 'read', state: 'completed' },
      { label: 'write', state: 'completed' },
    ],
    lastLog: { message: 'All is well.' },
    counts: { pings: 1, events: 6 },
  })
  expect(seen.unread.map(({ group, events }) => [group?.when, events])).toEqual([[made, 1]])
  expect([seen.read, seen.unreadable]).toEqual([5, 0])
  expect(problemsOf(taught())).toEqual([])
})

test('the end of the stream counts where it was taught, and a broken rule is named and leaves the others', () => {
  const draft = taught()
  const rules = [
    ...draft.rules.slice(0, 1),
    { key: 9, when: 'data.n>many', each: null, says: { type: 'stage', label: 'data.step.name' } as const },
  ]
  const end = {
    number: 1,
    at: 9_000,
    attempt: 1,
    afterSeq: 6,
    state: 'closed',
    cause: null,
    job: 'ended',
  } as const
  const seen = previewOf({ taught: { rules, onClose: true }, rows, grouped, transitions: [end] })
  expect(seen.job).toMatchObject({ state: 'completed', progress: { percent: 60 }, stages: [] })
  expect(problemsOf({ ...draft, rules }).map(({ rule }) => rule)).toEqual([9])
  const without = previewOf({ taught: { rules, onClose: false }, rows, grouped, transitions: [end] })
  expect(without.job.state).toBe('unknown')
})
