// A scenario of the sample backend as a check asks for it.

import type { Seen, WatchOptions } from './watch.ts'

/** One scenario, ready to be asked for as often as its check needs. */
export type Asking = {
  readonly kind: string
  readonly endless: boolean
  readonly path: string
  readonly speed: number
  readonly watch: (options?: WatchOptions) => Promise<Seen>
  readonly fetch: (options?: RequestInit) => Promise<Response>
}

export type Check = (ask: Asking) => Promise<void>
