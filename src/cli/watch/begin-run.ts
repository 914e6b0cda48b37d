// Begins the watch: adds the run, or finds the one that watches this job already. Asking twice for the same job should
// give what a person expects: the job's progress, from the one run there is.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Input } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isFinished, isSettled } from '../../core/run/states.ts'
import { mask } from '../../core/secrets/redact.ts'
import type { Call } from '../host/caller.ts'
import type { Wires } from './notes.ts'
import { runWith } from './run-with.ts'

/** Where the watch begins: what of the run was there before. */
export type Start = Wires & {
  readonly summary: RunSummary
  /** The run rests, and is asked for again: it has ended only once its connection has moved. */
  readonly awaitsMove: boolean
}

export type Begun = { readonly start: Start; readonly notice: string | null }

type Wanted = Omit<Input<'runs.add'>, 'evenIfWatched'>

/** Throws as `runs.add` does; also `duplicate-run` where the job is under way and asking would start it again. */
export async function beginRun(call: Call, wanted: Wanted): Promise<Begun> {
  try {
    const { run } = await call('runs.add', { ...wanted, evenIfWatched: false })
    return { start: await newStart(call, run), notice: null }
  } catch (thrown) {
    const run = thrown instanceof RunlightError && thrown.code === 'duplicate-run' ? thrown.detail?.run : null
    if (typeof run !== 'number') throw thrown
    return joinRun(call, run, wanted)
  }
}

async function joinRun(call: Call, run: number, wanted: Wanted): Promise<Begun> {
  const summary = await summaryOf(call, run)
  const name = `run ${run} (${summary.title})`
  if (summary.generates) {
    throw new RunlightError(
      'duplicate-run',
      `This job is under way as ${name}, and asking again would start it a second time: see “runlight events ${run}”.`,
    )
  }
  const before = summary.events === 0 ? '' : ` What came before: “runlight events ${run}”.`
  const kinds = await call('kinds.list', {})
  const ended = isFinished(summary.job.state) && isSettled(summary.connection.state)
  // A service's job that has ended stays ended; any other URL may have something new to say.
  if (ended && kinds.find(({ id }) => id === summary.kind)?.needsServer === true) {
    const start = await startFrom(call, summary, false)
    return { start, notice: `This job was watched as ${name} and has ended.${before}` }
  }
  if (ended || (await lacksCredentials(call, summary, wanted))) {
    const { run: again } = await call('runs.add', { ...wanted, evenIfWatched: true })
    return {
      start: await newStart(call, again),
      notice: `Watched before as ${name}: watched anew as run ${again}.`,
    }
  }
  if (!wanted.retry) await call('runs.giveUpWhenLost', { run })
  const atRest = isSettled(summary.connection.state)
  const start = await startFrom(call, summary, atRest)
  if (atRest) await call('runs.retry', { run })
  return { start, notice: `Already watched as ${name}: following it.${before}` }
}

/** Credentials are kept only as long as the process that was given them: such a run cannot be taken up by another. */
async function lacksCredentials(call: Call, summary: RunSummary, wanted: Wanted): Promise<boolean> {
  if (wanted.headers !== null || summary.connection.lacks === 'credentials') return true
  const { params } = await call('runs.job', { run: summary.id })
  return Object.values(params).some((value) => value.includes(mask))
}

async function startFrom(call: Call, summary: RunSummary, awaitsMove: boolean): Promise<Start> {
  const { transitions, gaps, attempts } = await call('runs.connection', { run: summary.id })
  return {
    summary,
    transitions: transitions.filter((transition) => transition.at <= summary.connection.since),
    gaps,
    attempts,
    awaitsMove,
  }
}

/** A new run as it was when it was added, whatever has come since. */
async function newStart(call: Call, run: number): Promise<Start> {
  const summary = await summaryOf(call, run)
  const connection = {
    state: 'connecting',
    cause: null,
    attempt: 0,
    since: summary.createdAt,
    retryAt: null,
  } as const
  const none = { transitions: [], gaps: [], attempts: [] }
  return { ...none, summary: { ...summary, events: 0, connection }, awaitsMove: false }
}

async function summaryOf(call: Call, run: number): Promise<RunSummary> {
  const found = await runWith(call, run)
  if (found === null) throw new RunlightError('not-found', `There is no run ${run} any more: try again.`)
  return found
}
