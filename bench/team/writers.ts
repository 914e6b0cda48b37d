// Several collectors' writers at once, each in a process of its own, on a log of their own; what they reached together.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { migrateSharedLog } from '../../src/engine/log/postgres/schema/migrate.ts'
import { bundle } from '../../tests/support/module-path.ts'
import type { Postgres } from '../../tests/support/postgres.ts'
import { watchLocks } from './lock-waits.ts'
import { serverCpu } from './server-cpu.ts'
import { spreadOf } from './spread.ts'

export type WritersRow = {
  readonly writers: number
  readonly eventsPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Seconds of a core for 100,000 events. */
  readonly clientCpu: number
  readonly serverCpu: number
  /** How many of the samples of sessions that were at work waited for a lock of rows or tables, or for one within the server, %. */
  readonly lockWaits: number
  readonly lightWaits: number
}

type Written = {
  readonly began: number
  readonly ended: number
  readonly events: number
  readonly took: readonly number[]
  readonly cpu: number
}

let script: Promise<string> | null = null

/** `each`: the events of one writer; `perSecond`: of each, 0 as many as the log takes. */
export async function runWriters(
  postgres: Postgres,
  writers: number,
  each: number,
  perSecond: number,
): Promise<WritersRow> {
  const url = await postgres.createDatabase()
  await migrateSharedLog(url)
  const started = await Promise.all(
    Array.from({ length: writers }, (_, i) => startWriter(url, `w${i + 1}`, each, perSecond, i + 1)),
  )
  const client = new Client(url)
  await client.connect()
  await client.query('CHECKPOINT')
  const locks = await watchLocks(url)
  const before = await serverCpu(postgres)
  const written = await Promise.all(started.map((one) => one.go()))
  const server = (await serverCpu(postgres)) - before
  const waits = await locks.end()
  const stored = await client.query(
    `SELECT sum(events) = (SELECT sum(last_seq - first_seq + 1) FROM runlight.event_block)
      + (SELECT coalesce(sum(count), 0) FROM runlight.event_tail) AS whole FROM runlight.runs`,
  )
  await client.end()
  if (stored.rows[0]?.whole !== true) throw new Error('The log has not the events that its runs count.')
  const events = written.reduce((sum, one) => sum + one.events, 0)
  const began = Math.min(...written.map((one) => one.began))
  const ended = Math.max(...written.map((one) => one.ended))
  const spread = spreadOf(written.flatMap(({ took }) => took))
  const for100k = (seconds: number) => Math.round((seconds / events) * 1e7) / 100
  return {
    writers,
    eventsPerSecond: Math.round(events / ((ended - began) / 1_000)),
    p50Ms: spread.p50Ms,
    p99Ms: spread.p99Ms,
    clientCpu: for100k(written.reduce((sum, { cpu }) => sum + cpu, 0)),
    serverCpu: for100k(server),
    ...waits,
  }
}

/** A writer that is ready, and writes when it is told to go. */
export async function startWriter(
  url: string,
  name: string,
  events: number,
  perSecond: number,
  seed: number,
): Promise<{ readonly go: () => Promise<Written> }> {
  script ??= bundle(join(import.meta.dirname, 'writer-process.ts'))
  const args = [await script, url, name, String(events), String(perSecond), String(seed)]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit').then(([code]): never => {
    throw new Error(`A writer ended with ${String(code)}`)
  })
  ended.catch(() => {})
  const lines = createInterface(child.stdout)
  const line = async () => {
    const [text] = await Promise.race([once(lines, 'line'), ended])
    return String(text)
  }
  await line()
  return {
    go: async () => {
      child.stdin.write('go\n')
      const told: Written = JSON.parse(await line())
      await ended.catch(() => {})
      return told
    },
  }
}
