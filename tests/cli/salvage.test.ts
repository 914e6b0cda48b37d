// `salvage` and `storage salvage`: a damaged log becomes one that opens, nothing is deleted, and what is missing is said.

import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openReadOnlyLog } from '../../src/engine/index.ts'
import { freshDir, removeDir, startEngine } from '../support/engine.ts'
import { events, seedLog } from '../support/seed-log.ts'
import { jsonLines, runCli } from './support/run-cli.ts'

let dataDir: string
const log = () => join(dataDir, 'runlight.db')

beforeEach(async () => {
  dataDir = freshDir()
  const data = (seq: number) => `{"step":${seq},"words":"${'x'.repeat(200)}"}`
  await seedLog(dataDir, [
    { title: 'Night import', events: events(2_000, (seq) => ({ id: String(seq), data: data(seq) })) },
    { title: 'Day import', events: events(2_000, (seq) => ({ id: String(seq), data: data(seq) })) },
  ])
})
afterEach(() => removeDir(dataDir))

/** Writes nonsense over pages in the middle of the file, where events are. */
function scribble(path: string): void {
  const file = openSync(path, 'r+')
  for (const part of [0.3, 0.4])
    writeSync(
      file,
      Buffer.alloc(4_096, 0xa5),
      0,
      4_096,
      Math.floor((statSync(path).size * part) / 4_096) * 4_096,
    )
  closeSync(file)
}

test('a damaged file is copied into a log of its own, which opens; the file is as it was', async () => {
  const file = join(dataDir, 'old.db')
  copyFileSync(log(), file)
  scribble(file)
  const before = readFileSync(file)
  const out = join(dataDir, 'salvaged')
  const { code, out: said, err } = await runCli(['salvage', file, '--out', out], { dataDir })
  expect([code, err]).toEqual([1, ''])
  expect(said).toMatch(/^Salvaged [\d,]+ events of 2 runs\.\n/)
  expect(said).toMatch(/ run \d, (Night|Day) import: [\d,]+ events are lost, each place marked as a gap\n/)
  expect(said).toContain(`The new log is in ${out}: open it with`)
  expect(readFileSync(file).equals(before)).toBe(true)
  expect(readdirSync(out)).toEqual(['runlight.db'])

  const engine = await startEngine({ dataDir: out })
  const { runs } = await engine.call('runs.snapshot', {})
  expect(runs.map(({ title }) => title).toSorted()).toEqual(['Day import', 'Night import'])
  const total = runs.reduce((sum, run) => sum + run.events, 0)
  expect(total).toBeGreaterThan(2_000)
  expect(total).toBeLessThan(4_000)
  const { gaps } = await engine.call('runs.connection', { run: runs.find(({ gaps }) => gaps > 0)?.id ?? 0 })
  expect(gaps[0]).toMatchObject({ cause: 'The log was damaged here', missed: 'unknown' })
  await engine.close()
})

test('a log in its place is exchanged for what can be read, and put aside; a sound one is left alone', async () => {
  const sound = await runCli(['storage', 'salvage', '--json'], { dataDir })
  expect([sound.code, jsonLines(sound.out)]).toMatchObject([0, [{ complete: true, aside: null }]])

  scribble(log())
  const before = readFileSync(log())
  const { code, out, err } = await runCli(['storage', 'salvage'], { dataDir })
  expect([code, err]).toEqual([1, ''])
  const aside = /The damaged log was put aside: (.+)\n/.exec(out)?.[1] ?? ''
  expect(readFileSync(aside).equals(before)).toBe(true)
  const salvaged = openReadOnlyLog(dataDir)
  expect(await salvaged?.runs()).toHaveLength(2)
  await salvaged?.close()
})

test('what cannot be salvaged is said with what to do, and nothing is left behind', async () => {
  const cases: [string[], RegExp][] = [
    [
      ['salvage', join(dataDir, 'none.db'), '--out', join(dataDir, 'new')],
      /There is no file at .*check the path/,
    ],
    [['salvage', log(), '--out', dataDir], /There is a log in .* already: choose another folder with --out/],
    [['salvage', log()], /Required option '--out <dir>' not specified: see “runlight salvage --help”/],
    [['storage', 'salvage', '--data-dir', join(dataDir, 'empty')], /There is no log in .*check the folder/],
  ]
  for (const [words, sentence] of cases) {
    const { code, err } = await runCli(words, { dataDir })
    expect([code, err]).toEqual([2, expect.stringMatching(sentence)])
  }
  expect(existsSync(join(dataDir, 'new'))).toBe(false)

  mkdirSync(join(dataDir, 'other'))
  const engine = await startEngine({ dataDir })
  const held = await runCli(['salvage', log(), '--out', join(dataDir, 'other')], { dataDir })
  const inPlace = await runCli(['storage', 'salvage'], { dataDir })
  await engine.close()
  for (const { code, err } of [held, inPlace])
    expect([code, err]).toEqual([2, expect.stringContaining('is already using')])
  expect(readdirSync(join(dataDir, 'other'))).toEqual([])
})

test('its help says what is only read and what the exit codes mean', async () => {
  const { code, out } = await runCli(['salvage', '--help'], { dataDir })
  expect(code).toBe(0)
  for (const words of ['FILE', '--out <dir>', 'only read', 'Exit codes:']) expect(out).toContain(words)
})
