// Kind files for tests: a small sound one, changed where the test is about.

import type { KindFile } from '../../../src/core/kind-file/format.ts'
import { type ParsedKind, parseKindFile } from '../../../src/core/kind-file/parse.ts'

const deps = { readers: [], ownIds: new Set(['plain']) }

const sound: KindFile = {
  version: 1,
  label: 'Jobs',
  fields: [{ name: 'id', label: 'Id', required: true }],
  request: { path: '/jobs/{{id}}/events' },
}

/** The small file with `changes`. */
export function kindFile(changes: Record<string, unknown>): ParsedKind {
  return parseText(JSON.stringify({ ...sound, ...changes }, null, 2))
}

export function parseText(text: string, name = 'jobs.kind.json'): ParsedKind {
  return parseKindFile(name, text, deps)
}

/** Each problem with its line and column, as `3:5 What is wrong.`. */
export function told(parsed: ParsedKind): readonly string[] {
  return parsed.ok ? [] : parsed.problems.map(({ line, column, reason }) => `${line}:${column} ${reason}`)
}

/** What the rules of a file make of an event. */
export function readBy(rules: readonly unknown[], data: unknown, name = 'message', more = {}) {
  const parsed = kindFile({ rules, ...more })
  if (!parsed.ok) throw new Error(told(parsed).join('\n'))
  return parsed.kind.read(
    { name, id: 'e1', data: typeof data === 'string' ? data : JSON.stringify(data) },
    {},
  )
}
