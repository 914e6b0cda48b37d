// Listening on a port: the times that a connection is given, and what is said where the port is not to be had.

import type { Server } from 'node:http'
import { RunlightError } from '../../core/basics/errors.ts'

/** How long a request may take to arrive, and how long a connection stays for the next one. How long a call may take is the engine's. */
export const times = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
} as const

/** The port that `server` listens on; `asked` where it does not say. */
export function takenPort(server: Pick<Server, 'address'>, asked: number): number {
  const taken = server.address()
  return typeof taken === 'object' && taken !== null ? taken.port : asked
}

/** What was thrown when `port` was asked for, as `port-in-use` where it is one of the usual reasons. */
export function explainListening(thrown: unknown, port: number): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null
  if (code === 'EADDRINUSE') {
    return new RunlightError(
      'port-in-use',
      `Port ${port} is in use: choose another one, or 0 for any that is free.`,
    )
  }
  if (code === 'EACCES') {
    return new RunlightError(
      'port-in-use',
      `Port ${port} may not be opened by this user: choose one above 1023.`,
    )
  }
  return thrown
}
