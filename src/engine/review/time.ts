// The part of the review that is about time, put together: instants, figures, what is usual, comparisons.

import type { Kind } from '../../core/kind/kind.ts'
import type { RunReader } from '../log/run-reader.ts'
import { createCompare } from './compare.ts'
import { createFigures } from './figures.ts'
import { createSampler } from './sample.ts'
import { createScrub } from './scrub.ts'
import { createUsual } from './usual.ts'
import { createZoomDetail } from './zoom-detail.ts'

/** Everything about time over one log; `kinds` read the events. */
export function createTimeReview(log: RunReader, kinds: ReadonlyMap<string, Kind>) {
  const scrub = createScrub(log, kinds)
  const { walker, find } = scrub
  const sampler = createSampler({ log, find })
  const figures = createFigures({ log, kinds, sampler })
  const usual = createUsual(log)
  const compare = createCompare({ figures: figures.work, usual: usual.work, find })
  return {
    instant: scrub.scrub,
    prepare: scrub.prepare,
    figures: figures.figures,
    zoomDetail: createZoomDetail(log, walker),
    usual: usual.usual,
    compare: compare.compare,
  }
}
