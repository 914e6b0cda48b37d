// The calls about what the events of a run are read as.

import { RunlightError } from '../../core/basics/errors.ts'
import type { readingCalls as schemas } from '../../core/contract/calls/reading.ts'
import type { Handlers } from '../../core/contract/contract.ts'
import { readingOf } from '../../core/reader/reading-of.ts'
import { readers } from '../base/kinds.ts'
import { noSuchRun } from '../runs/no-such-run.ts'
import type { AddRunDeps } from './add-run.ts'
import { readByCalls } from './read-by.ts'

/** A dialect shows itself early. */
const looked = 200

export function readingCalls(deps: AddRunDeps): Pick<Handlers, keyof typeof schemas> {
  const { kinds, board, log } = deps
  const readingOfRun = async (run: number) => {
    const stored = await log.run(run)
    if (stored === null) throw noSuchRun(run)
    const { summary, params } = stored
    const events = await log.range(run, 1, looked)
    const chosen = summary.job.reader?.id ?? null
    return { kind: summary.kind, ...readingOf(kinds.get(summary.kind), params, chosen, events, readers) }
  }

  return {
    ...readByCalls(deps),
    'runs.reading': async ({ run }) => {
      const { kind: _, ...reading } = await readingOfRun(run)
      return reading
    },
    'runs.readAs': async ({ run, readAs: wanted }) => {
      board.summary(run)
      const { kind, choices, readAs } = await readingOfRun(run)
      if (readAs === null)
        throw new RunlightError(
          'not-allowed',
          `What the events of ${kind} mean is documented: they are not read as something else.`,
        )
      const known = choices.map(({ value }) => value)
      if (!known.includes(wanted))
        throw new RunlightError(
          'bad-input',
          `There is no reader “${wanted.slice(0, 40)}”. Known: ${known.join(', ')}.`,
        )
      await board.readAgain(run, { readAs: wanted })
      return {}
    },
  }
}
