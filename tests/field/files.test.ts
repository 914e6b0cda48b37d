// The files that people have when they want to look at a stream again: what terminals, browsers and proxies make of it. None
// loses an event in silence, none becomes a run that never was, and none is answered with a sentence that is not true.

import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { flags } from '../../src/core/log/flags.ts'
import { kinds } from '../../src/engine/base/kinds.ts'
import type { NewEvent } from '../../src/engine/log/rows.ts'
import { createSseParser } from '../../src/engine/transcripts/formats/sse-parser.ts'
import { createImporter } from '../../src/engine/transcripts/import/importer.ts'
import { noticesOf } from '../../src/engine/transcripts/import/passed-over.ts'
import { runCli } from '../cli/support/run-cli.ts'
import { freshDir, removeDir } from '../support/engine.ts'

type Taken = {
  /** The data of each run's events. */
  readonly runs: NewEvent[][]
  readonly problems: readonly (string | number)[][]
  readonly notes: readonly string[]
}

/** Reads the one file of the case `name` to its end; throws its refusal. */
function take(name: string): Taken {
  const path = fileOf(name)
  const source = { path, name: 'file', modifiedAt: statSync(path).mtimeMs, kind: null, at: 0 }
  const importer = createImporter(source, kinds)
  const runs: NewEvent[][] = []
  try {
    for (;;) {
      const step = importer.next()
      if (step.type === 'run') {
        runs.push([])
        importer.into(runs.length)
      }
      if (step.type === 'batch') runs.at(-1)?.push(...step.batch.events)
      if (step.type === 'done') {
        const problems = step.problems.map(({ line, reason }) => [line ?? 0, reason])
        return { runs, problems, notes: step.notes }
      }
    }
  } finally {
    importer.close()
  }
}

function fileOf(name: string): string {
  const folder = join(import.meta.dirname, name)
  return join(folder, readdirSync(folder)[0] ?? '')
}

const cut = (bytes: number) => `the last event was cut off before its blank line (${bytes} bytes)`

test.each([
  ['51-curl-i', [9], [[1, '4 lines were no part of any event, the first: “HTTP/1.1 200 OK”']]],
  ['52-curl-v', [2], [[1, '12 lines were no part of any event, the first: “*   Trying 127.0.0.1:8080...”']]],
  [
    '60-no-blank-lines-one',
    [1],
    [[1, 'an event is of 9 lines that are each JSON of their own: blank lines may be missing between them']],
  ],
  ['61-cut-last', [9], [[17, cut(13)]]],
  ['65-cr-only', [9], []],
  ['71-har-eventsource-messages', [3], []],
  ['72-har-base64-emoji', [9], []],
  ['73-har-mime-unknown', [9, 9], []],
  ['74-har-mime-null', [9], [[0, 'entry 2 is a stream, but its text was not saved']]],
  ['75-har-timings-null', [1, 1, 1], []],
  ['76-har-ndjson', [], [[0, 'entry 1 is a stream, but there is no event in its text']]],
  ['77-har-no-final-blank', [9], [[0, `entry 1: ${cut(12)}`]]],
  ['78-har-bom-and-key-order', [1], []],
  ['79-har-post-prompt', [9], []],
  ['80-har-sections', [1, 1, 1], []],
  ['84-har-bom', [2], []],
  ['85-har-mime-case', [2], []],
  ['86-har-entry-incomplete', [2], []],
  ['88-har-text-one-newline', [2], [[0, `entry 1: ${cut(13)}`]]],
  ['90-har-status-string', [2], []],
  ['91-har-date-bad', [2], []],
  ['93-bom-sse', [2], []],
  ['96-playwright-har', [4, 4], []],
])('%s gives every event that it holds, and says what else it holds', (name, events, problems) => {
  const taken = take(name)
  expect({ events: taken.runs.map((run) => run.length), problems: taken.problems }).toEqual({
    events,
    problems,
  })
})

