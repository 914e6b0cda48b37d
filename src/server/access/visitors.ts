// Who somebody is, by a session's cookie or a token: looked up in the log, and remembered for some seconds, so that a page that
// scrolls asks the database once. What is taken away is gone after that, and at once where this hub hears of it.

import type { IncomingMessage } from 'node:http'
import type { AccessPort, Visitor } from '../../engine/index.ts'
import { bearerIn } from '../base/make-app.ts'
import type { Cookie } from './cookies.ts'

/** A session by its cookie, as a request brought it. */
type Session = { readonly secret: string; readonly visitor: Visitor }

/** What somebody came in by, and whose it is at the moment; null: nobody's any more. */
export type Key = { readonly secret: string; readonly look: () => Promise<Visitor | null> }

export type Visitors = {
  /** Null for what is no token, or none any more. */
  readonly byToken: (secret: string) => Promise<Visitor | null>
  /** The session whose cookie came with the request; null where there is none, or none any more. */
  readonly sessionIn: (request: IncomingMessage) => Promise<Session | null>
  /** What a request comes in by: the session's cookie, or a token. */
  readonly keyIn: (request: IncomingMessage) => Key | null
  /** Ends the session. */
  readonly leave: (secret: string) => Promise<void>
  /** Somebody may do more or less than before, or is out: everybody is looked up anew. */
  readonly changed: () => void
  /** Called after each `changed` and `leave`; returns what stops that. */
  readonly onChanged: (listener: () => void) => () => void
}

export const rememberedMs = 5_000
const most = 10_000

export function createVisitors(
  { sessions, tokens }: Pick<AccessPort, 'sessions' | 'tokens'>,
  cookie: Pick<Cookie, 'read'>,
  now: () => number,
): Visitors {
  /** `until`: by the clock of `now`, and not beyond the end of the session or token. */
  const known = new Map<string, { readonly visitor: Promise<Visitor | null>; until: number }>()
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const remember = (key: string, look: () => Promise<Visitor | null>): Promise<Visitor | null> => {
    const found = known.get(key)
    if (found !== undefined && found.until > now()) return found.visitor
    known.delete(key)
    const visitor = look()
    const entry = { visitor, until: now() + rememberedMs }
    known.set(key, entry)
    const forget = () => {
      if (known.get(key) === entry) known.delete(key)
    }
    visitor.then((one) => {
      // Strangers' guesses take no place.
      if (one === null) forget()
      else if (one.endsAt !== null) entry.until = Math.min(entry.until, now() + one.endsAt - Date.now())
    }, forget)
    if (known.size > most) {
      const [oldest = key] = known.keys()
      known.delete(oldest)
    }
    return visitor
  }
  const bySession = (secret: string) => remember(`session ${secret}`, () => sessions.look(secret))
  const byToken = (secret: string) => remember(`token ${secret}`, () => tokens.look(secret))

  return {
    byToken,
    sessionIn: async ({ headers }) => {
      const secret = cookie.read(headers.cookie)
      const visitor = secret === null ? null : await bySession(secret)
      return secret === null || visitor === null ? null : { secret, visitor }
    },
    keyIn: ({ headers }) => {
      const session = cookie.read(headers.cookie)
      if (session !== null) return { secret: session, look: () => bySession(session) }
      const token = bearerIn(headers.authorization)
      return token === '' ? null : { secret: token, look: () => byToken(token) }
    },
    leave: async (secret) => {
      await sessions.end(secret)
      // Also what was looked up meanwhile.
      known.delete(`session ${secret}`)
      tell()
    },
    changed: () => {
      known.clear()
      tell()
    },
    onChanged: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
