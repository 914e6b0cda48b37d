// The summary of a run that is about to be imported: what its file tells of it, and nothing yet of its events.

import { newJob } from '../../core/fold.ts'
import { noMarks, type RunSummary } from '../../core/run.ts'
import { summariseJob } from '../../core/summary.ts'
import type { ImportSource } from './import-steps.ts'

type Told = Pick<RunSummary, 'kind' | 'server' | 'title' | 'createdAt' | 'generates' | 'beatMs'>

const longestTitle = 300

export function newSummary({ name, at }: ImportSource, told: Told): Omit<RunSummary, 'id'> {
  return {
    ...told,
    title: told.title.slice(0, longestTitle),
    serverId: null,
    againOf: null,
    marks: { ...noMarks, tags: [] },
    imported: { file: name.slice(0, 500), at },
    job: summariseJob(newJob()),
    connection: { state: 'stopped', cause: null, attempt: 0, since: told.createdAt, retryAt: null },
    events: 0,
    pings: 0,
    unreadable: 0,
    repeats: 0,
    late: 0,
    gaps: 0,
    bytes: 0,
    lastEventAt: null,
    lastBytesAt: null,
  }
}