test.each([
  ['53-curl-trace', 'has something before the lines of an event stream (first in line 5)'],
  ['54-curl-progress', 'is neither a Runlight transcript nor the text of an event stream'],
  ['55-httpie-colour', 'is neither a Runlight transcript nor the text of an event stream'],
  ['56-docker-logs', 'has something before the lines of an event stream (first in line 1)'],
  ['57-powershell-utf16', 'is UTF-16 text: save it as UTF-8'],
  ['58-gzip', 'is compressed: unpack it'],
  ['59-no-blank-lines', 'has lines of an event stream, but no blank line ends an event'],
  ['62-json-array-gemini', 'is neither a Runlight transcript nor the text of an event stream'],
  ['63-ndjson-events-log', 'is neither a Runlight transcript nor the text of an event stream'],
  ['64-yaml', 'has some lines as an event stream has them, but is none as a whole'],
  ['81-gzipped-har', 'is compressed: unpack it'],
  ['82-log-prefix-level', 'has something before the lines of an event stream (first in line 1)'],
  ['83-indented', 'has something before the lines of an event stream (first in line 1)'],
  ['95-json-lines-of-data', 'is neither a Runlight transcript nor the text of an event stream'],
])('%s cannot be read, makes no run, and is told why', (name, sentence) => {
  expect(() => take(name)).toThrow(sentence)
})

test.each(['61-cut-last', '77-har-no-final-blank', '88-har-text-one-newline'])(
  'the event in the middle of which %s ends is kept, and marked as cut',
  (name) => {
    const events = take(name).runs[0] ?? []
    expect(events.slice(0, -1).filter((event) => (event.flags & flags.truncated) !== 0)).toEqual([])
    expect(events.at(-1)).toMatchObject({ data: '[DONE]', trueSize: 6, flags: flags.truncated })
  },
)

test('what is odd about an entry that could be read is said, and never that there is no stream', () => {
  const notesOf = (name: string) => take(name).notes.filter((note) => !note.startsWith('A HAR tells'))
  expect(notesOf('73-har-mime-unknown')).toEqual([
    'entry 1 is a stream, but its type is written down as “x-unknown”.',
    'entry 2 is a stream, but its type is not written down where it should be.',
  ])
  expect(notesOf('74-har-mime-null')).toEqual([
    'entry 1 is a stream, but its type is not written down where it should be.',
  ])
  expect(notesOf('86-har-entry-incomplete')).toEqual([
    '1 entry has no answer: whether a stream was asked for is not known.',
  ])
  expect(notesOf('91-har-date-bad')).toEqual([
    'entry 1 is a stream, but not when it began: it stands at the time of the file.',
  ])
})

test('the events that a browser kept beside an entry have their own times, names and ids', () => {
  expect(take('71-har-eventsource-messages').runs[0]).toMatchObject([
    { at: 1_764_324_000_500, name: 'progress', id: '0', data: '{"p":10}' },
    { at: 1_764_324_001_500, name: 'progress', id: '1', data: '{"p":90}' },
    { at: 1_764_324_002_500, name: 'done', id: '2', data: '{}' },
  ])
})

test('a secret on a line that is no part of an event is not repeated', () => {
  const parser = createSseParser(() => {})
  parser.line(Buffer.from('> Authorization: Bearer abcdef1234567890'), 1)
  const [odd] = noticesOf(parser.passedOver(), 0)
  expect(odd?.notice.first).toBe('> Authorization: •••')
})

test.each([
  ['72-har-base64-emoji', 0],
  ['61-cut-last', 1],
  ['77-har-no-final-blank', 1],
  ['74-har-mime-null', 1],
  ['64-yaml', 2],
  ['63-ndjson-events-log', 2],
  ['76-har-ndjson', 2],
])('“runlight import” of %s ends with %i', async (name, code) => {
  const dataDir = freshDir()
  try {
    const ended = await runCli(['import', '--json', fileOf(name)], { dataDir })
    expect(ended.code, ended.out + ended.err).toBe(code)
    expect(ended.out).not.toContain('no event stream in it')
  } finally {
    removeDir(dataDir)
  }
})
