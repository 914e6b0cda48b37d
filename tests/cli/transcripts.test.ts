// `export`, `import` and `replay` as people and scripts meet them: files, pipes, exit codes, sentences.

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDir, removeDir, startEngine } from '../support/engine.ts'
import { needs, needsUnix } from '../support/needs.ts'
import { events, seedLog } from '../support/seed-log.ts'
import { builtCli } from './support/built-cli.ts'
import { readLog } from './support/read-log.ts'
import { jsonLines, startCli } from './support/run-cli.ts'
import { runHere } from './support/run-here.ts'

const sample = join(import.meta.dirname, '../../resources/samples/flashcards.runlight')
const secret = 'sk-live-4f9a8b7c6d5e4f3a2b1c'
const dataDir = freshDir()
const folder = freshDir()
const at = (name: string) => join(folder, name)

beforeAll(async () => {
  await seedLog(dataDir, [
    {
      title: 'Night import',
      events: [
        { data: 'the disk is full', name: 'note' },
        { data: `{"api_key":"${secret}"}` },
        { data: 'user-17 left' },
      ],
    },
    { title: 'Long', events: events(20_000, (seq) => ({ data: `line ${seq} ${'x'.repeat(400)}` })) },
  ])
})
afterAll(() => {
  removeDir(dataDir)
  removeDir(folder)
})

const cli = (...words: string[]) => runHere(words, { dataDir })

test('an export goes to standard output or to a file, and is the same', async () => {
  const piped = await cli('export', '1')
  const filed = await cli('export', '1', '--out', at('one.runlight'))
  const lines = (text: string) => text.replace(/"exportedAt":\d+/, '').split('\n')
  expect([piped.code, filed.code]).toEqual([0, 0])
  expect(lines(readFileSync(at('one.runlight'), 'utf8'))).toEqual(lines(piped.out))
  expect(piped.out).not.toContain(secret)
  expect(piped.err).toBe('runlight: Redacted: 1 × fields named like credentials.\n')
  expect(filed.out).toContain('Exported 1 run, 3 events')
  expect(filed.out).toContain('Redacted: 1 × fields named like credentials.')

  const again = await cli('export', '1', '--out', at('one.runlight'))
  expect([again.code, again.err]).toEqual([
    2,
    `runlight: ${at('one.runlight')} is there already: choose another name, or remove it first.\n`,
  ])
})

test('a query takes what it finds, of one run or of all, in any format; patterns take more out', async () => {
  const csv = await cli('export', '--query', 'event:note', '--format', 'csv')
  expect(csv.out.split('\r\n').slice(1)).toEqual([expect.stringContaining('the disk is full'), ''])
  const sse = await cli('export', '1', '--query', 'user', '--format', 'sse', '--redact', 'user-\\d+')
  expect(sse.out.match(/^data: .*$/gm)).toEqual(['data: ‹redacted› left'])
  const plain = await cli('export', '1', '--no-redact', '--format', 'sse')
  expect(plain.out).toContain(secret)
  const told = await cli('export', '1', '2', '--format', 'html', '--json', '--out', at('both.html'))
  expect(jsonLines(told.out)).toMatchObject([
    { file: at('both.html'), format: 'html', runs: 2, events: 20_003 },
  ])
})

const bySignal = needsUnix('An end by a signal', 'signals that a process hears')
const fullDisk = needs(existsSync('/dev/full'), 'An export onto a full disk: skipped, there is no /dev/full.')

test.each([
  [['export'], 2, 'Say what to export'],
  [['export', '99'], 2, 'There is no run 99'],
  [['export', '1', '--json'], 2, 'Give --out FILE with --json'],
  [['export', '--query', 'nowhere'], 1, 'The query finds nothing'],
  [['export', '--query', 'level:loud'], 2, 'knows no “loud”'],
  [['export', '1', '--redact', '('], 2, 'no regular expression'],
  [['export', '1', '--redact', 'a', '--no-redact'], 2, 'exclude each other'],
  [['export', '1', '--no-redact', '--redact', 'a'], 2, 'leave one of them out'],
  [['export', '1', '--out', '/no/such/folder/x'], 2, 'There is no folder /no/such/folder'],
  [['export', '1', '--format', 'pdf'], 2, 'transcript, csv, sse, jsonl, html'],
  [['replay'], 2, 'Say which transcript'],
  [['replay', sample, '--faults', 'nonsense'], 2, 'There is no fault nonsense'],
])('%j is answered with one sentence', async (words, code, sentence) => {
  const ended = await cli(...words)
  expect([ended.code, ended.out]).toEqual([code, ''])
  expect(ended.err).toContain(sentence)
  expect(ended.err).toMatch(/^runlight: /)
})

