// The gaps of one run: opened when a stream is lost that was there, closed when a new one opens, and corrected when the
// first id after it shows that more was missed than the resume promised.

import type { Gap } from '../../core/run.ts'

export type GapKeeper = {
  readonly count: () => number
  /** The stream is gone; `from` is its last sign of life. Does nothing while a gap is open. */
  readonly lost: (gap: { afterSeq: number; attempt: number; from: number; cause: string }) => void
  readonly reopened: (at: number, attempt: number, answer: Resumption) => void
  /** The first event of its own id after a gap. */
  readonly firstId: (id: string) => void
  /** Gaps changed since the last call. */
  readonly drain: () => readonly Gap[]
}

/** `answeredFrom` is the id that the server itself says it resumes after, where it says so. */
export type Resumption = {
  readonly resumedFrom: string | null
  readonly answeredFrom: string | null
  readonly repeatsState: boolean
}

export function createGapKeeper(count: number, open: Gap | null): GapKeeper {
  let gaps = count
  let current = open
  let resumed: { gap: Gap; from: string } | null = null
  const changed = new Map<number, Gap>()
  const put = (gap: Gap) => changed.set(gap.number, gap)

  return {
    count: () => gaps,
    lost: ({ afterSeq, attempt, from, cause }) => {
      if (current !== null) return
      gaps++
      current = { number: gaps, afterSeq, attempt, from, until: null, cause, missed: 'open', basis: '' }
      put(current)
    },
    reopened: (at, attempt, answer) => {
      if (current === null) return
      const { resumedFrom } = answer
      const closed: Gap = {
        ...current,
        attempt,
        until: Math.max(at, current.from),
        ...judge(answer),
      }
      current = null
      resumed =
        closed.missed === 'nothing' && resumedFrom !== null ? { gap: closed, from: resumedFrom } : null
      put(closed)
    },
    firstId: (id) => {
      if (resumed === null) return
      const { gap, from } = resumed
      resumed = null
      const missed = missedBetween(from, id)
      if (missed === null || missed === 0) return
      const basis =
        missed > 0
          ? `resumed by id ${show(from)}, but the next id is ${show(id)}`
          : `the server numbers anew from ${show(id)}`
      put({ ...gap, missed: 'unknown', basis })
    },
    drain: () => {
      const list = [...changed.values()]
      changed.clear()
      return list
    },
  }
}

function judge({ resumedFrom, answeredFrom, repeatsState }: Resumption): Pick<Gap, 'missed' | 'basis'> {
  if (resumedFrom !== null) {
    if (answeredFrom === null || answeredFrom === resumedFrom)
      return { missed: 'nothing', basis: `resumed by id ${show(resumedFrom)}` }
    const between = missedBetween(resumedFrom, answeredFrom)
    const basis = `resumed by id ${show(resumedFrom)}, but the server answers from id ${show(answeredFrom)}`
    return { missed: between !== null && between < 0 ? 'nothing' : 'unknown', basis }
  }
  return { missed: 'unknown', basis: repeatsState ? 'the service repeated its present state' : 'no ids' }
}

/** How many whole numbers lie between two ids that are such numbers (negative: numbered anew); null for other ids. */
function missedBetween(from: string, to: string): number | null {
  if (!/^\d{1,15}$/.test(from) || !/^\d{1,15}$/.test(to)) return null
  const step = Number(to) - Number(from)
  return step > 0 ? step - 1 : step === 0 ? 0 : -1
}

function show(id: string): string {
  return id.length > 40 ? `${id.slice(0, 40)}…` : id
}
