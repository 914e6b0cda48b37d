// One run copied from a log to another, whatever keeps either: its events first, under a name that no whole run has, then what
// else there is of it. It takes its true name when its events were read back and are the same, so that what was interrupted
// is gone on with, and nothing half is ever taken for a run.

import { RunlightError } from '../../../core/basics/errors.ts'
import { newSummary } from '../../../core/job/summary.ts'
import type { RunSummary } from '../../../core/run/run.ts'
import { isSettled } from '../../../core/run/states.ts'
import { cancelled } from '../../base/cancelled.ts'
import type { SectionSource } from '../../log/log-export.ts'
import type { LogAccess } from '../../log/port.ts'
import { type Batch, importingPrefix } from '../../log/rows.ts'

export type End = {
  readonly log: LogAccess
  readonly source: SectionSource
  /** The runs that somebody watches now. */
  readonly live: () => Promise<ReadonlySet<number>>
  /** Calls `act`, which may be called once more, until it is not in the way of passing troubles. */
  readonly steady: <T>(act: (again: boolean) => Promise<T>) => Promise<T>
}

export type Watch = { readonly events: (copied: number) => void; readonly signal: AbortSignal }

/**
 * `there`: it was copied before, or is the very same. `other`: a run of this name has other events there. `live`: it has more
 * events by now than `run` says, and what was copied of it has no name yet.
 */
export type CopiedRun =
  | { readonly what: 'copied' | 'there'; readonly run: number }
  | { readonly what: 'other' | 'live' }

/** Events of one transaction. */
const together = 500

const nothing: Batch = { events: [], runs: [], attempts: [], gaps: [], transitions: [], checkpoints: [] }

/** `serverId` and `againOf` are those of the other log. */
export async function copyRun(
  from: End,
  to: End,
  run: RunSummary,
  { serverId, againOf }: Pick<RunSummary, 'serverId' | 'againOf'>,
  watch: Watch,
): Promise<CopiedRun> {
  const { uid, baseUrl, params, hasSecret, resumeId, summary } = from.source.run(run.id)
  const there = await to.log.runOf(uid)
  if (there !== null)
    return (await areSame(from, to, run.id, there, watch)) ? { what: 'there', run: there } : { what: 'other' }
  if (summary.events !== run.events) return { what: 'live' }
  const draft = `${importingPrefix}copy ${uid}`
  const whole = atRest({ ...summary, serverId, againOf })
  const { kind, server, title, createdAt, generates } = whole
  const id =
    (await to.log.runOf(draft)) ??
    (await to.steady(() =>
      to.log.addRun({
        uid: draft,
        kind,
        serverId,
        baseUrl,
        params,
        hasSecret,
        summary: newSummary({
          kind,
          server,
          title,
          createdAt,
          generates,
          connection: whole.connection,
          beatMs: null,
        }),
      }),
    ))
  await copyEvents(from, to, run, id, watch)
  const ofRun = <T>(rows: readonly T[]) => rows.map((row) => ({ ...row, run: id }))
  const rest: Batch = {
    ...nothing,
    runs: [{ summary: { ...whole, id }, resumeId }],
    attempts: ofRun(from.source.attempts(run.id)),
    gaps: ofRun(from.source.gaps(run.id)),
    transitions: ofRun(from.source.transitions(run.id)),
  }
  await to.steady(() => to.log.commit(rest, true))
  if (!(await areSame(from, to, run.id, id, watch))) {
    if ((await from.log.run(run.id))?.summary.events !== run.events) return { what: 'live' }
    throw new RunlightError(
      'internal',
      `Run ${run.id} was not copied as it is: nothing was changed in its log.`,
    )
  }
  await to.steady(() => to.log.adoptRun({ ...whole, id }, uid, null))
  return { what: 'copied', run: id }
}

async function copyEvents(from: End, to: End, run: RunSummary, id: number, watch: Watch): Promise<void> {
  const [last] = await to.log.latest(id, 1)
  const done = last?.seq ?? 0
  watch.events(done)
  if (done >= run.events) return
  for (const events of from.source.events(run.id, [[done + 1, run.events]])) {
    if (watch.signal.aborted) throw cancelled()
    for (let at = 0; at < events.length; at += together) {
      const some = events.slice(at, at + together).map((event) => ({ ...event, run: id }))
      await to.steady((again) => to.log.commit({ ...nothing, events: some }, again))
    }
    watch.events(events.length)
  }
}

/** Whether both have the same events: as many, and each with the same digest. */
async function areSame(from: End, to: End, run: number, other: number, watch: Watch): Promise<boolean> {
  for (let next = 1; ; ) {
    if (watch.signal.aborted) throw cancelled()
    const [a, b] = await Promise.all([
      from.log.digests(run, next, next + together - 1),
      to.log.digests(other, next, next + together - 1),
    ])
    const count = Math.min(a.length, b.length)
    if (count === 0) return a.length === b.length
    if (a.slice(0, count).some(({ digest, flags }, i) => digest !== b[i]?.digest || flags !== b[i]?.flags))
      return false
    next += count
  }
}

/** A run that is still watched is copied as far as it is, and watched there no more unless a person says so. */
function atRest({ reading: _, ...run }: RunSummary): RunSummary {
  if (isSettled(run.connection.state)) return run
  const cause = 'It was copied from another log while it was watched there.'
  return { ...run, connection: { ...run.connection, state: 'stopped', cause, retryAt: null } }
}
