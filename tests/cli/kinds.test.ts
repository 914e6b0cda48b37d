// `runlight kinds` as a script meets it: the list, a check of kind files, and a try on recordings of several sorts.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDir, removeDir } from '../support/engine.ts'
import { startSseServer, stream as streamOf } from '../support/sse-server.ts'
import { jsonLines } from './support/run-cli.ts'
import { runHere } from './support/run-here.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/kind-files.md'), 'utf8')
const [, stream = '', backups = ''] = /```\n(event:.*?)```.*?```json\n(.*?)```/s.exec(page) ?? []
let dataDir: string
let file: string
let broken: string
let recording: string

beforeAll(() => {
  dataDir = freshDir()
  mkdirSync(join(dataDir, 'kinds'))
  file = join(dataDir, 'kinds', 'backups.kind.json')
  broken = join(dataDir, 'kinds', 'broken.kind.json')
  recording = join(dataDir, 'recorded.sse')
  writeFileSync(file, backups)
  writeFileSync(broken, backups.replace('"data.copied"', '"dta.copied"').replace('{{disk}}/', '{{disc}}/'))
  writeFileSync(recording, `${stream}\n\nevent: note\ndata: {"hint": 1}\n\n: end\n`)
})
afterAll(() => removeDir(dataDir))

const cli = (...words: string[]) => runHere(words, { dataDir })

test('all kinds are listed, where each is from, and what is wrong with a file', async () => {
  const { code, out } = await cli('kinds')
  expect(code).toBe(0)
  expect(out).toMatch(/^KIND +LABEL +FROM +STATE\n/)
  expect(out).toMatch(/^plain +Plain stream +Runlight +ready$/m)
  expect(out).toMatch(/^backups +Backups +backups\.kind\.json +ready$/m)
  expect(out).toMatch(/^broken +broken\.kind\.json +line \d+: There is no field “disc”.* \(and 1 more\)$/m)
  expect(out).toContain(join(dataDir, 'kinds'))
  const lines = jsonLines((await cli('kinds', '--json')).out)
  expect(lines.filter(({ from }) => from === 'file')).toMatchObject([
    { id: 'backups', label: 'Backups', file: 'backups.kind.json', problems: [] },
    { id: 'broken', label: null, problems: [{ line: 10 }, { line: 18 }] },
  ])
})

test('a check names each problem by its place, and fails', async () => {
  const sound = await cli('kinds', 'check', file)
  expect([sound.code, sound.out]).toEqual([0, `${file}: the kind backups, “Backups”, is as it should be.\n`])
  const wrong = await cli('kinds', 'check', file, broken)
  expect([wrong.code, wrong.err]).toEqual([
    1,
    `${broken}:10:16: There is no field “disc”. Fields: disk.\n${broken}:18:31: “dta.copied” is no number: write a path, data.…, or a number.\n`,
  ])
  const [told] = jsonLines((await cli('kinds', 'check', broken, '--json')).out)
  expect(told).toMatchObject({
    file: broken,
    id: 'broken',
    label: null,
    problems: [{ line: 10 }, { line: 18 }],
  })
  const none = await cli('kinds', 'check', join(dataDir, 'none.kind.json'))
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('There is no file that can be read at')])
})

test('a recording is read event by event, and what stayed unread is counted by name', async () => {
  const { code, out } = await cli('kinds', 'try', file, recording)
  expect(code).toBe(0)
  expect(out.split('\n')).toEqual([
    '    1  progress  stage Copy files started · 33 %, 40 of 120',
    '    2  file  /etc/hosts',
    '    3  done  failed: The disk is full',
    '    4  note  (unread) {"hint": 1}',
    '',
    'Run 1, 4 events: the job is failed: The disk is full',
    '  33 % · 1 stage · 1 item',
    '  Nothing was read in: note 1',
    '',
  ])
  const lines = jsonLines((await cli('kinds', 'try', file, recording, '--json')).out)
  expect(lines.at(1)).toMatchObject({
    type: 'event',
    seq: 2,
    name: 'file',
    readings: [{ type: 'item', id: '/etc/hosts' }],
  })
  expect(lines.at(-1)).toMatchObject({ type: 'run', job: 'failed', items: 1, unread: { note: 1 }, events: 4 })
  expect((await cli('kinds', 'try', broken, recording)).code).toBe(1)
  const none = await cli('kinds', 'try', file, join(dataDir, 'none.sse'))
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('There is no file none.sse')])
})

test('a HAR and a transcript are tried as well, and a kind file names the kind of an import', async () => {
  const har = join(dataDir, 'page.har')
  const url = 'https://example.com/backups/sda1/events'
  const content = { mimeType: 'text/event-stream', text: `${stream}\n\n` }
  const entry = {
    startedDateTime: '2026-01-01T00:00:00.000Z',
    time: 1,
    request: { method: 'GET', url, headers: [] },
    response: { status: 200, statusText: 'OK', headers: [], content },
  }
  writeFileSync(har, JSON.stringify({ log: { version: '1.2', entries: [entry] } }))
  const tried = jsonLines((await cli('kinds', 'try', file, har, '--json')).out)
  expect(tried.at(-1)).toMatchObject({ type: 'run', job: 'failed', unread: {} })

  expect((await cli('import', har)).code).toBe(0)
  const [run] = jsonLines((await cli('runs', '--json')).out)
  expect(run).toMatchObject({ kind: 'backups', title: 'Backup of sda1', job: 'failed' })
  const transcript = join(dataDir, 'run.runlight')
  expect((await cli('export', '1', '--out', transcript)).code).toBe(0)
  const again = jsonLines((await cli('kinds', 'try', file, transcript, '--json')).out)
  expect(again.at(-1)).toMatchObject({ type: 'run', job: 'failed', events: 3 })
})

test('a kind of a file is watched by its name, and by a URL that is its own', async () => {
  const server = await startSseServer([streamOf([`${stream}\n\n`])])
  try {
    const watched = await cli('watch', 'backups', '--base-url', server.url, '--set', 'disk=sdb1', '--json')
    const known = await cli('watch', `${server.url}/backups/sdc1/events`)
    expect([watched.code, known.code]).toEqual([1, 1])
    expect(known.out).toContain('The disk is full')
    expect(server.requests.map(({ url }) => url)).toEqual(['/backups/sdb1/events', '/backups/sdc1/events'])
  } finally {
    await server.close()
  }
})
