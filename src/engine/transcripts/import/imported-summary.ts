// The summary of a run that is about to be imported: what its file tells of it, and nothing yet of its events.

import { newSummary } from '../../../core/job/summary.ts'
import type { RunSummary } from '../../../core/run/run.ts'
import type { ImportSource } from './import-steps.ts'

type Told = Pick<RunSummary, 'kind' | 'server' | 'title' | 'createdAt' | 'generates' | 'beatMs'>

export function importedSummary({ name, at }: ImportSource, told: Told): Omit<RunSummary, 'id'> {
  return newSummary({
    ...told,
    imported: { file: name.slice(0, 500), at },
    connection: { state: 'stopped', cause: null, attempt: 0, since: told.createdAt, retryAt: null },
  })
}
