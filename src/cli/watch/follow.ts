// Follows one run until it rests or the watch is to end: waits for the engine's pushes, pulls what they announce from the
// log, and tells the view in order. Everything told is committed (law 1), and a slow reader holds up this loop, not the
// stream: what is not read yet stays in the log.

import type { Connection, RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import type { Call } from '../host/caller.ts'
import { eventPages } from '../host/event-pages.ts'
import type { Output } from '../terminal/output.ts'
import type { Start } from './begin-run.ts'
import { createNotes } from './notes.ts'
import type { RunWatcher } from './run-watcher.ts'
import type { StopSwitch } from './stop-switch.ts'
import type { View } from './view.ts'

export type FollowOptions = {
  readonly call: Call
  readonly start: Start
  readonly watcher: RunWatcher
  readonly view: View
  readonly out: Output
  readonly stop: StopSwitch
  /** Events after which the watch ends; null for no limit. */
  readonly maxEvents: number | null
  /** The run is another's, and goes on when the watch is stopped. */
  readonly leaves: boolean
}

/** Resolves to the run as it is when the watch ends. */
export async function follow(options: FollowOptions): Promise<RunSummary> {
  const { call, start, watcher, view, out, stop, maxEvents, leaves } = options
  const run = start.summary.id
  const notes = createNotes(start)
  const lastWanted = maxEvents === null ? Number.POSITIVE_INFINITY : start.summary.events + maxEvents
  let told = start.summary.events
  let known = start.summary
  let doubtedAt = Number.POSITIVE_INFINITY
  let stopping = false
  stop.onChange(() => {
    if (stop.isOverdue()) out.hurry()
    watcher.wake()
  })

  const tellNotes = (before: number) => {
    for (const note of notes.before(before)) view.note(note)
  }

  const tellEvents = async (upTo: number): Promise<void> => {
    if (view.wantsEvents) {
      for await (const rows of eventPages((from, limit) => pull(from, limit), told + 1, upTo)) {
        for (const row of rows) {
          tellNotes(row.seq)
          view.event(row)
        }
        await out.room()
        if (stop.isOverdue()) return
      }
    }
    told = Math.max(told, upTo)
  }
  const pull = async (from: number, limit: number) => (await call('events.range', { run, from, limit })).rows

  await view.begin(start.summary)
  for (;;) {
    const summary = watcher.summary()
    const resting =
      isSettled(summary.connection.state) && !(start.awaitsMove && isSame(summary, start.summary))
    // Pulled before the events that the summary counts: whatever belongs between those is committed by now.
    const isMoved = !isSame(summary, known)
    if (resting || isMoved || summary.events > doubtedAt) {
      notes.take(await call('runs.connection', { run }))
      // The first event after a gap may show that more was missed than the resume promised.
      doubtedAt = isMoved && summary.gaps > 0 ? summary.events : Number.POSITIVE_INFINITY
    }
    known = summary
    await tellEvents(Math.min(summary.events, lastWanted))
    tellNotes(summary.events)
    // What the last event said came before the notes that follow it; what a lost stream made of the job comes after them.
    const byEvent = summary.events > 0 && !isByConnection(summary)
    if (byEvent) await view.state(summary)
    tellNotes(summary.events + 1)
    if (!byEvent) await view.state(summary)
    for (const alert of watcher.alerts()) view.alert(alert)
    await out.room()
    if (resting || stop.isOverdue()) return summary

    if (told >= lastWanted) stop.request('max-events')
    if (stop.reason() !== null && !stopping) {
      if (leaves) return summary
      stopping = true
      await call('runs.stop', { run })
    }
    await watcher.changed()
  }
}

function isByConnection({ job }: RunSummary): boolean {
  return job.state === 'unknown' || job.state === 'cancelled'
}

/** No transition, no gap and no notice lies between the two. */
function isSame(a: RunSummary, b: RunSummary): boolean {
  const key = ({ state, cause, attempt, since, notice }: Connection) =>
    [state, cause, attempt, since, notice].join('\n')
  return key(a.connection) === key(b.connection) && a.gaps === b.gaps
}
