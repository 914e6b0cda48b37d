// Ingest over HTTP with 1, 10 and 100 streams, beside the bare insert rate of the same run.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle } from '../tests/support/module-path.ts'
import { measure, median, startReady } from './process.ts'

type Ingest = { readonly eventsPerSecond: number; readonly delayP99Ms: number; readonly rssMb: number }
export type IngestRow = Ingest & { readonly streams: number; readonly bare: number; readonly ofBare: number }

const rounds = 3
const shapes = [
  { streams: 1, perStream: 300_000 },
  { streams: 10, perStream: 30_000 },
  { streams: 100, perStream: 5_000 },
]
/** What one transaction holds under full load. */
const perTransaction = 2_000

export async function benchIngest(): Promise<IngestRow[]> {
  const [ingest, bare] = await Promise.all([
    bundle(join(import.meta.dirname, 'ingest-process.ts')),
    bundle(join(import.meta.dirname, 'bare-insert-process.ts')),
  ])
  const rows: IngestRow[] = []
  for (const { streams, perStream } of shapes) {
    const measured: Ingest[] = []
    const yardsticks: number[] = []
    for (let round = 0; round < rounds; round++) {
      const rate = await inFreshDir((dir) =>
        measure<{ eventsPerSecond: number }>([
          bare,
          dir,
          String(streams),
          String(perStream),
          String(perTransaction),
        ]),
      )
      yardsticks.push(rate.eventsPerSecond)
      measured.push(await inFreshDir((dir) => overHttp<Ingest>(ingest, dir, streams, perStream)))
    }
    const eventsPerSecond = median(measured.map((one) => one.eventsPerSecond))
    const ratios = measured.map((one, round) => one.eventsPerSecond / (yardsticks[round] ?? Number.NaN))
    rows.push({
      streams,
      eventsPerSecond,
      delayP99Ms: median(measured.map((one) => one.delayP99Ms)),
      rssMb: median(measured.map((one) => one.rssMb)),
      bare: median(yardsticks),
      ofBare: Math.round(median(ratios) * 100) / 100,
    })
  }
  return rows
}

export type BesideRow = {
  readonly searching: string
  readonly eventsPerSecond: number
  /** By the rate of the same log with nobody searching. */
  readonly ofAlone: number
  readonly searches: number
}

/** Ingest of 10 streams into a log of 200,000 events while a search of it runs: none, one a second, one after another. */
export async function benchBeside(): Promise<BesideRow[]> {
  const ingest = await bundle(join(import.meta.dirname, 'ingest-process.ts'))
  const [streams, perStream] = [10, 30_000]
  const pauses = [
    { searching: 'nobody', pause: [] },
    { searching: 'a search a second', pause: ['1000'] },
    { searching: 'one search after another', pause: ['0'] },
  ]
  const all = new Map<string, { eventsPerSecond: number; searches: number }[]>()
  for (let round = 0; round < rounds; round++) {
    for (const { searching, pause } of pauses) {
      const measured = await inFreshDir(async (dir) => {
        await measure<number>([join(import.meta.dirname, 'review-seed.ts'), dir, '200000'])
        return overHttp<Ingest & { searches: number }>(ingest, dir, streams, perStream, { pause })
      })
      all.set(searching, [...(all.get(searching) ?? []), measured])
    }
  }
  const rates = (searching: string) => (all.get(searching) ?? []).map((one) => one.eventsPerSecond)
  const ofAlone = (searching: string) =>
    median(rates(searching).map((rate, round) => rate / (rates('nobody')[round] ?? Number.NaN)))
  return pauses.map(({ searching }) => ({
    searching,
    eventsPerSecond: median(rates(searching)),
    ofAlone: Math.round(100 * ofAlone(searching)) / 100,
    searches: median((all.get(searching) ?? []).map((one) => one.searches)),
  }))
}

/** What is sent, what it is read as, and the pause between searches, where somebody searches. */
type Load = {
  readonly shape?: 'story' | 'chat'
  readonly readAs?: string
  readonly pause?: readonly string[]
}

export type ReadingRow = {
  readonly what: string
  readonly eventsPerSecond: number
  /** By the rate of the same stream watched as events alone, in the same run. */
  readonly ofPlain: number
}

/** What reading costs: 10 streams of a model's chat as events alone, recognised, and named; and a stream that no reader knows. */
export async function benchReading(): Promise<ReadingRow[]> {
  const ingest = await bundle(join(import.meta.dirname, 'ingest-process.ts'))
  const loads: readonly (Required<Pick<Load, 'shape' | 'readAs'>> & { readonly what: string })[] = [
    { what: 'a chat, as events alone', shape: 'chat', readAs: 'none' },
    { what: 'a chat, recognised', shape: 'chat', readAs: 'auto' },
    { what: 'a chat, its reader named', shape: 'chat', readAs: 'openai-chat' },
    { what: 'unknown JSON, as events alone', shape: 'story', readAs: 'none' },
    { what: 'unknown JSON, looked at by every reader', shape: 'story', readAs: 'auto' },
  ]
  const rates = new Map<string, number[]>()
  for (let round = 0; round < rounds; round++) {
    for (const { what, ...load } of loads) {
      const { eventsPerSecond } = await inFreshDir((dir) => overHttp<Ingest>(ingest, dir, 10, 30_000, load))
      rates.set(what, [...(rates.get(what) ?? []), eventsPerSecond])
    }
  }
  const rate = (what: string) => median(rates.get(what) ?? [])
  return loads.map(({ what, shape }) => {
    const plain = loads.find((one) => one.shape === shape && one.readAs === 'none')?.what ?? what
    return { what, eventsPerSecond: rate(what), ofPlain: Math.round((100 * rate(what)) / rate(plain)) / 100 }
  })
}

async function overHttp<T>(
  ingest: string,
  dir: string,
  streams: number,
  perStream: number,
  { readAs = 'none', pause = [], shape = 'story' }: Load = {},
): Promise<T> {
  const { line: port, child } = await startReady([
    join(import.meta.dirname, 'stream-server.ts'),
    String(streams),
    String(perStream),
    '0',
    shape,
  ])
  try {
    return await measure<T>([ingest, dir, port, String(streams), String(perStream), readAs, ...pause])
  } finally {
    child.kill()
  }
}

async function inFreshDir<T>(run: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'runlight-bench-'))
  try {
    return await run(dir)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
