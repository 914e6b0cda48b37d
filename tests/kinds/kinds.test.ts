// The rules for every kind, the ones of tomorrow included: what a form, a pasted URL, the engine and the fold rely on.

import fc from 'fast-check'
import { iconNames } from 'lucide-react/dynamic'
import { describe, expect, test } from 'vitest'
import { fold, newJob } from '../../src/core/job/fold.ts'
import { jobSchema } from '../../src/core/job/job.ts'
import { summariseJob } from '../../src/core/job/summary.ts'
import { fieldsFor } from '../../src/core/kind/fields-for.ts'
import type { Field, Kind } from '../../src/core/kind/kind.ts'
import { matchKind } from '../../src/core/kind/match-kind.ts'
import { checkParams, fieldProblem } from '../../src/core/kind/params.ts'
import { runSummarySchema } from '../../src/core/run/run.ts'
import { kindIcons } from '../../src/renderer/ui/kind-shape.tsx'
import { fuzzRuns } from '../support/fuzz-runs.ts'
import { allKinds } from './all-kinds.ts'
import { hostileEvent, shapedEvent } from './arbitrary-events.ts'
import { recordings } from './recordings.ts'

const icons: readonly string[] = iconNames

/** Any text, broken surrogates too, by any parameter name: what an old log or a foreign transcript may hold. */
const anyParams = (kind: Kind) =>
  fc.dictionary(
    fc.oneof(fc.constantFrom(...kind.fields.map(({ name }) => name)), fc.string()),
    fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom('\ud800', '..', '.', '//', '@', '')),
  )

/** Values as a person may type them: fields with a default keep it, unless the URL carries them. */
function typedParams({ fields, urlPatterns }: Kind): fc.Arbitrary<Record<string, string>> {
  const inUrl = (name: string) => urlPatterns.some((pattern) => new RegExp(`\\b${name}\\b`).test(pattern))
  // A path of one's own makes no documented URL.
  const isPath = ({ pattern }: Field) => pattern?.source === '^/'
  const typed = fieldsFor(fields, {}).filter(
    (field) => field.name !== 'query' && !isPath(field) && (field.default === null || inUrl(field.name)),
  )
  return fc.record(Object.fromEntries(typed.map((field) => [field.name, typedValue(field)])))
}

function typedValue(field: Field): fc.Arbitrary<string> {
  const value = fieldValue(field).filter((text) => fieldProblem(field, text.trim()) === null)
  return field.required ? value : fc.oneof(fc.constant(''), value)
}

function fieldValue({ type, min, max, choices = [] }: Field): fc.Arbitrary<string> {
  switch (type) {
    case 'integer':
      return fc.integer({ min: min ?? -1_000, max: max ?? 1_000_000 }).map(String)
    case 'choice':
      return fc.constantFrom(...choices.map((choice) => choice.value))
    case 'switch':
      return fc.constantFrom('yes', 'no')
    case 'url':
      return fc.webUrl({ withQueryParameters: true })
    case 'headers':
      return fc.constant('X-Tenant: north')
    case 'lines':
      return fc.constant('done\nfinished')
    case 'queries':
      return fc.constant('event:done\ndata.status:failed OR data.error')
    case 'multiline':
      return fc.constant('name=value\nother=a b&c')
    case 'text':
      return fc.string({ unit: 'binary', minLength: 1 })
  }
}

test('there is a kind for each documented service, and one for everything else', () => {
  expect([...allKinds.keys()].toSorted()).toEqual(
    expect.arrayContaining([
      'chat',
      'flashcards',
      'learning-paths',
      'plain',
      'processes',
      'stories',
      'videos',
    ]),
  )
})

