// The files that people have when they want to look at a stream again: what terminals, browsers and proxies make of it. Each
// is read; none loses an event in silence, none becomes a run that never was, and what had to be guessed is said.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { flags } from '../../src/core/log/flags.ts'
import { createSseParser } from '../../src/engine/transcripts/formats/sse-parser.ts'
import { noticesOf } from '../../src/engine/transcripts/import/passed-over.ts'
import { runCli } from '../cli/support/run-cli.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { fileAt, takeFile } from '../support/take-file.ts'

function fileOf(name: string): string {
  const folder = join(import.meta.dirname, name)
  return join(folder, readdirSync(folder)[0] ?? '')
}

const take = (name: string) => takeFile(fileOf(name))

const untimed = 'The capture tells no times: its events stand at the time of the file, in their order.'
const atBeginning =
  'A HAR tells when a request began, not when each event came: the events of a stream stand at its beginning.'
const isOdd = (entry: number, what: string) => `entry ${entry} is a stream, but ${what}.`
const unnamed = 'its type is not written down where it should be'
const unparted = 'No blank line ends an event, as a stream has it: each line of data was taken for an event.'
const trace = 'It is a trace of curl’s: the answer’s bytes were put together from its rows.'
const closed = 'The last event has no blank line after it: it was taken as whole.'

/** Number of events in each run, problems with their lines, notes. */
const read: readonly [name: string, events: number[], problems: [number, string][], notes: string[]][] = [
  ['51-curl-i', [9], [], [untimed]],
  ['52-curl-v', [2], [], ['12 lines that curl -v printed of its own: no part of the stream.', untimed]],
  ['53-curl-trace', [1], [], [trace, untimed]],
  ['54-curl-progress', [2], [], ['The progress meter of curl was taken out of its lines.', untimed]],
  ['55-httpie-colour', [1], [], ['The colours of a terminal were taken out of its lines.', untimed]],
  ['56-docker-logs', [3], [], ['Every line begins with a time: it was taken as the time of arrival.']],
  ['57-powershell-utf16', [9], [], [untimed]],
  ['58-gzip', [9], [], [untimed]],
  ['59-no-blank-lines', [9], [], [unparted, untimed]],
  ['60-no-blank-lines-one', [9], [], [unparted, untimed]],
  ['61-cut-last', [9], [], [closed, untimed]],
  [
    '62-json-array-gemini',
    [2],
    [],
    ['It is a JSON array: each of its elements was taken for an event.', untimed],
  ],
  ['63-ndjson-events-log', [2], [], ['Each line is JSON: it was taken for an event.', untimed]],
  ['65-cr-only', [9], [], [untimed]],
  ['71-har-eventsource-messages', [3], [], []],
  ['72-har-base64-emoji', [9], [], [atBeginning]],
  [
    '73-har-mime-unknown',
    [9, 9],
    [],
    [isOdd(1, 'its type is written down as “x-unknown”'), atBeginning, isOdd(2, unnamed)],
  ],
  [
    '74-har-mime-null',
    [9],
    [[0, 'entry 2 is a stream, but its text was not saved']],
    [isOdd(1, unnamed), atBeginning],
  ],
  ['75-har-timings-null', [1, 1, 1], [], [atBeginning]],
  ['76-har-ndjson', [3], [], [atBeginning]],
  [
    '77-har-no-final-blank',
    [9],
    [[0, 'entry 1: the last event was cut off before its blank line (12 bytes)']],
    [atBeginning],
  ],
  ['78-har-bom-and-key-order', [1], [], [atBeginning]],
  ['79-har-post-prompt', [9], [], [atBeginning]],
  ['80-har-sections', [1, 1, 1], [], [atBeginning]],
  ['81-gzipped-har', [9], [], [atBeginning]],
  ['82-log-prefix-level', [2], [], ['“INFO  sse:” before every line was taken away.', untimed]],
  ['83-indented', [9], [], ['The blanks before every line were taken away.', untimed]],
  ['84-har-bom', [2], [], [atBeginning]],
  ['85-har-mime-case', [2], [], [atBeginning]],
  [
    '86-har-entry-incomplete',
    [2],
    [],
    [atBeginning, '1 entry has no answer: whether a stream was asked for is not known.'],
  ],
  [
    '88-har-text-one-newline',
    [2],
    [],
    ['entry 1: the last event has no blank line after it: it was taken as whole.', atBeginning],
  ],
  ['90-har-status-string', [2], [], [atBeginning]],
  [
    '91-har-date-bad',
    [2],
    [],
    [isOdd(1, 'not when it began: it stands at the time of the file'), atBeginning],
  ],
  ['93-bom-sse', [2], [], [untimed]],
  [
    '95-json-lines-of-data',
    [2],
    [],
    ['Its JSON tells events with their names and data: they were taken so.', untimed],
  ],
  ['96-playwright-har', [4, 4], [], [atBeginning]],
]

test.each(read)(
  '%s gives every event that it holds, and says what else it holds',
  async (name, events, problems, notes) => {
    const taken = await take(name)
    expect({
      events: taken.runs.map((run) => run.length),
      problems: taken.problems,
      notes: taken.notes,
    }).toEqual({ events, problems, notes })
  },
)

const refused: readonly [name: string, sentence: string][] = [
  [
    '64-yaml',
    'file has some lines as an event stream has them, but is none as a whole: nothing was taken in.',
  ],
]

test.each(refused)('%s is no stream, makes no run, and is told why', async (name, sentence) => {
  await expect(take(name)).rejects.toThrow(sentence)
})

test('no case is left out', () => {
  const cases = readdirSync(import.meta.dirname).filter((name) => Number.parseInt(name, 10) > 50)
  expect([...read, ...refused].map(([name]) => name).toSorted()).toEqual(cases.toSorted())
})

