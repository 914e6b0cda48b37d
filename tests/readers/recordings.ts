// The recordings that lie beside each reader: what a wire carried, and by hand what its reader must read in it. They are
// found in the folders, so that a reader without them is noticed and none is forgotten. Streams of JSON lines are `.ndjson`.

import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import type { Job } from '../../src/core/job/job.ts'
import type { Reading } from '../../src/core/job/reading.ts'
import type { StreamEvent } from '../../src/core/kind/kind.ts'
import type { Reader } from '../../src/core/reader/reader.ts'
import { readWith, withJson } from '../../src/core/reader/with-readers.ts'
import { essence, parseEvents } from '../kinds/recordings.ts'

const modules = import.meta.glob<{ reader: Reader }>('../../src/readers/*/index.ts', { eager: true })
const root = join(import.meta.dirname, '../../src/readers')

/** Every reader by its folder's name, found as the engine finds them. */
export const allReaders: ReadonlyMap<string, Reader> = new Map(
  Object.entries(modules).map(([path, { reader }]) => [path.split('/').at(-2) ?? '', reader]),
)

export type Recording = {
  readonly reader: string
  readonly name: string
  /** What the wire carried, and the type that its server gives it. */
  readonly wire: { readonly type: string; readonly text: string }
  readonly events: readonly StreamEvent[]
  /** The readings of each event, and at last what the job has become. */
  readonly expected: unknown
}

/** Every recording of every reader, by reader and name. */
export function recordings(): readonly Recording[] {
  return globSync('*/fixtures/*.{sse,ndjson}', { cwd: root })
    .toSorted()
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      return {
        reader: dirname(dirname(path)),
        name: basename(path, extname(path)),
        wire: { type: path.endsWith('.sse') ? 'text/event-stream' : 'application/x-ndjson', text },
        events: path.endsWith('.sse') ? parseEvents(text) : lines(text),
        expected: JSON.parse(readFileSync(join(root, path.replace(/\.\w+$/, '.json')), 'utf8')),
      }
    })
}

function lines(text: string): readonly StreamEvent[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((data) => ({ name: 'message', id: null, data }))
}

/** The reader of this id; a test of one that is not there must fail loudly. */
export function readerOf(id: string): Reader {
  const reader = allReaders.get(id)
  if (reader === undefined) throw new Error(`There is no reader in src/readers/${id}.`)
  return reader
}

/** What `id` reads in each event. */
export function readAll(id: string, events: readonly StreamEvent[]): readonly (readonly Reading[])[] {
  return events.map((event) => readWith(readerOf(id), withJson(event)))
}

/** What a recording pins of a job: as of a kind's, and what a model's stream adds. */
export function wholeEssence(job: Job) {
  return {
    ...essence(job),
    reasoning: job.reasoning?.content ?? null,
    tools: (job.tools ?? []).map(
      ({ startedAt: _s, calledAt: _c, endedAt: _e, argsLength: _l, ...one }) => one,
    ),
    usage: job.usage ?? null,
  }
}
