// The rate of events of a run, kept up with its summaries between two answers of the engine. Pure.

import type { Spark } from '../../core/contract/calls/sparks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isOpen, isSettled } from '../../core/run/states.ts'

/** An answer of the engine, and what of the run it was true for. */
export type KnownSpark = { readonly spark: Spark; readonly gaps: number; readonly isOpen: boolean }

export function knownSpark(spark: Spark, run: RunSummary): KnownSpark {
  return { spark, gaps: run.gaps, isOpen: isOpen(run.connection.state) }
}

/** Whether the rate of `run` stands still: what follows it is its end, not the present. */
export function isOver({ imported, connection }: RunSummary): boolean {
  return imported !== null || isSettled(connection.state)
}

/**
 * `known` with what the summary `run` tells of the events since, as of `now`; the same where nothing changed. Null where the
 * engine must be asked: a gap began or ended, the events were read again, or some came before the stretches.
 */
export function advance(known: KnownSpark, run: RunSummary, now: number): KnownSpark | null {
  const { spark } = known
  if (run.gaps !== known.gaps || isOpen(run.connection.state) !== known.isOpen) return null
  const came = run.events - spark.events
  if (came < 0) return null
  const shifted = isOver(run) && came === 0 ? spark : shiftedTo(spark, Math.max(now, run.lastEventAt ?? 0))
  if (came === 0) return shifted === spark ? known : { ...known, spark: shifted }
  // A push tells of a second at most: its events are those of its last one's stretch.
  const index = Math.floor(((run.lastEventAt ?? now) - shifted.from) / shifted.widthMs)
  if (index < 0 || index >= shifted.counts.length) return null
  const counts = shifted.counts.with(index, (shifted.counts[index] ?? 0) + came)
  return { ...known, spark: { ...shifted, counts, events: run.events } }
}

/** The stretches moved on, so that the last one holds `now`. */
function shiftedTo(spark: Spark, now: number): Spark {
  const { from, widthMs, counts } = spark
  const steps = Math.floor((now - from) / widthMs) - (counts.length - 1)
  if (steps <= 0) return spark
  const kept = counts.slice(steps)
  return {
    ...spark,
    from: from + steps * widthMs,
    counts: [...kept, ...new Array<number>(counts.length - kept.length).fill(0)],
  }
}
