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
      measured.push(await inFreshDir((dir) => overHttp(ingest, dir, streams, perStream)))
    }
    const eventsPerSecond = median(measured.map((one) => one.eventsPerSecond))
    const bareRate = median(yardsticks)
    rows.push({
      streams,
      eventsPerSecond,
      delayP99Ms: median(measured.map((one) => one.delayP99Ms)),
      rssMb: median(measured.map((one) => one.rssMb)),
      bare: bareRate,
      ofBare: Math.round((eventsPerSecond / bareRate) * 100) / 100,
    })
  }
  return rows
}

async function overHttp(ingest: string, dir: string, streams: number, perStream: number): Promise<Ingest> {
  const { line: port, child } = await startReady([
    join(import.meta.dirname, 'stream-server.ts'),
    String(streams),
    String(perStream),
  ])
  try {
    return await measure<Ingest>([ingest, dir, port, String(streams), String(perStream)])
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
