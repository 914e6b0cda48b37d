// Finished runs of every kind, as real services sent them, for the light part's board. Arguments: data directory, runs. Prints
// how many were made.

import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { createParser } from 'eventsource-parser'
import { type SeedEvent, type SeedRun, seedLog } from '../tests/support/seed-log.ts'

const [dataDir = '', count = ''] = process.argv.slice(2)
const kinds = join(import.meta.dirname, '../src/kinds')
/** A run's size must not matter; every tenth has this many events more. */
const longEvents = 5_000

const recordings = globSync('*/fixtures/good.sse', { cwd: kinds }).map((file) => ({
  kind: basename(dirname(dirname(file))),
  events: eventsOf(readFileSync(join(kinds, file), 'utf8')),
}))

function eventsOf(text: string): readonly SeedEvent[] {
  const events: SeedEvent[] = []
  createParser({
    onEvent: ({ data, event = 'message', id = null }) =>
      void events.push({ data, name: event, id: id ?? null }),
  }).feed(text)
  return events
}

function* long(events: readonly SeedEvent[]): Generator<SeedEvent> {
  for (let i = 0; i < longEvents; i++)
    yield { name: 'note', data: JSON.stringify({ step: i, text: `brave fox ${i % 97}` }) }
  yield* events
}

function* runs(): Generator<SeedRun> {
  for (let i = 0; i < Number(count); i++) {
    const { kind, events } = recordings[i % recordings.length] ?? { kind: 'plain', events: [] }
    yield { kind, title: `${kind} ${i}`, events: i % 10 === 0 ? long(events) : events, connection: 'closed' }
  }
}

const ids = await seedLog(dataDir, runs())
process.stdout.write(`${ids.length}\n`)