/** The nine chunks of one answer, which many of the files hold in their own way. */
const whole = take('65-cr-only')

test.each(read.filter(([, events]) => events[0] === 9).map(([name]) => name))(
  '%s holds the answer as it was sent',
  async (name) => {
    const datas = async (taken: ReturnType<typeof take>) => (await taken).runs[0]?.map(({ data }) => data)
    expect(await datas(take(name))).toEqual(await datas(whole))
    expect((await datas(whole))?.[4]).toContain('rises 🌊.')
  },
)

test.each([
  ['52-curl-v', ['{"n":1}', '{"n":2}']],
  ['53-curl-trace', ['{"n":1}']],
  ['54-curl-progress', ['{"n":1}', '{"n":2}']],
  ['55-httpie-colour', ['{"n":1}']],
  [
    '62-json-array-gemini',
    ['a', 'b'].map((text) => `{"candidates":[{"content":{"parts":[{"text":"${text}"}]}}]}`),
  ],
  [
    '63-ndjson-events-log',
    [
      '{"type":"event","seq":1,"event":"output","body":{"output":"hi"}}',
      '{"type":"event","seq":2,"event":"terminated"}',
    ],
  ],
  ['82-log-prefix-level', ['{"n":1}', '{"n":2}']],
])('%s gives its events’ data as it was sent, each named message', async (name, datas) => {
  const [run = []] = (await take(name)).runs
  expect(run.map(({ data }) => data)).toEqual(datas)
  expect(new Set(run.map((event) => event.name))).toEqual(new Set(['message']))
})

test('an event whose last line was cut off is kept and marked as cut; one that lacks its blank line alone is whole', async () => {
  for (const name of ['77-har-no-final-blank', '61-cut-last', '88-har-text-one-newline']) {
    const events = (await take(name)).runs[0] ?? []
    const isCut = name === '77-har-no-final-blank'
    const marked = events.filter((event) => (event.flags & flags.truncated) !== 0)
    expect(marked).toEqual(isCut ? events.slice(-1) : [])
    expect(events.at(-1)).toMatchObject({ data: '[DONE]', trueSize: isCut ? 6 : null })
    const unclosed = events.filter((event) => (event.flags & flags.cutOff) !== 0)
    expect(unclosed).toEqual(isCut ? [] : events.slice(-1))
  }
})

test('the connection of each says that its last event lacks its blank line', async () => {
  const [attempt] = (await take('88-har-text-one-newline')).attempts
  expect(attempt?.notices).toMatchObject([{ code: 'cut-off', count: 13 }])
})

test('the events that a browser kept beside an entry have their own times, names and ids', async () => {
  const taken = await take('71-har-eventsource-messages')
  expect(taken.runs[0]).toMatchObject([
    { at: 1_764_324_000_500, name: 'progress', id: '0', data: '{"p":10}' },
    { at: 1_764_324_001_500, name: 'progress', id: '1', data: '{"p":90}' },
    { at: 1_764_324_002_500, name: 'done', id: '2', data: '{}' },
  ])
})

test('events that tell their name and id in JSON have them', async () => {
  expect((await take('95-json-lines-of-data')).runs[0]).toMatchObject([
    { name: 'progress', id: '1', data: '{"p":1}' },
    { name: 'done', id: '2', data: '{}' },
  ])
})

test('times before the lines are those of the events; each entry of a HAR begins when it says', async () => {
  const second = (n: number, ms = 0) => Date.UTC(2026, 10, 28, 10, 0, n) + ms
  const timesOf = async (name: string) => (await take(name)).runs.map((run) => run.map(({ at }) => at))
  expect(await timesOf('56-docker-logs')).toEqual([[second(0), second(2), second(5)]])
  expect(await timesOf('75-har-timings-null')).toEqual([[second(0)], [second(0)], [second(0, 120)]])
  expect(await timesOf('91-har-date-bad')).toEqual([[fileAt + 1, fileAt + 1]])
})

test('a POST has its method and its body, starts work, and keeps no secret', async () => {
  const { heads, attempts } = await take('79-har-post-prompt')
  expect(heads[0]).toMatchObject({
    kind: 'plain',
    params: {
      url: 'https://api.example.com/v1/chat/completions',
      method: 'POST',
      headers: 'authorization: •••',
      body: '{"messages":[{"role":"user","content":"Why tides?"}],"stream":true}',
    },
    summary: { generates: true },
  })
  expect(JSON.stringify([heads, attempts])).not.toContain('sk-test')
})

test('what curl tells of its request and the answer is known of the run, without secrets', async () => {
  const { heads, attempts } = await take('52-curl-v')
  expect(heads[0]?.params).toEqual({ url: 'http://localhost:8080/events', headers: 'Authorization: •••' })
  expect(attempts[0]).toMatchObject({
    url: 'http://localhost:8080/events',
    status: 200,
    headers: [['content-type', 'text/event-stream']],
  })
  expect((await take('51-curl-i')).attempts[0]).toMatchObject({ status: 200 })
})

test('a real HAR of a browser tells how each stream was asked for', async () => {
  const { heads } = await take('96-playwright-har')
  expect(heads.map(({ params, summary }) => [params, summary.generates])).toEqual([
    [{ url: 'http://127.0.0.1:4409/es' }, false],
    [
      {
        url: 'http://127.0.0.1:4409/f',
        method: 'POST',
        headers: 'Content-Type: text/plain;charset=UTF-8',
        body: '{"q":1}',
      },
      true,
    ],
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
  ['61-cut-last', 0],
  ['77-har-no-final-blank', 1],
  ['74-har-mime-null', 1],
  ['64-yaml', 2],
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
