// The calls about runs. Where law 4 allows less than a button might suggest, it is refused here, for every host alike.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Handlers } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isFinished, isSettled } from '../../core/run/states.ts'
import { raise } from '../base/raise.ts'
import { noSuchRun } from '../runs/no-such-run.ts'
import { parseSecret, runSecretRef } from '../runs/run-secrets.ts'
import { type AddRunDeps, addRun, store } from './add-run.ts'
import { describeActivity } from './describe-activity.ts'
import { lackingOf } from './lacking.ts'

/** A run that flaps for weeks makes a hundred thousand of each; one attempt may have 16 kB of headers. */
const shownAttempts = 500
const shownGaps = 1_000
const shownTransitions = 500

type RunCalls = Pick<
  Handlers,
  | 'runs.add'
  | 'runs.job'
  | 'runs.connection'
  | 'runs.stop'
  | 'runs.retry'
  | 'runs.giveUpWhenLost'
  | 'runs.startAgain'
  | 'runs.form'
  | 'runs.remove'
  | 'runs.setAside'
>

export function runCalls(deps: AddRunDeps): RunCalls {
  const { board, log } = deps
  return {
    'runs.add': (input) => addRun(deps, input),
    'runs.job': ({ run }) => board.job(run),
    'runs.connection': async ({ run }) => {
      const summary = board.summary(run)
      const [attempts, gaps, transitions] = await Promise.all([
        log.attempts(run, shownAttempts),
        log.gaps(run, shownGaps),
        log.transitions(run, shownTransitions),
      ])
      return { attempts, gaps, transitions, doing: describeActivity(summary, deps.clock.now()) }
    },
    'runs.stop': async ({ run }) => {
      board.summary(run)
      await board.stop(run)
      return {}
    },
    'runs.retry': async ({ run }) => {
      const summary = board.summary(run)
      refuseImported(summary)
      refuseTapped(summary)
      await refuseRepeat(deps, summary)
      await board.retry(run)
      return {}
    },
    'runs.giveUpWhenLost': async ({ run }) => {
      const summary = board.summary(run)
      refuseImported(summary)
      refuseTapped(summary)
      await board.giveUpWhenLost(run)
      return {}
    },
    'runs.startAgain': async ({ run }) => {
      const summary = board.summary(run)
      refuseImported(summary)
      const stored = await log.run(run)
      const kind = deps.kinds.get(summary.kind)
      if (stored === null || kind === undefined)
        throw new RunlightError('not-found', `There is no run ${run} that could be started again.`)
      const secret = stored.hasSecret ? parseSecret(await deps.secrets.get(runSecretRef(stored.uid))) : null
      if (stored.hasSecret && secret === null)
        throw new RunlightError(
          'needs-credentials',
          summary.tapped === undefined
            ? 'This run’s own credentials were kept only until Runlight closed: add it again with them.'
            : appsSecretMessage(lackingOf(kind, stored.params)),
        )
      const server = summary.serverId === null ? null : deps.servers.get(summary.serverId)
      const { baseUrl, params: shown } = stored
      const { title, server: host } = summary
      return {
        run: await store(deps, {
          kind,
          server,
          baseUrl,
          shown,
          secret,
          title,
          host,
          generates: summary.generates || !kind.observes(shown),
          againOf: run,
          retry: summary.retry !== false,
        }),
      }
    },
    'runs.form': async ({ run }) => {
      board.summary(run)
      const { summary, baseUrl, params } = (await log.run(run)) ?? raise(noSuchRun(run))
      return { kind: summary.kind, serverId: summary.serverId, baseUrl, params: { ...params } }
    },
    'runs.remove': async ({ run }) => {
      board.summary(run)
      const stored = await log.run(run)
      await board.remove(run)
      if (stored !== null) await deps.secrets.remove(runSecretRef(stored.uid))
      return {}
    },
    'runs.setAside': ({ runs, forMs }) => {
      board.setAside(runs, forMs)
      return {}
    },
  }
}

/** What came from a file is a record: its server never heard of this Runlight. */
function refuseImported({ imported }: RunSummary): void {
  if (imported === null) return
  throw new RunlightError(
    'not-allowed',
    `This run was imported from ${imported.file} and never connects: add a run of your own to watch its job.`,
  )
}

/** Of a run that came through a tap Runlight asks nothing: its application does, or does not. */
function refuseTapped({ tapped }: RunSummary): void {
  if (tapped === undefined) return
  throw new RunlightError(
    'not-allowed',
    'This run came through a tap: its application alone asks for it. “Start again” makes a run of your own.',
  )
}

function appsSecretMessage(lacking: readonly string[]): string {
  const names = lacking.length === 0 ? '' : ` It is without: ${lacking.join(', ')}.`
  return `What an application sends as its credentials is never kept: add the run again with yours.${names}`
}

/** Law 4: once a request that starts work was sent, connecting anew would start it a second time. */
async function refuseRepeat({ log, kinds }: AddRunDeps, summary: RunSummary): Promise<void> {
  if (isFinished(summary.job.state) && isSettled(summary.connection.state)) {
    throw new RunlightError('not-allowed', 'This job has ended: there is nothing more to connect to.')
  }
  if (summary.connection.state === 'waiting') return
  const kind = kinds.get(summary.kind)
  const stored = await log.run(summary.id)
  // A run of an older Runlight may have been stored as one that observes, and be known better by now.
  if (kind === undefined || stored === null || (kind.observes(stored.params) && !summary.generates)) return
  throw new RunlightError(
    'not-allowed',
    'Connecting anew would create a second job: use “Start again” if you want that.',
  )
}
