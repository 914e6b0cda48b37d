// A run as the engine tells it, from the real fold of an empty job, with what a test wants to be different.

import { newJob } from '../../src/core/fold.ts'
import type { RunSummary } from '../../src/core/run.ts'
import { summariseJob } from '../../src/core/summary.ts'

export const noon = Date.UTC(2025, 0, 1, 12, 0, 0)

type Part = Omit<Partial<RunSummary>, 'job' | 'connection'> & {
  readonly job?: Partial<RunSummary['job']>
  readonly connection?: Partial<RunSummary['connection']>
}

export function makeRun({ job, connection, ...part }: Part = {}): RunSummary {
  return {
    id: 1,
    kind: 'flashcards',
    serverId: 1,
    server: 'local',
    title: 'Biology 101',
    createdAt: noon,
    againOf: null,
    marks: { tags: [], note: '', pinned: false, acknowledgedAt: null },
    imported: null,
    generates: false,
    job: { ...summariseJob(newJob()), ...job },
    connection: { state: 'live', cause: null, attempt: 1, since: noon, retryAt: null, ...connection },
    events: 0,
    pings: 0,
    unreadable: 0,
    repeats: 0,
    late: 0,
    gaps: 0,
    bytes: 0,
    lastEventAt: null,
    lastBytesAt: null,
    beatMs: null,
    ...part,
  }
}
