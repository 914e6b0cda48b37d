// Ingest into each layout, one after another and again, in one run.

import { Client } from 'pg'
import type { Postgres } from '../../tests/support/postgres.ts'
import { median } from '../process.ts'
import { type BenchEvent, commits } from './events.ts'
import type { Layout } from './layout.ts'
import { serverCpu } from './server-cpu.ts'

export type IngestRow = {
  readonly name: string
  readonly eventsPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** For each event, by its NDJSON. */
  readonly wal: number
  readonly disk: number
  /** Seconds of a core for 100,000 events. */
  readonly clientCpu: number
  readonly serverCpu: number
}

export async function benchIngest(
  postgres: Postgres,
  layouts: readonly Layout[],
  events: number,
  rounds: number,
): Promise<readonly IngestRow[]> {
  const given: (readonly BenchEvent[])[] = []
  let count = 0
  for (const commit of commits()) {
    given.push(commit)
    count += commit.length
    if (count >= events) break
  }
  const raw = given.reduce(
    (sum, commit) => sum + commit.reduce((all, event) => all + JSON.stringify(event).length + 1, 0),
    0,
  )
  const measured = new Map<string, IngestRow[]>()
  for (let round = 0; round < rounds; round++) {
    for (const layout of layouts) {
      const row = await ingestOnce(postgres, layout, given, count, raw)
      process.stderr.write(`${JSON.stringify(row)}\n`)
      measured.set(layout.name, [...(measured.get(layout.name) ?? []), row])
    }
  }
  return layouts.map(({ name }) => {
    const all = measured.get(name) ?? []
    const middle = (of: (row: IngestRow) => number) => median(all.map(of))
    return {
      name,
      eventsPerSecond: middle((row) => row.eventsPerSecond),
      p50Ms: middle((row) => row.p50Ms),
      p99Ms: middle((row) => row.p99Ms),
      wal: middle((row) => row.wal),
      disk: middle((row) => row.disk),
      clientCpu: middle((row) => row.clientCpu),
      serverCpu: middle((row) => row.serverCpu),
    }
  })
}

/** `raw`: the bytes of the NDJSON of `given`, which are `count` events. */
export async function ingestOnce(
  postgres: Postgres,
  { name, schema, copies, prepare, open }: Layout,
  given: readonly (readonly BenchEvent[])[],
  count: number,
  raw: number,
): Promise<IngestRow> {
  const client = new Client({
    connectionString: await postgres.createDatabase(),
    pipeline: !copies,
  })
  await client.connect()
  await client.query(schema)
  await client.query('CHECKPOINT')
  const store = open(client)
  const prepared = given.map((commit) => prepare?.(commit) ?? null)
  const ask = async (sql: string) =>
    Number((await client.query({ text: sql, rowMode: 'array' })).rows[0]?.[0])
  const walBefore = await ask("SELECT pg_current_wal_insert_lsn() - '0/0'")
  const serverBefore = await serverCpu(postgres)
  const clientBefore = process.cpuUsage()
  const took: number[] = []
  const started = performance.now()
  let before: Promise<void> = Promise.resolve()
  for (const [i, commit] of given.entries()) {
    const send = store(commit, prepared[i] ?? null)
    await before
    const begun = performance.now()
    before = send().then(() => void took.push(performance.now() - begun))
  }
  await before
  const seconds = (performance.now() - started) / 1_000
  const { user, system } = process.cpuUsage(clientBefore)
  const server = (await serverCpu(postgres)) - serverBefore
  const wal = (await ask("SELECT pg_current_wal_insert_lsn() - '0/0'")) - walBefore
  const disk = await ask(
    "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'public' AND relkind = 'r'",
  )
  const [{ database } = { database: '' }] = (await client.query('SELECT current_database() AS database')).rows
  await client.end()
  const admin = new Client(postgres.url('postgres'))
  await admin.connect()
  await admin.query(`DROP DATABASE ${database}`)
  await admin.end()
  const sorted = took.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10
  return {
    name,
    eventsPerSecond: Math.round(count / seconds),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    wal: round(wal / raw),
    disk: round(disk / raw),
    clientCpu: round(((user + system) / 1e6 / count) * 100_000),
    serverCpu: round((server / count) * 100_000),
  }
}

const round = (value: number) => Math.round(value * 100) / 100
