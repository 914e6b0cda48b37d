// The rules for every reader, those of tomorrow included, and the recordings that lie beside each.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, newJob } from '../../src/core/job/fold.ts'
import { areReadings } from '../../src/core/job/is-reading.ts'
import { jobSchema } from '../../src/core/job/job.ts'
import { readersFor, readWith, withJson } from '../../src/core/reader/with-readers.ts'
import { hostileEvent, shapedEvent } from '../kinds/arbitrary-events.ts'
import { foldAll } from '../kinds/recordings.ts'
import { fuzzRuns } from '../support/fuzz-runs.ts'
import { allReaders, readAll, readerOf, recordings, wholeEssence } from './recordings.ts'

const autos = [...allReaders.values()].filter(({ choice }) => choice === 'auto')

describe.each([...allReaders])('the reader %s', (folder, reader) => {
  const own = recordings().filter((recording) => recording.reader === folder)

  test('is named after its folder, and says what it is and where that is documented', () => {
    expect(reader.id).toBe(folder)
    expect(reader.label).toMatch(/^\S.*\S$/)
    expect(URL.canParse(reader.source)).toBe(true)
  })

  test('comes with recordings of a good, a failing and an odd stream', () => {
    expect(own.map(({ name }) => name)).toEqual(expect.arrayContaining(['good', 'failing', 'odd']))
  })

  test('recognises its own streams, in their first events', () => {
    for (const { name, events } of own.filter((one) => one.name === 'good' || one.name === 'failing'))
      expect([name, events.slice(0, 5).flatMap((event) => readersFor(event, [reader])).length > 0]).toEqual([
        name,
        true,
      ])
  })

  test('recognises no event of another dialect, where it is chosen by itself', () => {
    const others = recordings().filter((recording) => recording.reader !== folder)
    const taken = others.flatMap(({ reader: of, name, events }) =>
      events
        .filter((event) => reader.choice === 'auto' && readersFor(event, [reader]).length > 0)
        .map(({ data }) => `${of}/${name}: ${data}`),
    )
    expect(taken).toEqual([])
  })

  test('makes readings of any event, and a job that can be stored', () => {
    const like = own.flatMap(({ events }) => events)
    fc.assert(
      fc.property(fc.array(fc.oneof(hostileEvent(like), shapedEvent(like)), { maxLength: 12 }), (events) => {
        let job = newJob()
        for (const event of events) {
          const readings = readWith(reader, withJson(event))
          expect(areReadings(readings)).toBe(true)
          job = fold(job, { at: 1, readings, repeat: false })
        }
        expect(jobSchema.parse(JSON.parse(JSON.stringify(job)))).toEqual(job)
        expect(typeof reader.endsWell(job)).toBe('boolean')
      }),
      { numRuns: fuzzRuns(30) },
    )
  })
})

describe.each(recordings())('the recording $reader/$name', ({ reader, events, expected }) => {
  test('is read event by event as its document says, and folds to the job that it tells of', () => {
    const readings = readAll(reader, events)
    expect([...readings, wholeEssence(foldAll(readings))]).toEqual(expected)
  })

  test('reads the same again, whatever was read before', () => {
    const backwards = readAll(reader, events.toReversed())
    expect(backwards.toReversed()).toEqual(readAll(reader, events))
  })
})

test.each(recordings().filter(({ name }) => name === 'failing'))(
  'what failed is never shown as completed: $reader',
  ({ reader, events }) => {
    const job = foldAll(readAll(reader, events))
    expect(job.state).toBe('failed')
    expect(job.cause).toMatch(/\S/)
  },
)

test.each(recordings().filter(({ name }) => name === 'good'))(
  'a good stream ends well, by its last event or by its own end: $reader',
  ({ reader, events }) => {
    const job = foldAll(readAll(reader, events))
    expect(job.state === 'completed' || readerOf(reader).endsWell(job)).toBe(true)
  },
)

test.each(recordings().filter(({ name }) => name === 'good'))(
  'a good stream that is cut in its middle does not end well: $reader',
  ({ reader, events }) => {
    const job = foldAll(readAll(reader, events.slice(0, Math.ceil(events.length / 2))))
    expect(job.state === 'completed' || readerOf(reader).endsWell(job)).toBe(false)
  },
)

test('at most one reader is certain of an event', () => {
  for (const { events } of recordings())
    for (const event of events) expect(readersFor(event, autos).length).toBeLessThanOrEqual(1)
})

test('the list for people names every reader, and says which are chosen by themselves', () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/readers.md'), 'utf8')
  const rows = [...text.matchAll(/^\| `([\w-]+)` \| .+ \| (yes|no)\b/gm)].map(([, id, auto]) => [id, auto])
  const all = [...allReaders.values()].map(({ id, choice }) => [id, choice === 'auto' ? 'yes' : 'no'])
  expect(rows.toSorted()).toEqual(all.toSorted())
})
