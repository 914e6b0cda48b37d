// The beat of a stream: how often it gives a sign of life (bytes of any sort, comments and pings included). It is
// learned from the stream and starts from the kind's documented interval. Silence is compared with it, never with a
// constant: a service that pings once a minute is not dead after thirty seconds.

/** Milliseconds. `learned` is a slowly falling maximum of the gaps seen, null before the second sign of life. */
export type Beat = {
  readonly expectedMs: number | null
  readonly learnedMs: number | null
  readonly signs: number
}

/** Shorter silences are no silence at all. */
export const quietAfterMs = 3_000
/** Before a beat is known, silence beyond this is called stalled. */
const unknownStalledMs = 60_000
const leastStalledMs = 10_000
/** A connection with a known beat is given up after this much silence, or two beats where they are slower. */
const watchdogMs = 90_000
/** The same where no beat was ever seen: a model may think for long. */
const unknownWatchdogMs = 15 * 60_000
/** What observes has its answer at hand: a head that takes longer is given up. */
export const usualHeadMs = 30_000
/** Gaps shorter than this belong to one burst and say nothing of the beat. */
const burstMs = 50

export function newBeat(expectedMs: number | null): Beat {
  return { expectedMs, learnedMs: null, signs: 0 }
}

/** The beat after a sign of life that came `gapMs` after the one before. */
export function learnBeat(beat: Beat, gapMs: number): Beat {
  const signs = beat.signs + 1
  if (gapMs < burstMs) return { ...beat, signs }
  const known = beat.learnedMs ?? 0
  const learnedMs = gapMs >= known ? gapMs : known * 0.9 + gapMs * 0.1
  return { ...beat, learnedMs, signs }
}

/** The usual longest silence in ms: the documented beat or the learned one, whichever is slower; null if neither is known. */
export function usualSilenceMs(beat: Beat): number | null {
  const trusted = beat.signs >= 5 ? beat.learnedMs : null
  if (trusted === null) return beat.expectedMs
  return Math.max(trusted, beat.expectedMs ?? 0)
}

/** Silence longer than this is `stalled`: half as long again as the usual, and never hasty. */
export function stalledAfterMs(beat: Beat): number {
  const usual = usualSilenceMs(beat)
  return usual === null ? unknownStalledMs : Math.max(leastStalledMs, usual * 1.5 + 1_000)
}

/** Silence longer than this means that the peer is gone: the socket is dropped. */
export function watchdogAfterMs(beat: Beat): number {
  const usual = usualSilenceMs(beat)
  return usual === null || beat.signs === 0 ? unknownWatchdogMs : Math.max(watchdogMs, usual * 2 + 1_000)
}

/**
 * How long the head of an answer may take, in ms. What starts work may send it with its first words only, and asking again
 * would start the work again: it has all the time that its stream has.
 */
export function headWithinMs(observes: boolean, timeLimitMs: number | null): number {
  return observes ? usualHeadMs : (timeLimitMs ?? unknownWatchdogMs)
}
