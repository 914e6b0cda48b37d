// Who somebody is, by a session's cookie or a token: looked up in the log, and remembered for some seconds, so that a page that
// scrolls asks the database once. What is taken away is gone after that; what is ended here is gone at once.

import type { AccessPort, Visitor } from '../../engine/index.ts'

export type Visitors = {
  readonly bySession: (secret: string) => Promise<Visitor | null>
  /** Null for what is no token, or none any more. */
  readonly byToken: (secret: string) => Promise<Visitor | null>
  /** Ends the session. */
  readonly leave: (secret: string) => Promise<void>
}

export const rememberedMs = 5_000
const most = 10_000

export function createVisitors(
  { sessions, tokens }: Pick<AccessPort, 'sessions' | 'tokens'>,
  now: () => number,
): Visitors {
  const known = new Map<string, { readonly visitor: Promise<Visitor | null>; readonly until: number }>()
  const remember = (key: string, look: () => Promise<Visitor | null>): Promise<Visitor | null> => {
    const found = known.get(key)
    if (found !== undefined && found.until > now()) return found.visitor
    known.delete(key)
    const visitor = look()
    known.set(key, { visitor, until: now() + rememberedMs })
    visitor.then(
      // Strangers' guesses take no place.
      (one) => one === null && known.delete(key),
      () => known.delete(key),
    )
    if (known.size > most) {
      const [oldest = key] = known.keys()
      known.delete(oldest)
    }
    return visitor
  }
  return {
    bySession: (secret) => remember(`session ${secret}`, () => sessions.look(secret)),
    byToken: (secret) => remember(`token ${secret}`, () => tokens.look(secret)),
    leave: async (secret) => {
      known.delete(`session ${secret}`)
      await sessions.end(secret)
      known.delete(`session ${secret}`)
    },
  }
}
