// The writer's part of reading a run again: the bits of its events a slice at a time, then everything that follows from its
// events in one transaction. The events themselves stay as they were received.

import type Database from 'better-sqlite3'
import { type RunSummary, runSummarySchema } from '../../../../core/run/run.ts'
import { jobColumns } from '../../job-columns.ts'
import type { LogWriter } from '../../log-writer.ts'
import type { AtOnce } from '../../port.ts'
import type { ReadAnew, Reflagged } from '../../rows.ts'
import { createCheckpointWriter } from '../rows/checkpoints.ts'
import { eventKey } from '../rows/keys.ts'

export function createReadAgain(
  db: Database.Database,
  leaveBlocks: (run: number) => void,
): AtOnce<Pick<LogWriter, 'setReading' | 'reflag' | 'readAnew'>> {
  const summaryOf = db.prepare('SELECT summary FROM runs WHERE id = ?').pluck()
  const putSummary = db.prepare('UPDATE runs SET summary = ? WHERE id = ?')
  const putColumns = db.prepare('UPDATE runs SET job_state = ?, started_at = ?, finished_at = ? WHERE id = ?')
  const putParams = db.prepare('UPDATE runs SET params = ? WHERE id = ?')
  const putKind = db.prepare('UPDATE runs SET kind = ?, server_id = ?, base_url = ? WHERE id = ?')
  const putEnd = db.prepare('INSERT INTO transitions VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const putFlags = db.prepare('UPDATE events SET flags = ? WHERE key = ?')
  const dropCheckpoints = db.prepare('DELETE FROM checkpoints WHERE run = ? AND seq <= ?')
  const dropBlocks = db.prepare('DELETE FROM blocks WHERE run = ?')
  const putCheckpoint = createCheckpointWriter(db)

  const change = (run: number, next: (summary: RunSummary) => RunSummary): RunSummary | null => {
    const text = summaryOf.get(run)
    if (typeof text !== 'string') return null
    const changed = next(runSummarySchema.parse(JSON.parse(text)))
    putSummary.run(JSON.stringify(changed), run)
    return changed
  }

  return {
    setReading: db.transaction((run: number, reading: RunSummary['reading'] | null) =>
      change(run, ({ reading: _, ...summary }) => (reading == null ? summary : { ...summary, reading })),
    ).immediate,
    reflag: db.transaction((run: number, changed: readonly Reflagged[]) => {
      for (const [seq, flags] of changed) putFlags.run(flags, eventKey(run, seq))
    }).immediate,
    readAnew: db.transaction((run: number, anew: ReadAnew) => {
      putParams.run(JSON.stringify(anew.params), run)
      dropCheckpoints.run(run, anew.upTo)
      for (const checkpoint of anew.checkpoints) putCheckpoint(checkpoint)
      dropBlocks.run(run)
      leaveBlocks(run)
      const { summary, as, end } = anew
      if (end !== undefined)
        putEnd.run(run, end.number, end.at, end.attempt, end.afterSeq, end.state, end.cause, end.job)
      if (as !== undefined) putKind.run(as.kind, as.serverId, as.baseUrl, run)
      const { baseUrl: _, ...named } = as ?? { baseUrl: '' }
      if (summary === null) return change(run, (known) => known)
      putColumns.run(...jobColumns(summary.job), run)
      return change(run, ({ reading: __, ...known }) => ({
        ...known,
        ...named,
        ...summary,
        readAgain: (known.readAgain ?? 0) + 1,
      }))
    }).immediate,
  }
}
