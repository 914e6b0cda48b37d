// How long a stream has been silent, compared with its beat. Durations are monotonic; only displayed times are wall
// time.

import { formatDuration } from '../../core/basics/quantities.ts'
import type { Kind, Params } from '../../core/kind/kind.ts'
import {
  learnBeat,
  newBeat,
  quietAfterMs,
  stalledAfterMs,
  usualHeadMs,
  usualSilenceMs,
  watchdogAfterMs,
} from '../../core/run/beat.ts'
import type { Clock } from '../base/clock.ts'

export type Silence = {
  readonly state: 'live' | 'quiet' | 'stalled'
  readonly cause: string | null
  /** Why the connection should be given up, or null. */
  readonly gone: string | null
}

export type SilenceWatch = ReturnType<typeof createSilenceWatch>

export function createSilenceWatch(
  kind: Pick<Kind, 'beatMs' | 'timeLimitMs' | 'observes'>,
  params: Params,
  lastSignAt: number | null,
  clock: Clock,
) {
  const { timeLimitMs } = kind
  let beat = newBeat(kind.beatMs)
  let lastAt = lastSignAt
  let openedAt = clock.monotonic()
  let last = openedAt
  let askedAt: number | null = null
  let unseen = false
  let holds = 0
  /** The first of these moments that is not over. */
  const afterNow = (moments: readonly number[]): number =>
    Math.min(...moments.map((at) => at + 1).filter((at) => at > clock.monotonic()))

  return {
    /** Reading is held up on our side: what is silent meanwhile is not the server. */
    hold: () => {
      holds++
    },
    release: () => {
      holds--
      last = clock.monotonic()
    },
    /** A request goes out. */
    ask: () => {
      askedAt = clock.monotonic()
    },
    /** The connection has ended. */
    end: () => {
      askedAt = null
    },
    /** What is to be said while the answer to a request that started work is longer in coming than usual. */
    lateHead: (): string | null =>
      askedAt === null || clock.monotonic() - askedAt <= usualHeadMs || kind.observes(params)
        ? null
        : 'The server has not begun to answer: it may work before it does',
    /** A connection opened: silence is counted from here, and what was learned stays. */
    open: () => {
      askedAt = null
      openedAt = clock.monotonic()
      last = openedAt
      lastAt = clock.now()
    },
    sign: () => {
      const now = clock.monotonic()
      beat = learnBeat(beat, now - last)
      last = now
      lastAt = clock.now()
      unseen = true
    },
    /** Whether a sign has come since the last one was told: what brings events is told with them, and not once more. */
    changed: () => unseen,
    /** The last sign is told. */
    told: () => {
      unseen = false
    },
    /** Wall time of the last sign of life. */
    lastAt: () => lastAt,
    usualMs: () => usualSilenceMs(beat),
    /** When `lateHead` may say something else, in monotonic ms. */
    headDueAt: (): number =>
      askedAt === null ? Number.POSITIVE_INFINITY : afterNow([askedAt + usualHeadMs]),
    /** When `judge` may say something else, if no sign comes, in monotonic ms; 0 while reading is held up. */
    dueAt: (): number => {
      if (holds > 0) return 0
      const silences = [quietAfterMs, stalledAfterMs(beat), watchdogAfterMs(beat)]
      return afterNow([
        ...silences.map((ms) => last + ms),
        openedAt + (timeLimitMs ?? Number.POSITIVE_INFINITY),
      ])
    },
    judge: (): Silence => {
      const now = clock.monotonic()
      const silent = holds > 0 ? 0 : now - last
      const usual = usualSilenceMs(beat)
      const gone =
        silent > watchdogAfterMs(beat)
          ? `Nothing came for ${formatDuration(silent)}: the connection is taken for dead`
          : timeLimitMs !== null && now - openedAt > timeLimitMs
            ? `The stream lasts longer than its documented limit of ${formatDuration(timeLimitMs)}`
            : null
      if (silent <= quietAfterMs) return { state: 'live', cause: null, gone }
      if (silent <= stalledAfterMs(beat)) return { state: 'quiet', cause: null, gone }
      const cause =
        usual === null
          ? 'Silent for long, and its usual beat is not known yet'
          : `Silent for longer than its usual ${formatDuration(usual)}`
      return { state: 'stalled', cause, gone }
    },
  }
}
