// What a test and the guard of its server say to each other.

import type { RunAs } from './binaries.ts'

export type GuardOptions = {
  readonly binaries: string
  /** The cluster's superuser. */
  readonly owner: string
  readonly port: number
  readonly settings: Readonly<Record<string, string>>
  readonly as: RunAs
  /** The server that this one follows; null for one of its own. */
  readonly follows: string | null
}

/** `ready` once, with the folder; then `started` with the postmaster's id and `exited` for every start that is asked for. */
export type FromGuard = {
  readonly type: 'ready' | 'started' | 'exited'
  readonly folder?: string
  readonly pid?: number
}
