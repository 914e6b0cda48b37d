// `storage` and `mark`: what the log weighs, rules that are shown, changed and applied, a backup and its way back, a check,
// and what is put on a run; beside an engine that holds the log, and what is refused there.

import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { dayMs } from '../../src/core/storage/retention.ts'
import { freshDir, removeDir, startEngine } from '../support/engine.ts'
import { events, seedLog } from '../support/seed-log.ts'
import { jsonLines } from './support/run-cli.ts'
import { runHere } from './support/run-here.ts'

// Every command is a process of its own, which a busy machine takes long to start.
vi.setConfig({ testTimeout: 90_000 })

let dataDir: string
beforeEach(() => {
  dataDir = freshDir()
})
afterEach(() => removeDir(dataDir))

const some = (count: number) =>
  events(count, (seq) => ({ data: `{"progress":${seq % 100},"words":"line ${seq}"}` }))
const cli = (...words: string[]) => runHere(words, { dataDir })
const old = Date.now() - 40 * dayMs

function seed(): Promise<number[]> {
  return seedLog(dataDir, [
    { title: 'Old', events: some(4_000), createdAt: old },
    { title: 'Old, pinned', events: some(50), createdAt: old, marks: { pinned: true } },
    { title: 'New \u001b[2J', events: some(1_200), createdAt: Date.now(), server: 'b.example' },
  ])
}

test('sizes stand in tables for people and in one object for programs, beside an engine too', async () => {
  await seed()
  const engine = await startEngine({ dataDir })
  try {
    const { code, out, err } = await cli('storage')
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('5,250 events of 3 runs')
    expect(out).toMatch(/^SIZE +RUNS +EVENTS +KIND\n.*3 +5,250 +plain$/m)
    expect(out).toContain('b.example')
    expect(out).toContain('3  New \\u{1b}[2J')
    const [sizes] = jsonLines((await cli('storage', '--json')).out)
    expect(sizes).toMatchObject({ runs: 3, events: 5_250, kinds: [{ kind: 'plain', runs: 3 }] })
  } finally {
    await engine.close()
  }
})

test('rules are set, shown with what they would take, applied, and removed; a pinned run stays', async () => {
  await seed()
  expect((await cli('storage', 'rules')).out).toBe('There are no rules: everything is kept.\n')
  const set = await cli('storage', 'rules', '--days', '30', '--size', '2GB')
  expect([set.code, set.out.split('\n')]).toEqual([
    0,
    [
      'RUNS OF          KEPT FOR  AT MOST  TOGETHER',
      'all other kinds  30 days            2.0 GB',
      '',
      expect.stringMatching(/^The rules take away 1 run: 4,000 events, about .*B\.$/),
      '1 pinned run would go, too, but for the pin.',
      '',
    ],
  ])
  await cli('storage', 'rules', '--kind', 'chat', '--runs', '5')
  // Where the options of `storage` stand makes no difference.
  for (const words of [
    ['storage', 'rules', '--json'],
    ['storage', '--json', 'rules'],
  ]) {
    const [shown] = jsonLines((await cli(...words)).out)
    expect(shown).toMatchObject({
      rules: [
        { kind: null, days: 30, runs: null, bytes: 2e9 },
        { kind: 'chat', runs: 5 },
      ],
      preview: { runs: 1, events: 4_000, pinned: 1 },
    })
  }
  expect((await cli('storage', 'prune', '--dry-run')).out).toContain('take away 1 run')
  const before = statSync(join(dataDir, 'runlight.db')).size
  const pruned = await cli('storage', 'prune')
  expect([pruned.code, pruned.out]).toEqual([0, expect.stringMatching(/^Removed 1 run: 4,000 events, about/)])
  expect(statSync(join(dataDir, 'runlight.db')).size).toBeLessThan(before / 2)
  expect(jsonLines((await cli('runs', '--json')).out).map((run) => run.run)).toEqual([2, 3])
  expect((await cli('storage', 'prune')).out).toBe('Nothing is beyond the limits: nothing was removed.\n')
  const [left] = jsonLines((await cli('storage', 'rules', '--remove', '--json')).out)
  expect(left?.rules).toMatchObject([{ kind: 'chat' }])
})

test('a rule that nobody can mean is refused with what to give instead', async () => {
  await seed()
  const cases: [string[], RegExp][] = [
    [['--kind', 'chats', '--days', '3'], /no kind chats: choose one of .*chat/],
    [['--kind', 'chat'], /Give --days, --runs or --size/],
    [['--days', '0'], /whole number from 1 to 36500/],
    [['--size', '5'], /with its unit, such as 500MB or 2GB/],
    [['--remove', '--days', '3'], /cannot be used with/],
  ]
  for (const [words, sentence] of cases) {
    const { code, out, err } = await cli('storage', 'rules', ...words)
    expect([words, code, out, err]).toEqual([words, 2, '', expect.stringMatching(sentence)])
  }
  expect((await cli('storage', 'rules')).out).toContain('no rules')
})

