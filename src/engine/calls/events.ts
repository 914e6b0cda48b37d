// The calls that give a run's events: by their place among the rows of a screen, by number, whole.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Handlers } from '../../core/contract/contract.ts'
import type { LogAccess } from '../log/port.ts'
import type { BoardCalls } from '../runs/board-calls.ts'
import { windowOf } from './search.ts'

type Deps = {
  readonly log: LogAccess
  readonly board: Pick<BoardCalls, 'summary'>
  /** The zone that the person enters times in. */
  readonly zone: () => string
}

export function eventCalls({
  log,
  board,
  zone,
}: Deps): Pick<Handlers, 'events.window' | 'events.range' | 'events.get'> {
  return {
    'events.window': ({ run, filter, index, limit }) => {
      board.summary(run)
      return windowOf(log, run, filter, index, limit, zone())
    },
    'events.range': async ({ run, from, limit }) => {
      board.summary(run)
      return { rows: await log.range(run, from, limit) }
    },
    'events.get': async ({ run, seq }) => {
      const event = await log.event(run, seq)
      if (event === null) throw new RunlightError('not-found', `Run ${run} has no event ${seq}.`)
      return event
    },
  }
}
