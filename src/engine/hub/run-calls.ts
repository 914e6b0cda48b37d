// The calls about runs that a hub answers in its own way: what it adds is watched by a collector, and what goes on is said with
// who has the run and what was asked of them.

import { RunlightError } from '../../core/basics/errors.ts'
import { formatDuration } from '../../core/basics/quantities.ts'
import type { Handlers } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { type Caller, firstSpace, isEnough, roleIn } from '../../core/team/roles.ts'
import type { AddRunDeps } from '../calls/add-run.ts'
import { runCalls } from '../calls/runs.ts'
import type { Commands } from './commands.ts'

type Deps = AddRunDeps & {
  readonly caller: Caller
  readonly commands: Commands
  readonly arrived: (run: number) => Promise<void>
}

type AtHub = Pick<Handlers, 'runs.add' | 'runs.startAgain' | 'runs.connection'>

/** What was asked of a collector, as a person would say it. */
const asked: Readonly<Record<string, string>> = {
  'runs.stop': 'to stop it',
  'runs.retry': 'to connect again',
  'runs.giveUpWhenLost': 'not to ask again once it is lost',
  'runs.startAgain': 'to start it again',
  'runs.remove': 'to remove it',
  'runs.readAs': 'to read it again',
  'runs.readBy': 'to read it as another kind',
}

export function runCallsAtHub(deps: Deps): AtHub {
  const { board, log, commands, caller, clock } = deps
  // Who may was judged by the number of a server: an address never turns into one.
  const own = runCalls({ ...deps, servers: { ...deps.servers, byUrl: () => null } })
  return {
    'runs.add': async (input) => {
      // Who may was asked of the server that is named. A run of a kind without one goes into the first space all the same.
      if (deps.kinds.get(input.kind)?.needsServer === false && !mayAddToFirst(caller))
        throw new RunlightError(
          'not-allowed',
          'A run of this kind is of no server, and goes into the first space: only an operator there may add it.',
        )
      const added = await own['runs.add'](input)
      await deps.arrived(added.run)
      return added
    },
    'runs.startAgain': async (input) => {
      const { run } = input
      board.summary(run)
      const hasOwn = (await log.run(run))?.hasSecret === true
      const collector = board.summary(run).team?.collector ?? null
      if (hasOwn && collector === null)
        throw new RunlightError(
          'not-allowed',
          'No collector has this run, and only one can give a second run its credentials: start it again once one watches it, or add it anew.',
        )
      // Its own credentials are the collector's: only there a second run can be given them.
      const answer = hasOwn
        ? await commands.ask({ run, name: 'runs.startAgain', input, by: caller.name }, collector)
        : await own['runs.startAgain'](input)
      const added = isAdded(answer) ? answer : { run }
      await deps.arrived(added.run)
      return added
    },
    'runs.connection': async (input) => {
      const answer = await own['runs.connection'](input)
      const run = board.summary(input.run)
      const open = commands.openOf(run.id).at(-1)
      const sentences = [answer.doing, whoHas(run)]
      if (open !== undefined)
        sentences.push(
          `Waiting for ${nameOf(run)}: asked ${asked[open.name] ?? 'for something'} by ${open.by} ${formatDuration(clock.now() - open.since)} ago.`,
        )
      return { ...answer, doing: sentences.filter((one) => one !== '').join(' ') }
    },
  }
}

function mayAddToFirst({ given }: Caller): boolean {
  return isEnough(roleIn(given, firstSpace), 'operator')
}

function nameOf({ team }: RunSummary): string {
  return team?.collector == null ? 'a collector' : `collector ${team.collector}`
}

function whoHas({ team }: RunSummary): string {
  return team?.collector == null || !team.wanted ? '' : `Collector ${team.collector} watches it.`
}

function isAdded(answer: unknown): answer is { run: number } {
  return typeof answer === 'object' && answer !== null && 'run' in answer && typeof answer.run === 'number'
}
