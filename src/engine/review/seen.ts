// What a look at a run gives its figures, whether every event was looked at or samples of them.

import type { Figures } from '../../core/figures/figures.ts'
import type { Point } from '../../core/figures/series.ts'
import type { Job } from '../../core/job/job.ts'

/** What the figures of a run are put together from, however it was looked at. */
export type Seen = Pick<Figures, 'exact' | 'basis' | 'names' | 'stretches' | 'waits'> & {
  readonly progress: readonly Point[]
  readonly job: Job
}
