// A batch as it goes to the writer's thread: the events of each run in pieces, and what its row becomes as the texts of its
// columns. It is a few large values for each run, where the batch is as many objects as it has events.

import type { RunSummary } from '../../../../core/run/run.ts'
import { isSettled } from '../../../../core/run/states.ts'
import { jobColumns } from '../../job-columns.ts'
import { runsOf } from '../../part-of-batch.ts'
import type { Batch, NewEvent } from '../../rows.ts'
import { type Piece, piecesOf } from '../events/pieces.ts'
import { marksColumn, summaryColumn } from '../rows/stored-summary.ts'

/** What becomes of a run's row. */
export type RunColumns = {
  /** How many events the summary knows of. */
  readonly events: number
  readonly summary: string
  /** The column before and after, where the engine has changed it; null where people's marks stay as they are by now. */
  readonly marks: { readonly from: string; readonly to: string } | null
  /** JSON text. */
  readonly resumeId: string | null
  readonly job: ReturnType<typeof jobColumns>
  readonly wanted: boolean
  /** No more events are to come. */
  readonly settled: boolean
}

export type RunPart = {
  readonly run: number
  readonly columns: RunColumns | null
  /** Its first events were given ahead. */
  readonly ahead: boolean
  /** Ordered: all, or those behind what was given ahead. */
  readonly pieces: readonly Piece[]
}

export type PackedBatch = {
  /** Which events were given ahead, where some were. */
  readonly ahead: number | null
  /** All that it has something of, in the order of their numbers, as everywhere, so that two transactions never wait for each other. */
  readonly runs: readonly RunPart[]
} & Pick<Batch, 'attempts' | 'gaps' | 'transitions' | 'checkpoints'>

/** What was given ahead (ahead.ts), by its run. */
export type Ahead<T> = { readonly id: number; readonly runs: ReadonlyMap<number, readonly T[]> }

/** `ahead`: what the writer's thread was given of it already. */
export function packBatch(batch: Batch, ahead: Ahead<NewEvent> | null = null): PackedBatch {
  const { events, runs, attempts, gaps, transitions, checkpoints } = batch
  const columns = new Map(runs.map((update) => [update.summary.id, runColumns(update)]))
  const byRun = Map.groupBy(events, ({ run }) => run)
  return {
    ahead: ahead?.id ?? null,
    runs: [...runsOf(batch)]
      .toSorted((a, b) => a - b)
      .map((run) => {
        const own = inOrder(byRun.get(run) ?? [])
        const before = ahead?.runs.get(run) ?? []
        const isAhead = before.length > 0 && before.every((event, i) => event === own[i])
        return {
          run,
          columns: columns.get(run) ?? null,
          ahead: isAhead,
          pieces: piecesOf(isAhead ? own.slice(before.length) : own),
        }
      }),
    attempts,
    gaps,
    transitions,
    checkpoints,
  }
}

function runColumns({ summary, resumeId, marksBefore }: Batch['runs'][number]): RunColumns {
  return {
    events: summary.events,
    summary: summaryColumn(summary),
    marks: marksBefore === undefined ? null : { from: marksColumn(marksBefore), to: marksColumn(summary) },
    resumeId: resumeId === null ? null : JSON.stringify(resumeId),
    job: jobColumns(summary.job),
    wanted: isWanted(summary),
    settled: isSettled(summary.connection.state),
  }
}

/** By number. */
export function inOrder(events: readonly NewEvent[]): readonly NewEvent[] {
  const isOrdered = events.every(({ seq }, i) => i === 0 || seq > (events[i - 1]?.seq ?? 0))
  return isOrdered ? events : events.toSorted((a, b) => a.seq - b.seq)
}

/** Whether a run is to be connected, now or by whoever has it next. What was imported or tapped never is. */
export function isWanted({ connection, imported, tapped }: Omit<RunSummary, 'id'>): boolean {
  return imported === null && tapped === undefined && !isSettled(connection.state)
}