test('a backup is made beside an engine, and restored once the engine is gone', async () => {
  await seed()
  const file = join(dataDir, 'copy', 'log.db')
  mkdirSync(join(dataDir, 'copy'))
  const engine = await startEngine({ dataDir })
  const made = await cli('storage', 'backup', file, '--json')
  expect([made.code, jsonLines(made.out)]).toEqual([0, [{ file, bytes: statSync(file).size }]])
  const again = await cli('storage', 'backup', file)
  expect([again.code, again.err]).toEqual([2, expect.stringContaining('choose another name')])
  for (const words of [
    ['storage', 'restore', file],
    ['storage', 'prune'],
    ['storage', 'rules', '--days', '3'],
    ['mark', '1', '--pin'],
  ]) {
    if (words[1] === 'prune') await engine.call('settings.set', { retention: [anyRule] })
    const refused = await cli(...words)
    expect([words, refused.code, refused.err]).toEqual([words, 2, expect.stringMatching(/already using/)])
  }
  await engine.call('runs.remove', { run: 1 })
  await engine.close()

  const restored = await cli('storage', 'restore', file)
  expect([restored.code, restored.out]).toEqual([
    0,
    expect.stringMatching(/^The log is now that of .*log\.db\.\nThe log before it was put aside: .*aside-/),
  ])
  const aside = /put aside: (.*)\n/.exec(restored.out)?.[1] ?? ''
  expect(existsSync(aside)).toBe(true)
  expect(jsonLines((await cli('runs', '--json')).out).length).toBe(3)

  writeFileSync(join(dataDir, 'notes.txt'), 'no database at all '.repeat(20))
  const foreign = await cli('storage', 'restore', join(dataDir, 'notes.txt'))
  expect([foreign.code, foreign.err]).toEqual([2, expect.stringMatching(/is no Runlight log.*untouched/)])
  const newer = join(dataDir, 'newer.db')
  copyFileSync(file, newer)
  const db = new Database(newer)
  db.pragma('user_version = 99')
  db.close()
  expect((await cli('storage', 'restore', newer)).err).toMatch(/newer Runlight .*update Runlight first/)
  expect(jsonLines((await cli('runs', '--json')).out).length).toBe(3)
})

const anyRule = { kind: null, days: null, runs: 1_000, bytes: null }

test('a sound log is said to be sound; a damaged one is named, ends with 1, and is left as it is', async () => {
  const [first = 0] = await seed()
  const sound = await cli('storage', 'check')
  expect([sound.code, sound.out]).toEqual([
    0,
    expect.stringMatching(/^ok .*\nThe log is sound; the check took/s),
  ])

  const db = new Database(join(dataDir, 'runlight.db'))
  db.exec('DELETE FROM events WHERE key IN (SELECT key FROM events ORDER BY key LIMIT 1 OFFSET 9)')
  db.close()
  const before = readFileSync(join(dataDir, 'runlight.db'))
  const broken = await cli('storage', 'check', '--json')
  const [said] = jsonLines(broken.out)
  expect([broken.code, said?.ok]).toEqual([1, false])
  const text = await cli('storage', 'check')
  expect([text.code, text.out]).toEqual([
    1,
    expect.stringMatching(`BAD  Events are missing in the log of run ${first}\\.[^]*storage salvage`),
  ])
  expect(readFileSync(join(dataDir, 'runlight.db')).equals(before)).toBe(true)
})

test('a run is marked, and what it has is said; a mark that is too much is refused', async () => {
  const [run = 0] = await seed()
  const marked = await cli('mark', `${run}`, '--title', 'Night import', '--tag', 'nightly', '--pin', '--ack')
  expect([marked.code, marked.out]).toEqual([0, 'Run 1, Night import: pinned; tags: nightly; seen\n'])
  const [json] = jsonLines(
    (
      await cli(
        'mark',
        `${run}`,
        '--untag',
        'nightly',
        '--note',
        'two\nlines',
        '--unpin',
        '--unack',
        '--json',
      )
    ).out,
  )
  expect(json).toEqual({
    run,
    title: 'Night import',
    tags: [],
    note: 'two\nlines',
    pinned: false,
    acknowledgedAt: null,
  })
  const found = await cli('search', 'note:lines', '--json')
  expect(jsonLines(found.out)[0]).toMatchObject({ type: 'run', run })
  const cases: [string[], RegExp][] = [
    [['99', '--pin'], /no run 99 .*“runlight runs”/],
    [[`${run}`, '--title', ' '], /needs a title/],
    [[`${run}`, '--note', 'x'.repeat(20_001)], /at most 20,000 characters/],
    [[`${run}`, '--pin', '--unpin'], /cannot be used with/],
  ]
  for (const [words, sentence] of cases) {
    const { code, err } = await cli('mark', ...words)
    expect([code, err]).toEqual([2, expect.stringMatching(sentence)])
  }
})

test('where nothing is stored yet it says so, and help teaches by examples', async () => {
  const { code, out, err } = await cli('storage')
  expect([code, out, err]).toEqual([0, '', expect.stringContaining('“runlight watch” begins one')])
  expect((await cli('storage', 'check')).code).toBe(2)
  for (const words of [['storage'], ['storage', 'rules'], ['mark']]) {
    const help = await cli(...words, '--help')
    expect([help.code, help.out]).toEqual([0, expect.stringContaining('Examples:\n  runlight ')])
  }
})
