// The call that gives the rates of the runs in view. Each run is a question of its own to the review's thread, so that a board
// full of them never holds up a search for longer than one takes.

import type { Spark, sparkCalls as schemas } from '../../core/contract/calls/sparks.ts'
import type { Handlers } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import type { Clock } from '../base/clock.ts'
import type { LogAccess } from '../log/port.ts'
import type { BoardCalls } from '../runs/board-calls.ts'

type Deps = { readonly log: LogAccess; readonly board: Pick<BoardCalls, 'find'>; readonly clock: Clock }

/** More gaps in a few minutes make one line of gaps. */
const shownGaps = 60

export function sparkCalls({ log, board, clock }: Deps): Pick<Handlers, keyof typeof schemas> {
  const sparkOf = async (summary: RunSummary, buckets: number, widthMs: number): Promise<Spark> => {
    const run = summary.id
    const { lastEventAt, createdAt, connection } = summary
    const isOver = summary.imported !== null || isSettled(connection.state)
    const end = isOver ? (lastEventAt ?? createdAt) : Math.max(clock.now(), lastEventAt ?? 0)
    const from = (Math.floor(end / widthMs) + 1 - buckets) * widthMs
    const [rates, gaps] = await Promise.all([
      log.review.rates(run, from, widthMs, buckets),
      summary.gaps === 0 ? [] : log.gaps(run, shownGaps),
    ])
    return {
      run,
      from,
      widthMs,
      ...rates,
      gaps: gaps
        .filter(({ until }) => until === null || until > from)
        .map((gap) => ({ from: gap.from, until: gap.until, lossy: gap.missed !== 'nothing' })),
    }
  }
  return {
    'runs.sparks': async ({ runs, buckets, widthMs }) => {
      const known = [...new Set(runs)].flatMap((id) => board.find(id) ?? [])
      return { sparks: await Promise.all(known.map((summary) => sparkOf(summary, buckets, widthMs))) }
    },
  }
}
