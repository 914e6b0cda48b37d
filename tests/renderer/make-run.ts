// A run summary from the real fold of an empty job, with the fields that a test overrides.

import { newSummary } from '../../src/core/job/summary.ts'
import type { RunSummary } from '../../src/core/run/run.ts'
import type { ClientSide, Tapped } from '../../src/core/run/tapped.ts'

export const noon = Date.UTC(2025, 0, 1, 12, 0, 0)

type Overrides = Omit<Partial<RunSummary>, 'job' | 'connection'> & {
  readonly job?: Partial<RunSummary['job']>
  readonly connection?: Partial<RunSummary['connection']>
}

export function makeRun({ job, connection, ...part }: Overrides = {}): RunSummary {
  const summary = newSummary({
    kind: 'flashcards',
    serverId: 1,
    server: 'local',
    title: 'Biology 101',
    createdAt: noon,
    generates: false,
    beatMs: null,
  })
  return {
    id: 1,
    ...summary,
    job: { ...summary.job, ...job },
    connection: { ...summary.connection, state: 'live', attempt: 1, ...connection },
    ...part,
  }
}

/** What a summary says of a tap, with the client's fields that a test overrides. */
export function tappedBy(client: Partial<ClientSide> = {}, part: Partial<Tapped> = {}): Tapped {
  return {
    uid: 'u1',
    job: null,
    unrecorded: 0,
    ...part,
    client: {
      address: '127.0.0.1',
      agent: 'story-tablet/2.1',
      state: 'open',
      since: noon,
      bytes: 800_000,
      waiting: 0,
      slowMs: 0,
      ...client,
    },
  }
}
