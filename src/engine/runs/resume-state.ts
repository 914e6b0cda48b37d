// What the ids of a run are used for: the id to resume from, the gaps, and whether an id identifies an event. Events
// that may be repeats change none of it, so a server that goes back never moves the resume id back.

import { flags } from '../../core/log/flags.ts'
import type { EventRow, Gap } from '../../core/run/run.ts'
import type { ReceivedEvent } from '../connection/attempt-sink.ts'
import type { EventDigest } from '../log/event-digest.ts'
import { createGapTracker, keptId, type Resumption } from './gap-tracker.ts'
import { createIdOrder } from './id-order.ts'
import { createRecentEvents } from './recent-events.ts'

/** The latest stored events of a run. */
export type Recent = readonly Pick<EventRow, 'at' | 'attempt' | 'name' | 'id' | 'data' | 'flags'>[]

export type ResumeStart = {
  readonly resumeId: string | null
  readonly gaps: number
  readonly openGap: Gap | null
  readonly recent: Recent
}

type Ided = Pick<ReceivedEvent, 'id'>

export function createResumeState(start: ResumeStart) {
  const order = createIdOrder()
  const recent = createRecentEvents()
  const gaps = createGapTracker(start.gaps, start.openGap, order)
  let { resumeId } = start
  let attempt = 0
  for (const event of start.recent) {
    if (event.attempt !== attempt) order.opened()
    attempt = event.attempt
    recent.remember(event)
    const isNew = (event.flags & (flags.repeat | flags.maybeRepeat)) === 0
    if (isNew && (event.id !== null || (event.flags & flags.ping) === 0)) order.saw(event.id, event.at)
  }
  /** The last event id is now `id`; the empty one means that there is none (9.2.6). */
  const noteId = (id: string) => {
    resumeId = id === '' ? null : id.slice(0, keptId)
  }

  return {
    resumeId: () => resumeId,
    noteId,
    gaps,
    opened: (at: number, attempt: number, answer: Omit<Resumption, 'lastId'>) => {
      order.opened()
      gaps.reopened(at, attempt, { ...answer, lastId: resumeId })
    },
    /** An event that is new, as far as a connection's order tells. */
    came: ({ id }: Ided, at: number, isPing: boolean) => {
      const kept = id?.slice(0, keptId) ?? null
      if (kept !== null && kept !== '') gaps.came(kept, at)
      if (kept !== null || !isPing) order.saw(kept, at)
    },
    /** Remembers the event; whether an equal one came recent, under the same id. */
    remember: recent.remember,
    /** Whether its id tells the event from all others. */
    isNamed: ({ id }: Ided) => id !== null && id !== '' && !order.isShared(),
    /** Whether its id is the one that must follow. */
    isNext: ({ id }: Ided, at: number) => id !== null && order.step(id, at)?.type === 'next',
    /** Whether a stored event is one that no id tells from others, and that may be sent again. */
    isNameless: ({ flags: bits, hasId }: EventDigest) =>
      (bits & (flags.ping | flags.repeat)) === 0 && (order.isShared() || !hasId),
  }
}