describe.each([...allKinds])('the kind %s', (folder, kind) => {
  test('is named after its folder, and has an icon, a label and a sentence', () => {
    expect(kind.id).toBe(folder)
    expect(icons).toContain(kind.icon)
    expect([...kindIcons.keys()], 'an icon that the window has').toContain(kind.icon)
    expect(kind.label).toMatch(/^[A-Z]\S/)
    expect(kind.description).toMatch(/^[A-Z].*\.$/)
  })

  test('comes with recordings of a good, a failing and an odd run', () => {
    const names = recordings()
      .filter((recording) => recording.kind === folder)
      .map((recording) => recording.name)
    expect(names).toEqual(expect.arrayContaining(['good', 'failing', 'odd']))
  })

  test('has fields that are named once, explained, and pass their own check', () => {
    const names = kind.fields.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const field of kind.fields) {
      expect(field.help).toMatch(/^[A-Z“].*\.$/)
      expect([field.name, fieldProblem(field, field.default ?? '')]).toEqual([
        field.name,
        field.required && field.default === null ? `${field.label} is needed.` : null,
      ])
      expect([field.name, field.choices !== undefined]).toEqual([field.name, field.type === 'choice'])
      // A field that is folded away must not stop the form from being sent.
      if (field.advanced === true && field.required) expect(field.default).not.toBeNull()
    }
  })

  test('takes placeholders that its own fields would accept', () => {
    const shown = kind.fields.filter(({ placeholder }) => placeholder !== undefined)
    expect(shown.map((field) => fieldProblem(field, field.placeholder ?? ''))).toEqual(shown.map(() => null))
  })

  test('has one short line as a title for any parameters', () => {
    fc.assert(
      fc.property(anyParams(kind), (params) => {
        const title = kind.title(params)
        expect(title.trim()).not.toBe('')
        expect(title).not.toMatch(/[\r\n]/)
        expect(title.length).toBeLessThanOrEqual(100)
      }),
    )
  })

  test('asks its own server and no other, whatever the parameters say', () => {
    const base = 'https://jobs.example.com:8443/tenant'
    fc.assert(
      fc.property(anyParams(kind), (params) => {
        const { url, method, body } = kind.request({ baseUrl: base, params }, null)
        if (kind.needsServer) expect(new URL(url).origin).toBe('https://jobs.example.com:8443')
        else expect(url).toBe(params.url ?? '')
        if (method === 'GET') expect(body).toBeNull()
      }),
    )
  })

  test('knows its own URL again when it is pasted, whatever else is in its query', () => {
    const base = 'http://localhost:8000/prefix'
    fc.assert(
      fc.property(typedParams(kind), fc.webQueryParameters(), (typed, query) => {
        const further = kind.urlPatterns.length === 0 ? {} : { query: query.replace(/[?&]+/g, '&') }
        const checked = checkParams(kind.fields, { ...typed, ...further })
        if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
        const request = kind.request({ baseUrl: base, params: checked.params }, null)
        const match = matchKind(kind, request.url)
        if (kind.urlPatterns.length === 0) {
          expect(match).toBeNull()
          return
        }
        expect(match?.baseUrl).toBe(base)
        const again = checkParams(kind.fields, { ...checked.params, ...match?.params })
        if (!again.ok) throw new Error(JSON.stringify(again.problems))
        expect(kind.request({ baseUrl: base, params: again.params }, null)).toEqual(request)
        // What a form's body carries is in no URL; all else must come back.
        expect([request.method, match?.complete]).toEqual([request.method, request.method === 'GET'])
      }),
    )
  })

  test('can send all of a query that it recognises', () => {
    const names = kind.fields.map(({ name }) => name)
    if (kind.urlPatterns.length > 0) expect(names).toContain('query')
  })

  test('reads any event at all, and what it reads makes a job that every wire can carry', () => {
    const recorded = recordings().flatMap((one) => (one.kind === folder ? one.events : []))
    const events = fc.array(fc.oneof(hostileEvent(recorded), shapedEvent(recorded)), { maxLength: 12 })
    fc.assert(
      fc.property(events, anyParams(kind), (list, params) => {
        const job = list.reduce(
          (next, event, i) => fold(next, { at: i, readings: kind.read(event, params), repeat: i % 5 === 4 }),
          newJob(),
        )
        expect(jobSchema.parse(JSON.parse(JSON.stringify(job)))).toEqual(job)
        runSummarySchema.shape.job.parse(summariseJob(job))
      }),
      { numRuns: fuzzRuns(400) },
    )
  })

  test('has limits that are times', () => {
    for (const ms of [kind.beatMs, kind.timeLimitMs]) expect(ms === null || ms >= 1_000).toBe(true)
  })
})

test('what starts work is never said to observe, whatever the parameters say', () => {
  for (const id of ['stories', 'learning-paths', 'chat']) {
    const kind = allKinds.get(id)
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (params) => {
        expect(kind?.observes({ ...params, repeat: 'yes' })).toBe(false)
      }),
    )
  }
})
