// Kind files in a real engine: what they make is a kind like any other, from the form to the import of another computer; they
// are taken up when they change, and a broken one is named while the others work.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addRun, freshDir, removeDir } from '../support/engine.ts'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'
import { startTranscriptEngine, type TranscriptEngine } from '../support/transcripts.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/kind-files.md'), 'utf8')
const [, backups = ''] = /```json\n(.*?)```/s.exec(page) ?? []
const chunks = [
  'event: progress\ndata: {"state": "running", "copied": 40, "files": 120, "step": "Copy files"}\n\n',
  'event: file\ndata: {"files": [{"path": "/etc/hosts", "size": 220}]}\n\n',
  'event: done\ndata: {"ok": false, "error": "The disk is full"}\n\n',
]
const engines: TranscriptEngine[] = []
let server: SseServer

function putFile(dataDir: string, name: string, text: string): void {
  mkdirSync(join(dataDir, 'kinds'), { recursive: true })
  writeFileSync(join(dataDir, 'kinds', name), text)
}

async function fresh(files: Readonly<Record<string, string>> = {}): Promise<TranscriptEngine> {
  const dataDir = freshDir()
  for (const [name, text] of Object.entries(files)) putFile(dataDir, name, text)
  const engine = await startTranscriptEngine({ dataDir })
  engines.push(engine)
  return engine
}

beforeAll(async () => {
  server = await startSseServer([stream(chunks)])
})

afterAll(async () => {
  await server.close()
  // Two of them had one folder, one after the other.
  for (const engine of engines) await engine.close()
  for (const { dataDir, folder } of engines) {
    removeDir(dataDir)
    removeDir(folder)
  }
})

test('a file is a kind like any other, and a broken one beside it is named with line and reason', async () => {
  const engine = await fresh({
    'backups.kind.json': backups,
    'broken.kind.json': '{\n  "version": 1,\n  "label": "Broken"\n  "request": {}\n}',
    'notes.txt': 'no kind file',
  })
  expect(await engine.call('kinds.files', {})).toEqual({
    folder: join(engine.dataDir, 'kinds'),
    files: [
      { file: 'backups.kind.json', id: 'backups', label: 'Backups', problems: [] },
      {
        file: 'broken.kind.json',
        id: 'broken',
        label: null,
        problems: [{ line: 4, column: 3, reason: 'Here a comma or a } must stand.' }],
      },
    ],
  })
  const listed = (await engine.call('kinds.list', {})).filter(({ id }) => id === 'backups' || id === 'broken')
  expect(listed).toMatchObject([{ id: 'backups', label: 'Backups', generates: false }])
  const [match] = await engine.call('kinds.match', { text: `${server.url}/backups/sda1/events` })
  expect(match).toMatchObject({ kind: 'backups', params: { disk: 'sda1' } })

  const run = await addRun(engine, 'backups', server.url, { disk: 'sda1' })
  const summary = await engine.until(run, (one) => one.connection.state === 'closed')
  expect(summary).toMatchObject({
    title: 'Backup of sda1',
    job: { state: 'failed', cause: 'The disk is full', items: 1, stage: 'Copy files' },
  })
  // Rows, searches, the scrubber and exports read by it on their own threads.
  const { rows } = await engine.call('events.window', {
    run,
    filter: { pings: true },
    index: 0,
    limit: 10,
  })
  expect(rows.map(({ message }) => message)).toEqual([
    'stage Copy files started · 33 %, 40 of 120',
    '/etc/hosts',
    'failed: The disk is full',
  ])
  const { job } = await engine.call('review.at', { run, moment: { type: 'seq', seq: 2 } })
  expect([job.progress.percent, job.items.map(({ id }) => id)]).toEqual([
    expect.closeTo(33.3, 1),
    ['/etc/hosts'],
  ])
  expect(await engine.textOf(run, 'html')).toContain('Backups')

  const transcript = await engine.textOf(run, 'transcript')
  const other = await fresh({ 'backups.kind.json': backups })
  const { runs } = await other.importText(transcript)
  expect((await other.summary(runs[0]?.run ?? 0)).job).toMatchObject({ state: 'failed', items: 1 })
  const sse = `${chunks.join('')}`
  const named = await other.importText(sse, 'stream.sse', 'backups')
  expect((await other.summary(named.runs[0]?.run ?? 0)).job).toMatchObject({ state: 'failed', items: 1 })
})

