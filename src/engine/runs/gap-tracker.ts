// The gaps of one run: opened when an open stream is lost, closed when the next one opens or none will. Asking a server
// to resume proves nothing (law 3). A gap is said to have missed nothing only after the server names the same id in its
// answer, replays the known events to their end, or continues with the next of consecutive ids.

import type { Gap } from '../../core/run/run.ts'
import { mostIdBytes } from '../connection/http.ts'
import type { IdOrder, Step } from './id-order.ts'

/** UTF-16 units of the last event id that are kept for resuming: more than a header takes, so that a longer one is never sent. */
export const keptId = 4_096

export type GapTracker = {
  readonly count: () => number
  /** The stream is gone; `from` is its last sign of life. Does nothing while a gap is open. */
  readonly lost: (gap: { afterSeq: number; attempt: number; from: number; cause: string }) => void
  readonly reopened: (at: number, attempt: number, answer: Resumption) => void
  /** A part of a stream went by that could not be kept. */
  readonly unrecorded: (
    part: Pick<Gap, 'afterSeq' | 'attempt' | 'from' | 'cause'> & { until: number; bytes: number },
  ) => void
  /** The server said that there is no more to send. */
  readonly over: (at: number, attempt: number) => void
  /** A new event with an id of its own, before it is added to the order of ids. */
  readonly came: (id: string, at: number) => void
  /** What was known was sent again, up to the last stored event with an id. */
  readonly caughtUp: () => void
  /** Gaps changed since the last call. */
  readonly drain: () => readonly Gap[]
}

export type Resumption = {
  readonly lastId: string | null
  /** The last id, where it could be sent. */
  readonly askedBy: string | null
  /** The id that the server itself says it resumes after, where it says so. */
  readonly answeredFrom: string | null
  readonly repeatsState: boolean
}

type Loss = Pick<Gap, 'missed' | 'basis' | 'count'>

export function createGapTracker(count: number, open: Gap | null, order: IdOrder): GapTracker {
  let gaps = count
  let current = open
  /** The gaps since the last new event, as long as more may be learned of them; the latest is last. */
  let closed: { gaps: readonly Gap[]; readonly lastId: string; readonly askedBy: string | null } | null = null
  let isFirst = false
  const changed = new Map<number, Gap>()
  const put = (gap: Gap) => changed.set(gap.number, gap)

  const learn = (one: Gap, loss: Loss): Gap => {
    const known = { ...one, ...loss }
    put(known)
    return known
  }
  /** Nothing lies between the latest stored event and the next one: that proves all gaps between the two. */
  const prove = () => {
    if (closed === null) return
    const { askedBy, lastId } = closed
    const basis =
      askedBy === null ? `the server went on after id ${show(lastId)}` : `resumed by id ${show(askedBy)}`
    const loss: Loss = order.isMixed()
      ? { missed: 'unknown', basis: `${basis}, but some of its events have no ids` }
      : { missed: 'nothing', basis }
    closed.gaps = closed.gaps.map((gap) => (gap.missed === 'nothing' ? gap : learn(gap, loss)))
  }

  return {
    count: () => gaps,
    lost: ({ afterSeq, attempt, from, cause }) => {
      if (current !== null) return
      gaps++
      if (!isFirst) closed = null
      current = { number: gaps, afterSeq, attempt, from, until: null, cause, missed: 'open', basis: '' }
      put(current)
    },
    reopened: (at, attempt, answer) => {
      if (current === null) return
      const gap: Gap = { ...current, attempt, until: Math.max(at, current.from), ...judge(answer) }
      const { lastId, askedBy, answeredFrom } = answer
      current = null
      isFirst = true
      closed = lastId === null ? null : { gaps: [...(closed?.gaps ?? []), gap], lastId, askedBy }
      put(gap)
      // Where events share an id, it does not say after which of them the server goes on.
      if (askedBy !== null && answeredFrom === askedBy && !order.isShared()) prove()
    },
    unrecorded: ({ until, ...part }) => {
      gaps++
      // The ids go on behind it, which proves nothing of what went before.
      closed = null
      put({ ...part, number: gaps, until: Math.max(until, part.from), missed: 'some', basis: '' })
    },
    over: (at, attempt) => {
      if (current === null) return
      const basis = 'the server had no more to send'
      put({ ...current, attempt, until: Math.max(at, current.from), missed: 'unknown', basis })
      current = null
    },
    came: (id, at) => {
      if (closed === null || !isFirst) return
      isFirst = false
      const step = order.step(id, at)
      if (step === null) return
      if (step.type === 'next') return prove()
      const latest = closed.gaps.at(-1)
      if (latest !== undefined) learn(latest, lossAt(step, closed.lastId, id))
      // Repeats after that prove nothing.
      closed = null
    },
    caughtUp: prove,
    drain: () => {
      const list = [...changed.values()]
      changed.clear()
      return list
    },
  }
}

function lossAt(step: Exclude<Step, { type: 'next' }>, lastId: string, id: string): Loss {
  if (step.type === 'back') return { missed: 'unknown', basis: `the server numbers anew from ${show(id)}` }
  const basis = `asked to resume by id ${show(lastId)}, but the next id is ${show(id)}`
  return { missed: 'some', basis, count: step.missing }
}

function judge({ lastId, askedBy, answeredFrom, repeatsState }: Resumption): Loss {
  if (lastId === null)
    return { missed: 'unknown', basis: repeatsState ? 'the service repeated its present state' : 'no ids' }
  if (askedBy === null) return { missed: 'unknown', basis: unsendableMessage(lastId) }
  if (answeredFrom === null || answeredFrom === askedBy)
    return { missed: 'unproven', basis: `asked to resume by id ${show(askedBy)}` }
  const basis = `resumed by id ${show(askedBy)}, but the server answers from id ${show(answeredFrom)}`
  return { missed: 'unknown', basis }
}

function unsendableMessage(id: string): string {
  const bytes = Buffer.byteLength(id, 'utf8')
  return bytes > mostIdBytes
    ? `its last id is ${id.length >= keptId ? 'at least ' : ''}${bytes.toLocaleString('en-US')} bytes, too long to send`
    : 'its last id has characters that cannot be sent'
}

function show(id: string): string {
  return id.length > 40 ? `${id.slice(0, 40)}…` : id
}
