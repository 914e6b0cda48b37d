// A run summary from the real fold of an empty job, with the fields that a test overrides.

import { newSummary } from '../../src/core/job/summary.ts'
import type { RunSummary } from '../../src/core/run/run.ts'

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