test('a file that comes, changes and goes is taken up while the engine runs, and the screen is told', async () => {
  const engine = await fresh({ 'readme.txt': 'The folder is there.' })
  const told = async (act: () => void, test: () => Promise<boolean>) => {
    const before = engine.pushes.length
    act()
    const end = Date.now() + 20_000
    while (!(engine.pushes.slice(before).some(({ kinds }) => kinds === true) && (await test()))) {
      if (Date.now() > end) throw new Error('It was never taken up.')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const label = async () => (await engine.call('kinds.list', {})).find(({ id }) => id === 'backups')?.label
  await told(
    () => putFile(engine.dataDir, 'backups.kind.json', backups),
    async () => (await label()) === 'Backups',
  )
  const held = await startSseServer([stream(chunks.slice(0, 1), 'open'), stream(chunks.slice(1))])
  const run = await addRun(engine, 'backups', held.url, { disk: 'sda1' })
  await engine.until(run, (one) => one.events === 1)
  const changed = backups.replace('"Backups"', '"Copies"').replace('{{item.size}} bytes', '{{item.size}} B')
  await told(
    () => putFile(engine.dataDir, 'backups.kind.json', changed),
    async () => (await label()) === 'Copies',
  )
  // The run that is watched goes on by the new file.
  held.cut()
  const summary = await engine.until(run, (one) => one.job.state === 'failed')
  expect(summary.events).toBe(3)
  const { job } = await engine.call('runs.job', { run })
  expect(job.items.map(({ description }) => description)).toEqual(['220 B'])

  await told(
    () => rmSync(join(engine.dataDir, 'kinds', 'backups.kind.json')),
    async () => (await label()) === undefined,
  )
  // Its run can be read as one of a kind that is not known.
  const { rows } = await engine.call('events.window', { run, filter: { pings: true }, index: 0, limit: 10 })
  expect(rows.map(({ message, name }) => [name, message ?? null])).toEqual([
    ['progress', null],
    ['file', null],
    ['done', null],
  ])
  expect((await engine.summary(run)).job.state).toBe('failed')
  await held.close()
})

test('a folder that is made while the engine runs is seen when the list is asked for, and watched from then on', async () => {
  const engine = await fresh()
  putFile(engine.dataDir, 'backups.kind.json', backups)
  const labels = async () => (await engine.call('kinds.list', {})).map(({ label }) => label)
  expect(await labels()).toContain('Backups')
  const before = engine.pushes.length
  putFile(engine.dataDir, 'backups.kind.json', backups.replace('"Backups"', '"Copies"'))
  await vi.waitFor(
    () => expect(engine.pushes.slice(before).some(({ kinds }) => kinds === true)).toBe(true),
    20_000,
  )
  expect(await labels()).toContain('Copies')
})

test('a screen writes a file, and neither a broken one nor one over another', async () => {
  const engine = await fresh()
  const save = (id: string, text: string, replace = false) => engine.call('kinds.save', { id, text, replace })
  expect((await save('backups', '{}')).problems.map(({ reason }) => reason)).toEqual([
    'version is missing.',
    'label is missing.',
    'request is missing.',
  ])
  for (const id of ['../evil', 'a/b', '.', 'x\0y', ''])
    expect((await save(id, backups)).problems).toHaveLength(1)
  expect(existsSync(join(engine.dataDir, 'evil.kind.json'))).toBe(false)
  expect((await save('plain', backups)).problems).toHaveLength(1)
  expect(await engine.call('kinds.files', {})).toMatchObject({ files: [] })
  expect(await save('backups', backups)).toEqual({ problems: [] })
  expect((await engine.call('kinds.list', {})).map(({ id }) => id)).toContain('backups')
  await expect(save('backups', backups)).rejects.toMatchObject({ code: 'bad-input', detail: { taken: true } })
  expect(await save('backups', backups.replace('"Backups"', '"Copies"'), true)).toEqual({ problems: [] })
  expect(await engine.call('kinds.files', {})).toMatchObject({ files: [{ label: 'Copies' }] })
})

const job = (changes: Record<string, unknown>) =>
  JSON.stringify({ version: 1, label: 'Jobs', request: { path: '/jobs', ...changes } })

test('what starts work is not asked for again, unless its file says that asking only observes', async () => {
  const engine = await fresh({
    'posted.kind.json': job({ method: 'POST', body: { json: { go: true } } }),
    'watched.kind.json': job({ path: '/watch' }),
    'guessed.kind.json': job({}),
  })
  const cut = await startSseServer([stream(['data: one\n\n'], 'destroy')])
  const posted = await addRun(engine, 'posted', cut.url, {})
  const early = await engine.until(posted, (one) => one.connection.state === 'ended-early')
  expect([early.generates, cut.requests.map(({ method, body }) => [method, body])]).toEqual([
    true,
    [['POST', '{"go":true}']],
  ])
  await addRun(engine, 'watched', cut.url, {})
  await vi.waitFor(
    () => expect(cut.requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET']),
    20_000,
  )
  // At the address at which another file starts work, a guess is no word.
  const { generates } = await engine.summary(await addRun(engine, 'guessed', cut.url, {}))
  expect(generates).toBe(true)
  await cut.close()
})

test('the end of the stream is the good end where the file says so; a folder and a huge file are problems, and no more', async () => {
  const closing = JSON.stringify({ ...JSON.parse(job({})), observes: true, endings: { onClose: true } })
  const engine = await fresh({ 'closing.kind.json': closing, 'huge.kind.json': ' '.repeat(3_000_000) })
  mkdirSync(join(engine.dataDir, 'kinds', 'folder.kind.json'))
  const { files } = await engine.call('kinds.files', {})
  expect(files.map(({ id, problems }) => [id, problems.map(({ reason }) => reason)])).toEqual([
    ['closing', []],
    ['folder', ['The file cannot be read: check that it is there, and who may read it.']],
    ['huge', ['A kind file has at most 262,144 characters.']],
  ])
  const run = await addRun(engine, 'closing', server.url, {})
  expect((await engine.until(run, (one) => one.connection.state === 'closed')).job.state).toBe('completed')
})

test('a run under way whose file is gone at the next start says so, and goes on when the file is back', async () => {
  const held = await startSseServer([stream(chunks.slice(0, 2), 'open'), stream(chunks)])
  const first = await fresh({ 'backups.kind.json': backups })
  const run = await addRun(first, 'backups', held.url, { disk: 'sda1' })
  await first.until(run, (one) => one.events === 2)
  await first.close()
  rmSync(join(first.dataDir, 'kinds', 'backups.kind.json'))

  const engine = await startTranscriptEngine({ dataDir: first.dataDir })
  engines.push(engine)
  const { connection, job } = await engine.summary(run)
  expect([connection.state, job.items]).toEqual(['refused', 1])
  expect(connection.cause).toContain('There is no kind “backups” here')
  expect((await engine.call('runs.job', { run })).job.items).toHaveLength(1)

  putFile(first.dataDir, 'backups.kind.json', backups)
  await engine.call('kinds.list', {})
  await engine.call('runs.retry', { run })
  await engine.until(run, (one) => one.job.state === 'failed')
  await held.close()
})
