// What happened to a run's connection, in the order in which it belongs between the events: each transition, each gap and
// each notice says after which event it came. The engine gives the latest few hundred each time; this knows which are new.

import type { Notice } from '../../core/run/notice.ts'
import type { Attempt, Gap, Transition } from '../../core/run/run.ts'

export type Note =
  | { readonly type: 'connection'; readonly transition: Transition }
  | { readonly type: 'gap'; readonly gap: Gap }
  | NoticeNote

/** A notice as it was first seen, and once more at the attempt's end where more is known by then. */
export type NoticeNote = {
  readonly type: 'notice'
  readonly attempt: number
  readonly afterSeq: number
  readonly at: number
  readonly notice: Notice
}

/** What the engine says of a run's connections. */
export type Wires = {
  readonly transitions: readonly Transition[]
  readonly gaps: readonly Gap[]
  readonly attempts: readonly Pick<Attempt, 'number' | 'afterSeq' | 'events' | 'endedAt' | 'notices'>[]
}

export type Notes = {
  /** Takes in what the engine says now. */
  readonly take: (connection: Wires) => void
  /** The new notes that come before event `seq`, oldest first; each is given once. */
  readonly before: (seq: number) => readonly Note[]
}

/** `seen` is what the person knows already, or was told to look up elsewhere. */
export function createNotes(seen: Wires): Notes {
  let last = seen.transitions.at(-1)?.number ?? 0
  const gaps = new Map(seen.gaps.map((gap) => [gap.number, JSON.stringify(gap)]))
  /** The count that was told, by attempt and code. */
  const counts = new Map<string, number>()
  let pending: Note[] = []

  const newNotices = (attempts: Wires['attempts']): NoticeNote[] =>
    attempts.flatMap(({ number, afterSeq, events, endedAt, notices = [] }) =>
      notices.flatMap((notice): NoticeNote[] => {
        const key = `${number} ${notice.code}`
        const told = counts.get(key)
        if (told !== undefined && (endedAt === null || told === notice.count)) return []
        counts.set(key, notice.count)
        const at = told === undefined ? notice.at : (endedAt ?? notice.at)
        return [{ type: 'notice', attempt: number, afterSeq: afterSeq + events, at, notice }]
      }),
    )
  newNotices(seen.attempts)

  return {
    take: (connection) => {
      const moves = connection.transitions.filter((transition) => transition.number > last)
      last = moves.at(-1)?.number ?? last
      const changed = connection.gaps.filter((gap) => gaps.get(gap.number) !== JSON.stringify(gap))
      for (const gap of changed) gaps.set(gap.number, JSON.stringify(gap))
      // A gap ends in the moment in which the connection is live again, and is told first.
      pending = [
        ...pending,
        ...newNotices(connection.attempts),
        ...changed.map((gap): Note => ({ type: 'gap', gap })),
        ...moves.map((transition): Note => ({ type: 'connection', transition })),
      ].toSorted((a, b) => afterSeq(a) - afterSeq(b) || timeOf(a) - timeOf(b))
    },
    before: (seq) => {
      const due = pending.filter((note) => afterSeq(note) < seq)
      pending = pending.slice(due.length)
      return due
    },
  }
}

function afterSeq(note: Note): number {
  switch (note.type) {
    case 'gap':
      return note.gap.afterSeq
    case 'connection':
      return note.transition.afterSeq
    case 'notice':
      return note.afterSeq
  }
}

function timeOf(note: Note): number {
  switch (note.type) {
    case 'gap':
      return note.gap.until ?? note.gap.from
    case 'connection':
      return note.transition.at
    case 'notice':
      return note.at
  }
}
