// Everything that looks back, over one log: each function answers within a slice of time, so that a long search never holds
// up a short question.

import type { Kind } from '../../core/kind/kind.ts'
import type { LogReview } from '../log/log-review.ts'
import type { AtOnce } from '../log/port.ts'
import type { EventFinder, RunReader } from '../log/run-reader.ts'
import { createBlockSummary } from './block-summary.ts'
import { createDensity } from './density.ts'
import { createDigest } from './digest.ts'
import { createKnown } from './known.ts'
import { createPreview } from './preview.ts'
import { createRates } from './rates.ts'
import { createBeginSearch, createSearch } from './search.ts'
import { createSearchCount } from './search-count.ts'
import { createSearchWindow } from './search-window.ts'
import { createTimeReview } from './time.ts'

/** The review over `log`, whose events `finder` searches and `kinds` read. */
export function createReview(
  log: RunReader,
  finder: EventFinder,
  kinds: ReadonlyMap<string, Kind>,
): Omit<AtOnce<LogReview>, 'forgetReadings'> {
  const begin = createBeginSearch(log, finder)
  return {
    ...createTimeReview(log, kinds),
    digest: createDigest(log),
    preview: createPreview(log, kinds),
    search: createSearch(log, finder, begin),
    searchCount: createSearchCount(begin, finder),
    searchWindow: createSearchWindow(log, finder),
    searchKnown: createKnown(log),
    density: createDensity(log),
    rates: createRates(log),
    ...createBlockSummary(log),
    makeBlocks: log.blocks.make,
    lackingBlocks: log.blocks.lacking,
  }
}
