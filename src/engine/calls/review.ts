// The calls that look back, over the review's thread.

import { RunlightError } from '../../core/basics/errors.ts'
import type { reviewCalls as schemas } from '../../core/contract/calls/review.ts'
import type { Handlers } from '../../core/contract/contract.ts'
import type { LogAccess } from '../log/port.ts'
import { askInstant, askWhole, storeRepair } from '../review/ask.ts'

type Deps = { readonly log: LogAccess }

/** A run is made ready for this long before it is said how far that is. */
const aWhileMs = 200
const sliceMs = 25

export function reviewCalls({ log }: Deps): Pick<Handlers, keyof typeof schemas> {
  const { review } = log
  /**
   * Makes and stores what is missing among the checkpoints, for as long as `until` (of `performance.now()`) at most: stored
   * once, they need not be folded again for every question.
   */
  const prepare = async (run: number, until: number): Promise<number> => {
    for (;;) {
      const step = await storeRepair(log, run, await review.prepare(run))
      if (step.done) return 1
      if (performance.now() > until) return step.part
    }
  }
  /** Reads the blocks of a run in slices, so that whatever needs all of them finds them at hand. */
  const readBlocks = async (run: number): Promise<void> => {
    while (!(await review.makeBlocks(run, sliceMs)).done);
  }
  return {
    'review.at': async ({ run, moment }) => found(await askInstant(log, run, moment), run),
    'review.prepare': async ({ run }) => ({ part: await prepare(run, performance.now() + aWhileMs) }),
    'review.figures': async ({ run }) => {
      await prepare(run, Number.POSITIVE_INFINITY)
      await readBlocks(run)
      return found(await askWhole(() => review.figures(run)), run)
    },
    'review.closer': ({ run, from, to }) => askWhole(() => review.zoomDetail(run, from, to)),
    'review.usual': ({ kind }) => askWhole(() => review.usual(kind)),
    'review.compare': async ({ run, other }) => {
      for (const one of other === null ? [run] : [run, other]) {
        await prepare(one, Number.POSITIVE_INFINITY)
        await readBlocks(one)
      }
      return found(await askWhole(() => review.compare(run, other)), other ?? run)
    },
  }
}

function found<T>(value: T | null, run: number): T {
  if (value !== null) return value
  throw new RunlightError('not-found', `There is no run ${run}: it may have been removed.`, { run })
}
