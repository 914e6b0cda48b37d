// What a machine that stalls does to a fast clock: for a moment the stream looks quiet to it.

import type { Transition } from '../../src/core/run/run.ts'

/** The moves without silences, and without the return from one. */
export function withoutStalls(transitions: readonly Transition[]): Transition[] {
  const moves = transitions.filter(({ state }) => state !== 'quiet')
  return moves.filter(({ state }, at) => state !== 'live' || moves[at - 1]?.state !== 'live')
}