test('a reader that has seen enough ends an export quietly', async () => {
  const { script } = await builtCli()
  const words = [script, 'export', '2', '--data-dir', dataDir]
  const head = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  await once(head.stdout, 'data')
  head.stdout.destroy()
  expect((await once(head, 'exit'))[0]).toBe(0)
})

test.runIf(fullDisk)('an export onto a full disk says so', async () => {
  const { script } = await builtCli()
  const words = [script, 'export', '2', '--data-dir', dataDir]
  const full = spawn(process.execPath, words, { stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'] })
  let err = ''
  full.stderr?.on('data', (part) => {
    err += part
  })
  expect((await once(full, 'close'))[0]).toBe(2)
  expect(err).toBe('runlight: The output could not be written (ENOSPC): see whether its disk is full.\n')
})

test.runIf(bySignal)('an interrupted export says so', async () => {
  const { script } = await builtCli()
  // Nobody reads: the export waits in the middle.
  const child = spawn(process.execPath, [script, 'export', '2', '--data-dir', dataDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let err = ''
  child.stderr.on('data', (part) => {
    err += part
  })
  await once(child.stdout, 'readable')
  child.kill('SIGINT')
  expect((await once(child, 'exit'))[0]).toBe(130)
  expect(err).toBe('runlight: Interrupted. What was written is not whole.\n')
})

test('an import takes a run in once, into a log of its own, and connects to nothing', async () => {
  const fresh = freshDir()
  const importing = (...words: string[]) => runHere(['import', ...words], { dataDir: fresh })
  const first = await importing(sample)
  expect([first.code, first.out, first.err]).toEqual([
    0,
    'Run 1, World History 1900–1950, 32 events, was added.\n',
    '',
  ])
  const second = await importing(sample, '--json')
  expect(jsonLines(second.out)).toEqual([
    {
      file: sample,
      runs: [{ outcome: 'known', run: 1, title: 'World History 1900–1950', events: 32 }],
      damaged: 0,
      problems: [],
      notes: [],
    },
  ])
  expect(await readLog(fresh, (log) => log.runs())).toMatchObject([
    {
      imported: { file: 'flashcards.runlight' },
      connection: { state: 'closed' },
      job: { state: 'completed' },
    },
  ])
  const out = await runHere(['export', '1', '--no-redact'], { dataDir: fresh })
  const same = (text: string) => text.replace(/"exportedAt":\d+|"redaction":\{.*?\}/g, '').split('\n')
  expect(same(out.out)).toEqual(same(readFileSync(sample, 'utf8')))
  removeDir(fresh)
})

test('what cannot be used is told file by file and line by line, and the rest is taken in', async () => {
  const fresh = freshDir()
  const lines = readFileSync(sample, 'utf8').split('\n')
  lines[8] = '{"type":"event","seq":"two"}'
  writeFileSync(at('damaged.ndjson'), lines.join('\n'))
  writeFileSync(at('curl.sse'), 'data: a\n\ndata: b\n\n')
  writeFileSync(at('other.json'), '{"a":1}')
  const words = ['import', at('none'), at('damaged.ndjson'), at('other.json'), at('curl.sse')]
  const { code, out, err } = await runHere(words, { dataDir: fresh })
  expect(code).toBe(2)
  expect(out).toContain('Run 1, World History 1900–1950, 31 events, was added, from')
  expect(out).toContain('Run 2, curl.sse, 2 events, was added, from')
  expect(err.trimEnd().split('\n')).toEqual([
    `runlight: There is no file ${at('none')}: see whether its name is right.`,
    `runlight: ${at('damaged.ndjson')}: 1 of 32 events could not be read.`,
    expect.stringMatching(/damaged\.ndjson, line 9: its event has no valid “seq”\.$/),
    expect.stringContaining('other.json is not a Runlight transcript'),
    expect.stringContaining('The capture tells no times'),
  ])
  expect((await runHere(['import', at('damaged.ndjson')], { dataDir: freshDir() })).code).toBe(1)
  removeDir(fresh)
})

test('standard input and the files of a folder are taken in, each told by its name', async () => {
  const fresh = freshDir()
  const captures = at('captures')
  mkdirSync(join(captures, 'deeper'), { recursive: true })
  writeFileSync(join(captures, 'a.sse'), 'data: a\n\n')
  writeFileSync(join(captures, '.hidden'), 'no stream')
  writeFileSync(join(captures, 'deeper', 'page.html'), '<!doctype html>\n<p>x\n')
  const piped = await runHere(['import', '-'], { dataDir: fresh, input: 'data: 1\n\ndata: 2\n\n' })
  expect([piped.code, piped.out]).toEqual([0, 'Run 1, standard input, 2 events, was added.\n'])
  const { code, out } = await runHere(['import', '--json', captures], { dataDir: fresh })
  expect(code).toBe(2)
  expect(jsonLines(out)).toMatchObject([
    { file: join(captures, 'a.sse'), runs: [{ outcome: 'added', run: 2 }] },
    { file: join(captures, 'deeper', 'page.html'), error: { code: 'bad-input' } },
  ])
  expect(existsSync(join(fresh, 'imports'))).toBe(false)
  removeDir(fresh)
})

test('beside an engine that holds the log an import is refused, and an export works', async () => {
  const engine = await startEngine({ dataDir })
  const refused = await cli('import', sample)
  const works = await cli('export', '1', '--out', at('beside.runlight'))
  await engine.close()
  expect([refused.code, works.code]).toEqual([2, 0])
  expect(refused.err).toContain(`is already using ${dataDir}: use that one`)
})

test('an empty log has nothing to export, and none is made', async () => {
  const none = join(folder, 'no-log')
  const { code, err } = await runHere(['export', '1'], { dataDir: none })
  expect([code, err, existsSync(none)]).toEqual([
    2,
    `runlight: There is no log in ${none} yet: “runlight watch” begins one, “runlight import” fills one.\n`,
    false,
  ])
})

test.runIf(bySignal)(
  'a replay says where it is, can be watched by the command it names, and ends when it is asked to',
  async () => {
    const fresh = freshDir()
    const replay = await startCli(['replay', sample, '--port', '0', '--speed', '50', '--json'], {
      dataDir: fresh,
    })
    const told = JSON.parse(await replay.line((line) => line.startsWith('{')))
    expect(told).toMatchObject({
      title: 'World History 1900–1950',
      kind: 'flashcards',
      events: 32,
      speed: 50,
    })
    const [, ...words] = String(told.watch).split(' ')
    const watched = await runHere([...words, '--json'], { dataDir: fresh })
    expect([watched.code, jsonLines(watched.out).at(-1)]).toMatchObject([
      0,
      { type: 'outcome', job: 'completed' },
    ])
    const byUrl = await runHere(['watch', told.url, '--json'], { dataDir: fresh })
    expect(byUrl.code).toBe(0)
    replay.child.kill('SIGINT')
    expect((await replay.ended).code).toBe(0)
    removeDir(fresh)
  },
)

test('a disk that fills up during an import keeps nothing of the file, and says so', async ({ skip }) => {
  const small = freshDir()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', small], { stdio: 'pipe' })
  } catch (thrown) {
    removeDir(small)
    skip(`needs a small disk of its own, and mounting one was refused: ${String(thrown).split('\n')[0]}`)
  }
  try {
    writeFileSync(at('big.sse'), `data: ${'x'.repeat(400)}\n\n`.repeat(20_000))
    const { code, err } = await runHere(['import', at('big.sse')], { dataDir: small })
    expect(code).toBe(2)
    expect(err).toContain('The disk is full, and nothing of big.sse was taken in')
    expect(await readLog(small, (log) => log.runs())).toEqual([])
  } finally {
    execFileSync('umount', ['-l', small])
    removeDir(small)
  }
})

test('nothing is left over', () => {
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})
