// What collectors said of themselves, and when: told with a fault, so that it can be understood without being seen again.

import { monotonic } from './team-words.ts'

type Said = { readonly name: string; readonly told: string; readonly at: number }

const kept = 2_000

export function createTrail() {
  const said: Said[] = []
  return {
    add: (name: string, told: string, at: number = monotonic()) => {
      said.push({ name, told, at })
      if (said.length > kept) said.splice(0, kept / 2)
    },
    /** What was said between two moments, each with its time counted from `zero`. */
    between: (from: number, to: number, zero: number): string =>
      said
        .filter(({ at }) => at > from && at < to)
        .map(({ name, told, at }) => `${name} ${told} ${Math.round(at - zero)}`)
        .join(', '),
  }
}

export type Trail = ReturnType<typeof createTrail>
