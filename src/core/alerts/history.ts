// What judging a run needs to know beside its summary: what the summary does not keep. Times are epoch ms.

import type { RunSummary } from '../run/run.ts'

/** The part of a run that rules look at. */
export type Watched = Pick<
  RunSummary,
  | 'id'
  | 'kind'
  | 'server'
  | 'title'
  | 'marks'
  | 'createdAt'
  | 'askedAt'
  | 'imported'
  | 'job'
  | 'connection'
  | 'events'
  | 'lastEventAt'
  | 'lastBytesAt'
  | 'beatMs'
  | 'tapped'
>

/** Something that has happened once. `words` say what. */
export type Happened = {
  readonly key: string
  readonly at: number
  readonly seq: number | null
  readonly words: string
}

export type History = {
  /** Since when it was watched without a break: silence before that was ours. */
  readonly watchedSince: number
  /** When it last got on, by what is seen of it; null before anything was. */
  readonly progressedAt: number | null
  /** Since when it has tried in vain to get its connection back; null while it has one. */
  readonly retryingSince: number | null
  /** How long 90 of 100 runs of its kind took here; null while that is not known. */
  readonly usualMs: number | null
  /** The latest stretch in which something was missed, or may have been. */
  readonly gap: Happened | null
  /** Events each second over the last minute; null before a minute was seen. */
  readonly rate: number | null
  /** The latest event that the rule's search finds. */
  readonly match: Happened | null
}

/** Of a run whose watching began at `at`. */
export function newHistory(at: number): History {
  return {
    watchedSince: at,
    progressedAt: null,
    retryingSince: null,
    usualMs: null,
    gap: null,
    rate: null,
    match: null,
  }
}

/** How far a job has got, as one text that changes whenever it gets on. */
function progressMark({ job }: Pick<Watched, 'job'>): string {
  const { state, percent, done, stageCount, stage, items, textLength, tools, toolsEnded, written, reasoned } =
    job
  const written1 = written?.lastAt ?? reasoned?.lastAt ?? 0
  return `${state} ${percent} ${done} ${stageCount} ${stage} ${items} ${textLength} ${tools} ${toolsEnded} ${written1}`
}

/** The history of a run that went from `before` to `after`, as far as its summaries tell. `now`: when that was heard. */
export function historyAfter(history: History, before: Watched, after: Watched, now: number): History {
  const wasPaused = before.connection.state === 'paused'
  const goesOn = progressMark(before) !== progressMark(after)
  const retries = isRetrying(after)
  return {
    ...history,
    watchedSince:
      wasPaused && after.connection.state !== 'paused' ? after.connection.since : history.watchedSince,
    progressedAt: goesOn ? (after.lastEventAt ?? now) : history.progressedAt,
    retryingSince: retries ? (history.retryingSince ?? after.connection.since) : null,
  }
}

/** It has no connection and is after one again. A tapped run never is: its application asks, or does not. */
export function isRetrying({
  connection: { state, attempt },
  tapped,
}: Pick<Watched, 'connection' | 'tapped'>): boolean {
  if (tapped !== undefined) return false
  return state === 'waiting' || (state === 'connecting' && attempt > 1)
}
