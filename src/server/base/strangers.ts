// Connections that have not yet shown the token. Any program of this computer can open some, so they are bounded: each has
// to say something soon, and where there are too many the oldest goes. Whoever holds the token is let in within moments of
// connecting, and is then no stranger any more. Refusing new ones instead was rejected: it would shut out the right one.

import type { Duplex } from 'node:stream'

export type Strangers = {
  /** A connection that was just made. */
  readonly came: (socket: Duplex) => void
  /** The head of its first request is there. */
  readonly spoke: (socket: Duplex) => void
  /** It has shown the token, or another secret of ours. */
  readonly trust: (socket: Duplex) => void
}

const mostStrangers = 256
const firstHeadWithinMs = 10_000

export function createStrangers(): Strangers {
  /** With the time limit of those that have said nothing yet; in the order in which they came. */
  const strangers = new Map<Duplex, NodeJS.Timeout>()

  const forget = (socket: Duplex) => {
    clearTimeout(strangers.get(socket))
    strangers.delete(socket)
  }
  return {
    came: (socket) => {
      strangers.set(
        socket,
        setTimeout(() => socket.destroy(), firstHeadWithinMs),
      )
      socket.once('close', () => forget(socket))
      if (strangers.size <= mostStrangers) return
      const [oldest = socket] = strangers.keys()
      forget(oldest)
      oldest.destroy()
    },
    spoke: (socket) => clearTimeout(strangers.get(socket)),
    trust: forget,
  }
}
