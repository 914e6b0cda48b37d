// Who may come in: one random token for each start, and tickets that open once. It knows nothing of HTTP. A ticket is
// what the host gives to the program that opens the browser, since other users can read a program's arguments: by the
// time they have, it is spent.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

type Verdict = 'right' | 'wrong' | 'too-many'

export type TokenGate = {
  readonly token: string
  /** A new ticket: good for one `enter`. */
  readonly ticket: () => string
  /** Whether `given` is the token. Compared in constant time. */
  readonly check: (given: string) => Verdict
  /** As `check`; a ticket is right too, and spent. */
  readonly enter: (given: string) => Verdict
}

const tokenBytes = 32
const wrongLimit = 5
const windowMs = 1_000

/**
 * `now` is monotonic, in ms. After five wrong guesses within a second further ones are not even called wrong until that second
 * is over. The right token is always right: another program's guesses must not shut its holder out.
 */
export function createTokenGate(now: () => number, token = newToken()): TokenGate {
  const wanted = digest(token)
  const tickets = new Set<string>()
  let wrong: number[] = []

  const judge = (right: () => boolean): Verdict => {
    if (right()) return 'right'
    const at = now()
    wrong = wrong.filter((one) => at - one < windowMs)
    if (wrong.length >= wrongLimit) return 'too-many'
    wrong.push(at)
    return 'wrong'
  }
  // Digests have one length, whatever was given, so that the comparison tells nothing of it.
  const isToken = (given: string) => timingSafeEqual(digest(given), wanted)

  return {
    token,
    ticket: () => {
      const ticket = newToken()
      tickets.add(digest(ticket).toString('hex'))
      return ticket
    },
    check: (given) => judge(() => isToken(given)),
    enter: (given) => judge(() => isToken(given) || tickets.delete(digest(given).toString('hex'))),
  }
}

function newToken(): string {
  return randomBytes(tokenBytes).toString('base64url')
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
