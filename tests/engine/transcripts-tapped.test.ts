// A tapped run leaves and comes back with both its connections: who asked, how that went, and what is not in the log. What is
// shared names servers and not the people who asked them, and what came in from a file is a record.

import { afterEach, expect, test } from 'vitest'
import { freshDir, removeDir } from '../support/engine.ts'
import { createHandTap, type HandTap } from '../support/hand-tap.ts'
import { startTranscriptEngine, type TranscriptEngine } from '../support/transcripts.ts'

let engines: TranscriptEngine[] = []

afterEach(async () => {
  for (const engine of engines) {
    await engine.close()
    removeDir(engine.dataDir)
    removeDir(engine.folder)
  }
  engines = []
})

async function open(tap: HandTap): Promise<TranscriptEngine> {
  const own = {
    listen: '127.0.0.1:4319',
    target: { to: 'https://api.example.com', caPem: null, proxyUrl: null },
    serverId: null,
    kind: null,
    readAs: null,
  }
  const engine = await startTranscriptEngine({ dataDir: freshDir(), taps: { port: tap.port, own } })
  engines.push(engine)
  return engine
}

const path = '/v1/flashcards/runs/7/events'
const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'
const tablet = { address: '192.168.7.23', agent: `story-tablet/2.1 (${token})` }

/** A run of two attempts, a part of which could not be kept. */
async function recorded(engine: TranscriptEngine, tap: HandTap, client = tablet): Promise<number> {
  const first = tap.ask(path, { client })
  first.streams(['id: 1\ndata: {}\n\n'])
  await expect.poll(async () => (await engine.call('runs.snapshot', {})).runs.length).toBe(1)
  const run = (await engine.call('runs.snapshot', {})).runs[0]?.id ?? 0
  first.received(Buffer.from('\n\nid: 3\ndata: {}\n\n'), 4_000)
  await engine.until(run, ({ events }) => events === 2)
  first.ended({ type: 'broke', code: 'ECONNRESET', message: 'reset' }, 0)
  first.client({ state: 'cut', at: 1_000, bytes: 4_040, waiting: 0 })
  await engine.until(run, ({ tapped }) => tapped?.client.state === 'cut')
  const second = tap.ask(path, { client, headers: [['Last-Event-ID', '3']] })
  second.streams(['id: 4\ndata: {}\n\n'])
  await engine.until(run, ({ events }) => events === 3)
  second.client({ state: 'gone', at: 2_000, bytes: 18, waiting: 0 })
  second.ended({ type: 'left' }, 0)
  await engine.until(run, ({ connection }) => connection.state === 'ended-early')
  return run
}

test('a transcript keeps both connections, and what comes back is the same', async () => {
  const tap = createHandTap()
  const engine = await open(tap)
  const run = await recorded(engine, tap)
  const before = await engine.call('runs.connection', { run })
  const text = await engine.textOf(run, 'transcript')
  const other = await open(createHandTap())
  expect((await other.importText(text)).problems).toEqual([])
  const [came] = (await other.call('runs.snapshot', {})).runs
  const { tapped } = await engine.summary(run)
  expect(came?.tapped).toEqual({ ...tapped, job: null })
  // What is secret in an agent was never kept.
  const agent = expect.stringMatching(/^story-tablet\/2\.1 \(•+\)$/)
  expect(came?.tapped).toMatchObject({ unrecorded: 4_002, client: { ...tablet, agent, state: 'gone' } })
  const after = await other.call('runs.connection', { run: came?.id ?? 0 })
  expect(after.attempts).toEqual(before.attempts)
  expect(after.gaps).toEqual(before.gaps)
  expect(after.gaps[0]).toMatchObject({ bytes: 4_002 })
  const again = await other.textOf(came?.id ?? 0, 'transcript')
  const lines = (all: string) => all.split('\n').slice(1)
  expect(lines(again)).toEqual(lines(text))
})

test('a run that comes in from a file is a record: no client is waited for, and no request goes on with it', async () => {
  const tap = createHandTap()
  const engine = await open(tap)
  const exchange = tap.ask(path, { client: tablet })
  exchange.streams(['id: 1\ndata: {}\n\n'])
  await expect.poll(async () => (await engine.call('runs.snapshot', {})).runs[0]?.events).toBe(1)
  const text = await engine.textOf((await engine.call('runs.snapshot', {})).runs[0]?.id ?? 0, 'transcript')
  exchange.ended({ type: 'finished' }, 0)
  const elsewhere = createHandTap()
  const other = await open(elsewhere)
  await other.importText(text)
  const [came] = (await other.call('runs.snapshot', {})).runs
  expect(came).toMatchObject({
    imported: {},
    connection: { state: 'stopped' },
    tapped: { uid: exchange.uid, client: { state: 'unknown', waiting: 0 } },
  })
  const next = elsewhere.ask(path, { client: tablet, headers: [['Last-Event-ID', '1']] })
  expect(next.uid).not.toBe(exchange.uid)
  next.streams(['id: 2\ndata: {}\n\n'])
  await expect.poll(async () => (await other.call('runs.snapshot', {})).runs.length).toBe(2)
  expect(await other.summary(came?.id ?? 0)).toMatchObject({ events: 1, connection: { state: 'stopped' } })
  next.ended({ type: 'finished' }, 0)
})

test.each(['transcript', 'html', 'sse', 'csv', 'jsonl'] as const)(
  '%s: what is shared names no client’s address and no secret in its agent; what is kept for oneself has both',
  async (format) => {
    const tap = createHandTap()
    const engine = await open(tap)
    const run = await recorded(engine, tap)
    const shared = await engine.textOf(run, format, true)
    expect(shared).not.toContain(tablet.address)
    expect(shared).not.toContain(token)
    expect(shared).not.toContain((await engine.summary(run)).tapped?.job ?? 'none')
    const own = await engine.textOf(run, format)
    const says = format === 'csv' || format === 'jsonl' ? [] : [tablet.address, 'story-tablet/2.1']
    expect(says.filter((part) => !own.includes(part))).toEqual([])
    if (format !== 'csv' && format !== 'jsonl') expect(shared).toContain('story-tablet/2.1')
    if (format === 'html')
      expect(own).toMatch(/Runlight to client[\s\S]*went away[\s\S]*passed on and not recorded/)
  },
)

test('this computer’s own address tells of nobody and stays', async () => {
  const tap = createHandTap()
  const engine = await open(tap)
  const run = await recorded(engine, tap, { address: '127.0.0.1', agent: 'curl/8' })
  expect(await engine.textOf(run, 'transcript', true)).toContain('"address":"127.0.0.1"')
})
