// A layout as the bench measures it.

import type { Client } from 'pg'
import type { BenchEvent } from './events.ts'

export type Layout = {
  readonly name: string
  readonly schema: string
  /** Whether it is stored by COPY, which cannot be sent in a pipeline. */
  readonly copies: boolean
  /** What is made before the clock starts, by the rival that is bare. */
  readonly prepare?: (events: readonly BenchEvent[]) => Buffer
  /** Takes a commit, and gives what sends it: the next one is made while this one is on its way. */
  readonly open: (
    client: Client,
  ) => (events: readonly BenchEvent[], prepared: Buffer | null) => () => Promise<void>
}
