// What reading a run again stores: the bits of its events as they are read, and at last everything that follows from them.

import { summariseJob } from '../../core/job/summary.ts'
import type { Params } from '../../core/kind/kind.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Reread } from '../fold/reread.ts'
import type { LogAccess } from '../log/port.ts'
import type { AsKind, Reflagged, StoredRun } from '../log/rows.ts'
import { endAfter, restAfter } from './rest-after.ts'

const page = 1_000

/** Reads rows of `run` up to `until`, or to the last there is; `told` is called after each page, and true ends it there. */
export async function readRows(
  log: Pick<LogAccess, 'range' | 'reflag'>,
  run: number,
  reread: Reread,
  until: number,
  told: () => boolean,
): Promise<void> {
  while (reread.seq() < until) {
    const rows = await log.range(run, reread.seq() + 1, Math.min(page, until - reread.seq()))
    if (rows.length === 0) return
    const changed = rows.map(reread.add).filter((bits): bits is Reflagged => bits !== null)
    if (changed.length > 0) await log.reflag(run, changed)
    if (told()) return
  }
}

/**
 * Stores what `reread` has made of a run at rest, and of what came to it last; `as`: what it is from now on. Resolves to its
 * summary, null without such a run.
 */
export async function storeReread(
  log: Pick<LogAccess, 'range' | 'reflag' | 'jobTransitions' | 'readAnew'>,
  { summary: { id, connection }, transitions: count }: Pick<StoredRun, 'summary' | 'transitions'>,
  reread: Reread,
  params: Params,
  as?: AsKind,
): Promise<RunSummary | null> {
  const transitions = await log.jobTransitions(id, reread.seq())
  reread.withTransitions(transitions)
  await readRows(log, id, reread, Number.MAX_SAFE_INTEGER, () => false)
  const bearing = transitions.at(-1)?.job ?? null
  const end = endAfter(connection, reread.job(), bearing, count + 1, reread.seq())
  if (end !== null) reread.withTransitions([end])
  const job = reread.job()
  const { pings, unreadable, repeats, late } = job.counts
  return log.readAnew(id, {
    upTo: reread.seq(),
    params,
    ...(as === undefined ? {} : { as }),
    ...(end === null ? {} : { end }),
    checkpoints: reread.checkpoints(),
    summary: {
      job: summariseJob(job),
      connection: restAfter(connection, job.state, end?.job ?? bearing),
      pings,
      unreadable,
      repeats,
      late,
    },
  })
}
