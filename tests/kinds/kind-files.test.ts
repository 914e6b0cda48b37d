// The proof that the format of kind files suffices: two kinds written as files read, ask and are recognised as their code.

import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, newJob } from '../../src/core/job/fold.ts'
import { areReadings } from '../../src/core/job/is-reading.ts'
import { jobSchema } from '../../src/core/job/job.ts'
import type { Kind } from '../../src/core/kind/kind.ts'
import { matchKind } from '../../src/core/kind/match-kind.ts'
import { checkParams } from '../../src/core/kind/params.ts'
import { idOfKindFile, parseKindFile } from '../../src/core/kind-file/parse.ts'
import { fuzzRuns } from '../support/fuzz-runs.ts'
import { kindOf } from './all-kinds.ts'
import { hostileEvent, shapedEvent } from './arbitrary-events.ts'
import { essence, foldAll, recordings } from './recordings.ts'

const folder = join(import.meta.dirname, 'files')

function fileKind(file: string): Kind {
  const parsed = parseKindFile(file, readFileSync(join(folder, file), 'utf8'), {
    readers: [],
    ownIds: new Set(),
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.kind
}

describe.each(globSync('*.kind.json', { cwd: folder }).toSorted())('the file %s', (file) => {
  const made = fileKind(file)
  const own = kindOf(idOfKindFile(basename(file)))
  const recorded = recordings().filter(({ kind }) => kind === own.id)

  test.each(recorded)('reads the recording $name as the code does', ({ events, params, expected }) => {
    const readings = events.map((event) => made.read(event, params))
    expect([...readings, essence(foldAll(readings))]).toEqual(expected)
  })

  test('is the same kind to a form and to the engine', () => {
    const { icon, label, description, needsServer, urlPatterns, repeats, beatMs, timeLimitMs } = own
    expect(made).toMatchObject({
      id: own.id,
      ...{ icon, label, description, needsServer, urlPatterns, repeats, beatMs, timeLimitMs },
    })
    const bare = ({ fields }: Kind) => fields.map(({ pattern: _pattern, ...field }) => field)
    expect(bare(made)).toEqual(bare(own))
    expect(made.observes({})).toBe(own.observes({}))
  })

  test('asks, names and recognises a run as the code does, whatever a person types', () => {
    const name = own.fields[0]?.name ?? ''
    const typed = fc.record(
      { [name]: fc.string({ minLength: 1 }), fields: fc.constantFrom('a=1\nb=x y', '', 'noise\nc=&') },
      { requiredKeys: [name] },
    )
    fc.assert(
      fc.property(typed, fc.webQueryParameters(), ({ fields, ...params }, query) => {
        const given = own.fields.some((field) => field.name === 'fields') ? { ...params, fields } : params
        const checked = checkParams(own.fields, JSON.parse(JSON.stringify({ ...given, query })))
        fc.pre(checked.ok)
        if (!checked.ok) return
        const settings = { baseUrl: 'https://jobs.example.com/tenant', params: checked.params }
        const request = own.request(settings, null)
        expect(made.request(settings, null)).toEqual(request)
        expect(made.title(checked.params)).toBe(own.title(checked.params))
        expect(matchKind(made, request.url)).toEqual(matchKind(own, request.url))
      }),
      { numRuns: fuzzRuns(60) },
    )
  })

  test('reads any event at all, and what it reads makes a job that every wire can carry', () => {
    const like = recorded.flatMap(({ events }) => events)
    const events = fc.array(fc.oneof(hostileEvent(like), shapedEvent(like)), { maxLength: 12 })
    fc.assert(
      fc.property(events, (list) => {
        const job = list.reduce((next, event, i) => {
          const readings = made.read(event, {})
          expect(areReadings(readings)).toBe(true)
          return fold(next, { at: i, readings, repeat: false })
        }, newJob())
        expect(jobSchema.parse(JSON.parse(JSON.stringify(job)))).toEqual(job)
      }),
      { numRuns: fuzzRuns(400) },
    )
  })
})
