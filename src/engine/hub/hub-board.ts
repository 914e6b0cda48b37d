// The runs as one person has them at a hub: those of the spaces that they see. The hub connects to nothing: what is asked about a
// run goes to the collector that has it, and what rests with nobody it changes in the log itself.

import { RunlightError } from '../../core/basics/errors.ts'
import type { CallName, LogStatus } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import type { Caller } from '../../core/team/roles.ts'
import type { Clock } from '../base/clock.ts'
import { raise } from '../base/raise.ts'
import type { LogAccess } from '../log/port.ts'
import { askInstant } from '../review/ask.ts'
import type { BoardCalls } from '../runs/board-calls.ts'
import { noSuchRun } from '../runs/no-such-run.ts'
import { createSetAside } from '../runs/set-aside.ts'
import type { Audience } from './audience.ts'
import type { Commands } from './commands.ts'
import type { Mirror, Sees } from './mirror.ts'

type Deps = {
  readonly caller: Caller
  readonly sees: Sees
  readonly audience: Audience
  readonly mirror: Pick<Mirror, 'get' | 'runs' | 'first' | 'page'>
  /** The log as this person sees it. */
  readonly log: LogAccess
  readonly commands: Pick<Commands, 'ask'>
  readonly clock: Clock
  readonly status: () => LogStatus
  /** Runs that this hub has changed in the log, as they are stored now, or removed. */
  readonly changed: (runs: readonly RunSummary[], removed: readonly number[]) => void
}

export function createHubBoard(deps: Deps): BoardCalls & { readonly close: () => void } {
  const { caller, audience, mirror, log, commands, clock } = deps
  const find = (id: number): RunSummary | undefined => {
    const run = mirror.get(id)
    return run !== undefined && deps.sees(run) ? run : undefined
  }
  const summary = (id: number): RunSummary => find(id) ?? raise(noSuchRun(id))
  const isShown: Sees = (run) => audience.isShown(run)
  const ask = async (run: number, name: CallName, input: object): Promise<void> => {
    await commands.ask({ run, name, input, by: caller.name }, summary(run).team?.collector ?? null)
  }
  const aside = createSetAside({
    list: { summaries: { has: (id) => find(id) !== undefined }, ...audience },
    clock,
  })
  const shown = function* (): Generator<RunSummary> {
    for (const run of mirror.runs()) if (isShown(run)) yield run
  }

  return {
    snapshot: () => ({ seq: audience.seq(), ...mirror.first(isShown), log: deps.status() }),
    page: (before) => mirror.page(before, isShown),
    summary,
    find,
    summaries: () => [...shown()],
    isAside: audience.isAside,
    aside: audience.aside,
    setAside: aside.set,
    push: audience.push,
    add: (run) => log.addRun(run),
    stop: async (run) => {
      if (!isSettled(summary(run).connection.state)) await ask(run, 'runs.stop', { run })
    },
    retry: (run) => ask(run, 'runs.retry', { run }),
    giveUpWhenLost: (run) => ask(run, 'runs.giveUpWhenLost', { run }),
    readAgain: async (run, { readAs, kind }) => {
      if (summary(run).team?.collector == null)
        throw new RunlightError(
          'not-allowed',
          'No collector has this run: one reads it again once it watches it, or had it last and is alive.',
        )
      if (kind === undefined) await ask(run, 'runs.readAs', { run, readAs })
      else await ask(run, 'runs.readBy', { run, kind })
    },
    remove: async (run) => {
      if (summary(run).team?.collector != null) return ask(run, 'runs.remove', { run })
      await log.removeRun(run)
      deps.changed([], [run])
    },
    mark: async (run, change) => {
      const marked = await log.mark(run, { ...change, by: caller.name }, clock.now())
      if (marked === null) throw noSuchRun(run)
      const known = mirror.get(run)
      deps.changed([known?.team === undefined ? marked : { ...marked, team: known.team }], [])
    },
    job: async (run) => {
      const { job, params } = (await askInstant(log, run, { type: 'end' })) ?? raise(noSuchRun(run))
      return { job, params }
    },
    // Collectors hear of it by the log.
    credentialsChanged: async () => {},
    close: aside.close,
  }
}
