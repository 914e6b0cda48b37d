// The calls about what the events of a run are read as.

import type { readingCalls as schemas } from '../../core/contract/calls/reading.ts'
import type { Handlers } from '../../core/contract/contract.ts'
import { checkReadAs, readingOf } from '../../core/reader/reading-of.ts'
import { readers } from '../base/kinds.ts'
import { noSuchRun } from '../runs/no-such-run.ts'
import type { AddRunDeps } from './add-run.ts'
import { readByCalls } from './read-by.ts'

/** A dialect shows itself early. */
const looked = 200

export function readingCalls(deps: AddRunDeps): Pick<Handlers, keyof typeof schemas> {
  const { kinds, board, log } = deps
  return {
    ...readByCalls(deps),
    'runs.reading': async ({ run }) => {
      const stored = await log.run(run)
      if (stored === null) throw noSuchRun(run)
      const { summary, params } = stored
      const events = await log.range(run, 1, looked)
      const chosen = summary.job.reader?.id ?? null
      return readingOf(kinds.get(summary.kind), params, chosen, events, readers)
    },
    'runs.readAs': async ({ run, readAs }) => {
      const { kind } = board.summary(run)
      checkReadAs(kind, kinds.get(kind), readAs)
      await board.readAgain(run, { readAs })
      return {}
    },
  }
}
