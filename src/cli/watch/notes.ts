// What happened to a run's connection, in the order in which it belongs between the events: each transition and each gap
// says after which event it came. The engine gives the latest few hundred each time; this knows which are new.

import type { Gap, Transition } from '../../core/run.ts'

export type Note =
  | { readonly type: 'connection'; readonly transition: Transition }
  | { readonly type: 'gap'; readonly gap: Gap }

export type Notes = {
  /** Takes in what the engine says now. */
  readonly take: (connection: { transitions: readonly Transition[]; gaps: readonly Gap[] }) => void
  /** The new notes that come before event `seq`, oldest first; each is given once. */
  readonly before: (seq: number) => readonly Note[]
}

/** `seen` is what the person knows already, or was told to look up elsewhere. */
export function createNotes(seen: { transitions: readonly Transition[]; gaps: readonly Gap[] }): Notes {
  let last = seen.transitions.at(-1)?.number ?? 0
  const gaps = new Map(seen.gaps.map((gap) => [gap.number, JSON.stringify(gap)]))
  let pending: Note[] = []

  return {
    take: (connection) => {
      const moves = connection.transitions.filter((transition) => transition.number > last)
      last = moves.at(-1)?.number ?? last
      const changed = connection.gaps.filter((gap) => gaps.get(gap.number) !== JSON.stringify(gap))
      for (const gap of changed) gaps.set(gap.number, JSON.stringify(gap))
      // A gap ends in the moment in which the connection is live again, and is told first.
      pending = [
        ...pending,
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
  return note.type === 'gap' ? note.gap.afterSeq : note.transition.afterSeq
}

function timeOf(note: Note): number {
  return note.type === 'gap' ? (note.gap.until ?? note.gap.from) : note.transition.at
}
