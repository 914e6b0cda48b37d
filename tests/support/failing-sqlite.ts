// SQLite that fails on demand, loaded into a thread before anything else (`--import`): a statement, or every one from there
// on, throws the code of a full disk, a broken one, a busy or a read-only file, before it does anything. The test says when
// through shared memory; see `failing-disk.ts`.

import { workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { codes, type Switches, slots } from './failing-codes.ts'

const shared: Switches | undefined = workerData?.failing
if (shared !== undefined) patch(new Int32Array(shared))

type Runs = { run: (...args: unknown[]) => unknown; readonly source: string }

function patch(switches: Int32Array): void {
  const db = new Database(':memory:')
  const statements: Runs = Object.getPrototypeOf(db.prepare('SELECT 1'))
  db.close()
  const real = statements.run
  statements.run = function (this: Runs, ...args) {
    // What takes a transaction back never fails in SQLite.
    if (!this.source.startsWith('ROLLBACK')) fail(switches)
    return real.apply(this, args)
  }
}

function fail(switches: Int32Array): void {
  if (Atomics.load(switches, slots.mode) === 0) return
  const left = Atomics.sub(switches, slots.countdown, 1) - 1
  if (left > 0) return
  if (left < 0 && Atomics.load(switches, slots.mode) === 1) return
  Atomics.add(switches, slots.failed, 1)
  const code = codes[Atomics.load(switches, slots.code)] ?? 'SQLITE_ERROR'
  throw new Database.SqliteError(`made to fail: ${code}`, code)
}
