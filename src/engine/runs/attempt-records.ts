// The attempts of one run as they are stored: the current one, and those changed since the last transaction.

import type { Notice } from '../../core/run/notice.ts'
import type { Attempt, Received } from '../../core/run/run.ts'
import type { ClientSide } from '../../core/run/tapped.ts'
import { redactHeaders } from '../../core/secrets/redact.ts'
import type { StreamCounts } from '../connection/stream-counts.ts'

export type AttemptRecords = ReturnType<typeof createAttemptRecords>

/** `made` attempts are stored; `latest` is what the last of them brought. */
export function createAttemptRecords(made: number, latest: Received | undefined) {
  let number = made
  let current: Attempt | null = null
  let received = latest
  let counts: StreamCounts | null = null
  /** The one that has ended last; null once another has begun. */
  let over: Attempt | null = null
  let doneBytes = 0
  let firstAt: number | undefined
  const changed = new Map<number, Attempt>()

  const put = (change: Partial<Attempt>) => {
    if (current === null) return
    current = { ...current, ...change }
    changed.set(current.number, current)
  }
  const measured = (): Pick<Attempt, 'bytes' | 'comments'> => ({
    bytes: counts?.bytes ?? 0,
    comments: counts?.comments ?? 0,
  })

  return {
    number: () => number,
    started: (attempt: {
      method: string
      url: string
      resumedFrom: string | null
      at: number
      afterSeq: number
    }) => {
      number++
      if (number === 1) firstAt = attempt.at
      counts = null
      over = null
      current = {
        number,
        startedAt: attempt.at,
        openedAt: null,
        endedAt: null,
        method: attempt.method,
        url: attempt.url,
        status: null,
        headers: [],
        redirects: [],
        resumedFrom: attempt.resumedFrom,
        bytes: 0,
        events: 0,
        comments: 0,
        replayed: 0,
        ending: null,
        bodyHead: null,
        afterSeq: attempt.afterSeq,
      }
      changed.set(number, current)
    },
    /** The application that asked, of an attempt that came through a tap: it may take what it has longer than its server gave. */
    client: (client: ClientSide) => {
      put({ client })
      if (over === null) return
      over = { ...over, client }
      changed.set(over.number, over)
    },
    /** The connection's own counters, read whenever the attempt is stored. */
    measure: (live: StreamCounts) => {
      counts = live
    },
    head: (status: number, headers: readonly (readonly [string, string])[], redirects: readonly string[]) =>
      put({ status, headers: redactHeaders(headers), redirects: [...redirects] }),
    opened: (at: number) => put({ openedAt: Math.max(at, current?.startedAt ?? at) }),
    bodyHead: (text: string) => put({ bodyHead: text }),
    event: () => {
      if (current !== null) current = { ...current, events: current.events + 1 }
    },
    /** All that was noticed of it so far. */
    noticed: (notices: readonly Notice[]) => put({ notices: [...notices] }),
    replayed: () => {
      if (current !== null) current = { ...current, replayed: current.replayed + 1 }
    },
    ended: (at: number, ending: string) => {
      // The clock may have been set back since.
      const endedAt = Math.max(at, current?.openedAt ?? current?.startedAt ?? at)
      put({ ...measured(), endedAt, ending })
      if (current !== null) received = { ...measured(), events: current.events, replayed: current.replayed }
      doneBytes += measured().bytes
      counts = null
      over = current
      current = null
    },
    /** An attempt of an engine that was killed: it ended with that, and brought what was stored last. */
    cutOff: (attempt: Attempt, at: number, ending: string) => {
      const endedAt = Math.max(at, attempt.openedAt ?? attempt.startedAt)
      changed.set(attempt.number, { ...attempt, endedAt, ending })
    },
    /** What the latest attempt has brought so far; undefined before the first. */
    received: (): Received | undefined => {
      if (current === null) return received
      return { ...measured(), events: current.events, replayed: current.replayed }
    },
    /** Bytes of all attempts since the engine started. */
    bytes: () => doneBytes + measured().bytes,
    /** When the run's very first attempt began; undefined where that was before this engine, or has not been. */
    firstAt: () => firstAt,
    openedAt: () => current?.openedAt ?? null,
    events: () => current?.events ?? 0,
    drain: () => {
      if (current !== null && changed.has(current.number))
        changed.set(current.number, { ...current, ...measured() })
      const list = [...changed.values()]
      changed.clear()
      return list
    },
  }
}
