// The part of the review that is about time, put together: instants, figures, what is usual, comparisons.

import type Database from 'better-sqlite3'
import type { Kind } from '../../core/kind/kind.ts'
import type { Block } from '../../core/log/blocks.ts'
import type { Reader } from '../log/sqlite/read/reader.ts'
import { createCompare } from './compare.ts'
import { createFigures } from './figures.ts'
import { createSampler } from './sample.ts'
import { createScrub } from './scrub.ts'
import { wholly } from './slices.ts'
import { createUsual } from './usual.ts'
import { createCloser } from './zoom-detail.ts'

/** Everything about time over one read-only connection; `kinds` read the events. */
export function createTimeReview(
  db: Database.Database,
  reader: Reader,
  kinds: ReadonlyMap<string, Kind>,
  blocks: (run: number) => readonly Block[],
) {
  const scrub = createScrub(db, reader, kinds)
  const { walker, find } = scrub
  const sampler = createSampler({ db, walker, blocks, find })
  const figures = createFigures({ reader, kinds, walker, sampler })
  const usual = createUsual(db, walker)
  const compare = createCompare({ figures: figures.work, usual: usual.work, find })
  return {
    instant: scrub.scrub,
    prepare: scrub.prepare,
    figures: figures.figures,
    closer: createCloser(db, walker),
    usual: usual.usual,
    compare: compare.compare,
    /** The same at once, for a process that has nothing else to do. */
    atOnce: {
      figures: (run: number) => wholly(figures.work(run)),
      usual: (kind: string) => wholly(usual.work(kind)),
    },
  }
}
