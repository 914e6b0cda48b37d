// Alerts in the terminal: those that a watch asks for, those of the log, and the rules behind them.

import { cpSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { freshDir, removeDir } from '../support/engine.ts'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'
import { type Ended, jsonLines, withoutTimes } from './support/run-cli.ts'
import { runHere } from './support/run-here.ts'

/** The log in which two watches have ended, and a test's own copy of it. */
const seeded = freshDir()
let dataDir = seeded
let server: SseServer
/** What the watches of runs 1 and 2 said. */
let stopped: Ended
let gone: Ended
/** Keeps the stream open after one event. */
const hangs = stream(['event: step\ndata: {"cost":70}\n\n'], 'open')
const errs = stream(['event: step\ndata: {"cost":10}\n\n', 'event: error\ndata: no GPU left\n\n'])

beforeAll(async () => {
  server = await startSseServer([hangs, errs, errs])
  stopped = await run(
    'watch',
    `${server.url}/hangs`,
    '--json',
    '--alert',
    'event: cost>50',
    '--alert',
    'no-event > 600s',
    '--until-alert',
  )
  gone = await run('watch', `${server.url}/errs`, '--fail-event', 'error', '--alert', 'failed')
})
beforeEach(() => {
  dataDir = freshDir()
  cpSync(seeded, dataDir, { recursive: true })
})
afterEach(() => removeDir(dataDir))
afterAll(async () => {
  await server.close()
  removeDir(seeded)
})

const run = (...words: readonly string[]) => runHere(words, { dataDir })

test('a watch ends at the alert that it was asked for, with an exit code of its own, and leaves no rule', async () => {
  const lines = withoutTimes(jsonLines(stopped.out))
  expect(stopped.code).toBe(5)
  expect(lines.find(({ type }) => type === 'alert')).toMatchObject({
    what: 'event',
    severity: 'warning',
    rule: 'Run 1 has an event that matches “cost>50”',
    run: 1,
    seq: 1,
    resolvedAt: null,
  })
  expect(lines.at(-1)).toMatchObject({
    type: 'outcome',
    alerts: 1,
    reason: 'Stopped at the first alert, as --until-alert asks',
  })
  const rules = jsonLines((await run('rules', '--json')).out)
  expect(rules.map(({ id, whenText }) => [id, whenText])).toEqual([
    ['failed', 'failed'],
    ['needs-me', 'needs-me'],
    ['stalled', 'stalled'],
  ])
})

test('a watch goes on after an alert; what it found is over with it', async () => {
  expect([gone.code, gone.out]).toEqual([
    5,
    expect.stringMatching(/alert +warning, failed: no GPU left\n.*outcome +failed: .* 1 alert · run 2/s),
  ])
  const alerts = jsonLines((await run('alerts', '--json')).out)
  expect(alerts.map(({ run: id, what, rule, resolution }) => [id, what, rule, resolution])).toEqual([
    [1, 'event', 'Run 1 has an event that matches “cost>50”', 'the watch that asked for it has ended'],
    [2, 'failed', 'Run 2 fails', 'the watch that asked for it has ended'],
    [2, 'failed', 'A run fails', null],
  ])
})

test.each([
  [['--alert', 'quiet > 5'], 'Write one such as failed, stalled'],
  [['--alert', 'event: level:'], 'level: has no value.'],
  [['--alert', 'none-started > 1h'], 'is about no run'],
  [['--until-alert'], '--until-alert needs an --alert'],
])('watch %j is refused with what would do', async (options, sentence) => {
  const { code, err } = await run('watch', `${server.url}/never`, ...options)
  expect([code, err]).toEqual([2, expect.stringContaining(sentence)])
})

test('alerts lists by run, time and what is open, and Needs me, search and runs agree with it', async () => {
  const open = await run('alerts', '--open', '--run', '2')
  expect(open.code).toBe(0)
  expect(open.out).toContain('1 alert, 1 needs someone')
  expect((await run('alerts', '--open', '--run', '1')).code).toBe(1)
  expect((await run('runs')).out).toContain('1 needs me')
  const found = async (query: string) =>
    jsonLines((await run('search', query, '--json')).out).flatMap(({ run: id }) => id ?? [])
  expect(await found('alert:event')).toEqual([1])
  expect(await found('is:alerting')).toEqual([2])
  expect(await found('is:alerting -alert:event')).toEqual([2])
})

test('acknowledging and snoozing change Needs me; what is not there is said', async () => {
  const needs = async () => /(\d+) needs? me/.exec((await run('runs')).out)?.[1] ?? '0'
  expect((await run('alerts', 'snooze', '--run', '2', '--for', '2h')).out).toMatch(/^Run 2 is snoozed until /)
  expect(await needs()).toBe('0')
  expect((await run('rules')).out).toMatch(/Snoozed: run 2, until /)
  expect((await run('alerts', 'unsnooze', '--run', '2')).out).toBe('Run 2 is awake\n')
  expect(await needs()).toBe('1')
  expect((await run('alerts', 'acknowledge', '3', '--note', 'Anna is on it')).out).toBe(
    '1 alert of 1 run seen\n',
  )
  expect(await needs()).toBe('0')
  expect((await run('alerts')).out).toMatch(/seen .*: Anna is on it/)
  expect(await run('alerts', 'acknowledge', '99')).toMatchObject({
    code: 2,
    err: expect.stringContaining('no alert 99'),
  })
  expect(await run('alerts', 'snooze', '--all')).toMatchObject({
    code: 2,
    err: expect.stringContaining('--for 1h'),
  })
  expect(await run('alerts', 'snooze', '--rule', 'nosuch')).toMatchObject({
    code: 2,
    err: expect.stringContaining('There is no rule nosuch'),
  })
})

test('rules are added, switched and removed, and read as sentences', async () => {
  const added = await run('rules', 'add', '--when', 'no-event > 60s', '--tag', 'nightly', '--hold', '5s')
  expect(added.out).toMatch(/^Added, rule \S+: When a run tagged nightly has no event for .*, notify\.\n$/)
  const id = / rule (\S+):/.exec(added.out)?.[1] ?? ''
  expect((await run('rules', 'disable', 'stalled')).out).toMatch(/^Off, rule stalled: /)
  expect((await run('rules')).out).toMatch(/^stalled +off +warning/m)
  const db = new Database(join(dataDir, 'runlight.db'))
  const shown = { url: null, hidesUrl: false, command: 'page', hasSecret: false }
  const channel = { id: 'c1', type: 'command', name: 'Night pager', enabled: true, atLeast: 'info', ...shown }
  db.prepare("INSERT INTO settings VALUES ('channels', ?)").run(JSON.stringify([channel]))
  db.exec(
    `UPDATE settings SET value = json_set(value, '$.rules[0].tell.channels', json('["c1"]')) WHERE name = 'alerts'`,
  )
  db.close()
  expect((await run('rules', '--json')).out).toContain('Night pager')
  expect((await run('rules', 'remove', id)).code).toBe(0)
  expect((await run('rules', 'enable', id)).code).toBe(2)
  const wrong = await run('rules', 'add', '--when', 'failed', '--runs', 'state:failed')
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('chosen by what they are called')])
})

