// A kill while an older log is brought up to the present format: afterwards it has the one format or the other, whole, and
// no copy of it is half there.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Kind } from '../../src/core/kind/kind.ts'
import { makeVersionOne, versionOneData } from '../support/version-one.ts'
import { startChild } from './child.ts'
import { faultsOf } from './hold-together.ts'
import type { Random } from './random.ts'

type Needs = {
  readonly engine: string
  readonly server: { readonly url: string }
  readonly kinds: ReadonlyMap<string, Kind>
}

const runs = 4
const events = 3_000

export async function killMigrating({ engine, server, kinds }: Needs, random: Random): Promise<string[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'runlight-kill-migrating-'))
  makeVersionOne(dataDir, runs, events)
  const faults: string[] = []
  // Twice, so that the second one begins with what the first left.
  for (let i = 0; i < 2; i++) {
    const child = startChild([engine, dataDir, server.url, 'watch', '0'])
    await new Promise((resolve) => setTimeout(resolve, 40 + random.below(400)))
    await child.kill('SIGKILL')
    faults.push(...logFaults(dataDir))
  }
  const last = startChild([engine, dataDir, server.url, 'watch', '0'])
  if ((await last.line('"ready"')) === null) faults.push(`it did not start again: ${last.stderr()}`)
  last.process.kill('SIGTERM')
  await last.ended
  faults.push(...logFaults(dataDir), ...(await faultsOf(dataDir, kinds, true)))
  const copies = readdirSync(dataDir).filter((name) => name.endsWith('.backup'))
  if (copies.length === 0) faults.push('there is no copy of the older log')
  if (faults.length === 0) rmSync(dataDir, { recursive: true, force: true })
  return faults
}

function logFaults(dataDir: string): string[] {
  const faults: string[] = []
  for (const name of readdirSync(dataDir)) {
    const isCopy = name.endsWith('.backup')
    if (name !== 'runlight.db' && !isCopy) continue
    const db = new Database(join(dataDir, name), { readonly: true })
    const version = Number(db.pragma('user_version', { simple: true }))
    const tables = new Set(db.prepare('SELECT name FROM sqlite_schema').pluck().all())
    if (isCopy ? version !== 1 : tables.has('blocks') !== version > 1)
      faults.push(`${name} has format ${version} and the tables of another`)
    const check = db.pragma('quick_check', { simple: true })
    if (check !== 'ok') faults.push(`${name}: ${String(check)}`)
    for (let run = 1; run <= runs; run++) {
      const rows = db
        .prepare('SELECT data FROM events WHERE key > ? AND key < ? ORDER BY key')
        .pluck()
        .all(run * 2 ** 32, (run + 1) * 2 ** 32)
      const wrong = rows.findIndex((data, i) => i < events - 1 && data !== versionOneData(run, i + 1))
      if (rows.length !== events || wrong !== -1)
        faults.push(`${name}: run ${run} has ${rows.length} events, the first wrong one ${wrong + 1}`)
    }
    db.close()
  }
  return faults
}
