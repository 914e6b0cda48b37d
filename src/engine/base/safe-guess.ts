// For a kind that takes any URL and guesses whether asking again only observes: where another kind's documented address
// starts work, the guess is no (law 4). What a person says explicitly still holds.

import type { Kind, Params } from '../../core/kind/kind.ts'
import { startsWork } from '../../core/kind/match-kind.ts'

/** `kind` among `all`. */
export function withSafeGuess(kind: Kind, all: readonly Kind[]): Kind {
  const { guesses } = kind
  if (guesses === undefined) return kind
  const risky = (params: Params) => guesses(params) && startsWork(addressOf(kind, params), all)
  return { ...kind, observes: (params) => kind.observes(params) && !risky(params) }
}

function addressOf(kind: Kind, params: Params): string {
  try {
    return kind.request({ baseUrl: 'http://server.invalid', params }, null).url
  } catch {
    return ''
  }
}