test('alerts --follow tells what another Runlight stores; a terminal is rung and titled, and given its title back', async () => {
  const interrupt = Promise.withResolvers<void>()
  const came = Promise.withResolvers<void>()
  const following = runHere(['alerts', '--follow', '--run', '3', '--json'], {
    dataDir,
    interrupt: interrupt.promise,
    onOut: (text) => {
      if (text.includes('"run":3')) came.resolve()
    },
  })
  const words = ['watch', `${server.url}/again`, '--fail-event', 'error', '--alert', 'failed']
  const { out } = await runHere(words, { dataDir, terminal: true })
  await came.promise
  interrupt.resolve()
  const followed = await following
  expect([followed.code, jsonLines(followed.out)[0]]).toEqual([
    0,
    expect.objectContaining({ what: 'failed', run: 3 }),
  ])
  expect(followed.err).toContain('No Runlight watches here now')

  const bell = '\u0007'
  const [before = '', ...titled] = out.split('\u001b]2;')
  const titles = titled.map((text) => text.split(bell)[0] ?? '')
  expect(titles.at(-2)).toMatch(/^! the job failed.*: failed$/)
  expect(titles.at(-1)).toBe('')
  expect(out.endsWith('\u001b[23;2t')).toBe(true)
  const rings = (text: string) => text.split(bell).length - 1
  expect(rings(before) + titled.reduce((sum, text) => sum + rings(text) - 1, 0)).toBeGreaterThanOrEqual(1)
})
