// The recordings that lie beside each kind: what a wire carried, and by hand what its kind must read in it. They are
// found in the folders, so that a kind without them is noticed and none is forgotten.

import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { createParser } from 'eventsource-parser'
import { z } from 'zod'
import { fold, newJob } from '../../src/core/job/fold.ts'
import type { Job } from '../../src/core/job/job.ts'
import type { Reading } from '../../src/core/job/reading.ts'
import type { StreamEvent } from '../../src/core/kind/kind.ts'

const root = join(import.meta.dirname, '../../src/kinds')

export type Recording = {
  readonly kind: string
  readonly name: string
  readonly events: readonly StreamEvent[]
  /** The run's parameters where the recording needs any: `<name>.params.json`. */
  readonly params: Readonly<Record<string, string>>
  /** The readings of each event, and at last what the job has become. */
  readonly expected: unknown
}

/** Every recording of every kind, by kind and name. */
export function recordings(): readonly Recording[] {
  return globSync('*/fixtures/*.sse', { cwd: root })
    .toSorted()
    .map((path) => {
      const file = join(root, path.replace(/\.sse$/, ''))
      return {
        kind: dirname(dirname(path)),
        name: basename(file),
        events: parseEvents(readFileSync(`${file}.sse`, 'utf8')),
        params: readParams(`${basename(file)}.params.json`, dirname(file)),
        expected: JSON.parse(readFileSync(`${file}.json`, 'utf8')),
      }
    })
}

function readParams(name: string, folder: string): Readonly<Record<string, string>> {
  const found = globSync(name, { cwd: folder })
  return found.length === 0
    ? {}
    : z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
}

/** The events that a client dispatches for `text`; a stream's byte order mark is none of its text. */
export function parseEvents(text: string): readonly StreamEvent[] {
  const events: StreamEvent[] = []
  const parser = createParser({
    onEvent: ({ event, id, data }) => events.push({ name: event ?? 'message', id: id ?? null, data }),
  })
  parser.feed(text.replace(/^\uFEFF/, ''))
  return events
}

/** The job after these readings, one event a second. */
export function foldAll(readings: readonly (readonly Reading[])[]): Job {
  return readings.reduce<Job>(
    (job, one, i) => fold(job, { at: i * 1_000, readings: one, repeat: false }),
    newJob(),
  )
}

/** What a recording pins of a job: all but the times of arrival and the counts. */
export function essence(job: Job) {
  return {
    state: job.state,
    cause: job.cause,
    percent: job.progress.percent,
    stages: job.stages.map(({ id, label, state }) => ({ id, label, state })),
    items: job.items.map(({ at: _at, ...item }) => item),
    text: job.text,
    checks: job.checks.map(({ at: _at, ...check }) => check),
    facts: job.facts,
    terminal: job.terminal,
  }
}
