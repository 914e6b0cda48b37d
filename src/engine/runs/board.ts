// All runs: the summaries that screens show, the live ones with their supervisors, and the push that tells of changes.
// A run is taken up when it has something to do and let go when it is settled, so that cost follows what is live.

import { errorData, RunlightError } from '../../core/basics/errors.ts'
import type { Changes } from '../../core/contract/contract.ts'
import type { Job } from '../../core/job/job.ts'
import type { Params } from '../../core/kind/kind.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import type { NetworkSignal } from '../base/ports.ts'
import { isLoopback } from '../connection/addresses.ts'
import { createConnectLimiter } from '../connection/connect-limiter.ts'
import { createEventLoopBudget } from '../connection/event-loop-budget.ts'
import type { Batch, NewRun } from '../log/rows.ts'
import { askInstant } from '../review/ask.ts'
import { awaitsCredentials } from './awaits-credentials.ts'
import { createBackpressure } from './backpressure.ts'
import { createBatcher } from './batcher.ts'
import { blockedCause } from './crash-guard.ts'
import { createLogHealth } from './log-health.ts'
import { createMarksAndRemoval } from './marks-and-removal.ts'
import { noSuchRun, raise } from './no-such-run.ts'
import { asNotWatched, logGoneCause, onlyReadCause } from './not-watched.ts'
import { createTakeUp, type Taken, type TakeUpDeps } from './take-up.ts'

export type BoardDeps = Omit<TakeUpDeps, 'batcher' | 'limiter' | 'room'>

export type Board = ReturnType<typeof createBoard>

const tickMs = 1_000
const notRunning = 'Runlight was not running'
/** Runs that come back together are spread over this long. */
const spreadMs = 5_000

export function createBoard(deps: BoardDeps) {
  const { log, clock } = deps
  const summaries = new Map<number, RunSummary>()
  const taken = new Map<number, Taken>()
  const taking = new Map<number, Promise<Taken>>()
  const listeners = new Set<(changes: Changes) => void>()
  let seq = 0
  let cancelTick: (() => void) | null = null

  const push = (change: Partial<Omit<Changes, 'seq'>>) => {
    seq++
    const changes: Changes = {
      seq,
      runs: [],
      removed: [],
      servers: null,
      log: null,
      settings: null,
      ...change,
    }
    for (const listener of listeners) listener(changes)
  }

  const health = createLogHealth(log.readOnly, (status) => push({ log: status }))

  const batcher = createBatcher(
    clock,
    (batch: Batch, again: boolean) => log.commit(batch, again),
    (runs) => {
      const known = runs.filter((run) => summaries.has(run.id))
      for (const run of known) summaries.set(run.id, run)
      push({ runs: known })
      for (const run of known) if (isSettled(run.connection.state)) letGo(run.id)
    },
    health.storing,
  )

  const marksAndRemoval = createMarksAndRemoval({ log, clock, batcher, summaries, taken, taking, push })

  const takeUp = createTakeUp({
    ...deps,
    batcher,
    limiter: createConnectLimiter(clock),
    room: createBackpressure(batcher, createEventLoopBudget()),
  })

  const letGo = (id: number) => {
    const entry = taken.get(id)
    if (entry === undefined || batcher.isDirty(id)) return
    if (isSettled(entry.live.connection().state) && entry.supervisor.resting()) taken.delete(id)
  }

  /** The run with its supervisor; taken up from the log where it was at rest. */
  const take = (id: number): Promise<Taken> => {
    const ready = taken.get(id)
    if (ready !== undefined) return Promise.resolve(ready)
    const closed = health.closed()
    if (closed !== null) return Promise.reject(new RunlightError('read-only', closed))
    const pending = taking.get(id) ?? takeNow(id).finally(() => taking.delete(id))
    taking.set(id, pending)
    return pending
  }

  const takeNow = async (id: number): Promise<Taken> => {
    await marksAndRemoval.beforeTaking(id)
    const entry = await takeUp(id)
    taken.set(id, entry)
    return entry
  }

  /** Takes the run up for `what`, and lets it go at once where that left it nothing to do. */
  const act = async (id: number, what: (entry: Taken) => void): Promise<void> => {
    const entry = await take(id)
    // Whoever asked at the same time may have let it go again.
    if (taken.get(id) !== entry) return act(id, what)
    what(entry)
    letGo(id)
  }

  /** Settled, and neither taken up nor about to be: there is nothing to stop. */
  const isAtRest = (id: number): boolean => {
    const run = summaries.get(id)
    return run !== undefined && isSettled(run.connection.state) && !taken.has(id) && !taking.has(id)
  }

  const dropCrashGuards = () =>
    deps.crashGuards
      .keepOnly(async (uid) => (await log.runOf(uid)) !== null)
      .catch((thrown) => deps.onDefect('crashGuards', thrown))

  const tick = () => {
    for (const { supervisor } of taken.values()) supervisor.tick()
    // Nothing may have been stored for hours: that the log is still there is looked at all the same.
    void health.look(log.look)
    cancelTick = clock.after(tickMs, tick)
  }

  return {
    snapshot: () => ({ seq, runs: [...summaries.values()], log: health.status() }),
    summary: (id: number): RunSummary => summaries.get(id) ?? raise(noSuchRun(id)),
    summaries: () => summaries.values(),
    onChanges: (listener: (changes: Changes) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    push,
    /** Loads what is stored, takes up the runs that observe, and settles those that were cut off. */
    start: async () => {
      for (const run of await log.summaries())
        summaries.set(run.id, log.readOnly === null ? run : asNotWatched(run, 'paused', onlyReadCause))
      if (log.readOnly !== null) return
      tick()
      // Runs may have been removed while no engine was there to see it.
      await dropCrashGuards()
      const open = [...summaries.values()].filter(
        (run) => run.imported === null && !isSettled(run.connection.state),
      )
      await Promise.all(open.map((run) => takeUpAgain(run)))
    },
    add: async (run: NewRun): Promise<number> => {
      const id = await log.addRun(run)
      summaries.set(id, { ...run.summary, id })
      push({ runs: [{ ...run.summary, id }] })
      const { supervisor } = await take(id)
      supervisor.start(0)
      return id
    },
    stop: async (id: number) => {
      if (!isAtRest(id)) await act(id, ({ supervisor }) => supervisor.stop())
    },
    retry: (id: number) => act(id, ({ supervisor }) => supervisor.retryNow()),
    giveUpWhenLost: (id: number) => act(id, ({ live }) => live.giveUpWhenLost()),
    remove: async (id: number) => {
      // A log that takes nothing refuses here, before the run is let go.
      await batcher.flush()
      await taken.get(id)?.supervisor.close()
      await batcher.flush()
      await log.removeRun(id)
      taken.delete(id)
      summaries.delete(id)
      push({ removed: [id] })
      await dropCrashGuards()
    },
    mark: marksAndRemoval.mark,
    forget: async (...args: Parameters<typeof marksAndRemoval.forget>) => {
      const forgotten = await marksAndRemoval.forget(...args)
      await dropCrashGuards()
      return forgotten
    },
    /** A run came in from a file, whole. It never connects. */
    adopt: (run: RunSummary) => {
      summaries.set(run.id, run)
      push({ runs: [run] })
    },
    /** The folded job now: a live run's own, else rebuilt from the log. */
    job: async (id: number): Promise<{ job: Job; params: Params }> => {
      const entry = taken.get(id)
      if (entry !== undefined) return { job: entry.live.job(), params: entry.live.params }
      const { job, params } = (await askInstant(log, id, { type: 'end' })) ?? raise(noSuchRun(id))
      return { job, params }
    },
    /** The credentials of a server changed, or with null any: the runs that were refused for them try once more. */
    credentialsChanged: async (serverId: number | null) => {
      const refused = [...summaries.values()].filter((run) => awaitsCredentials(run, serverId))
      for (const { id } of refused)
        await act(id, ({ supervisor }) => supervisor.retryNow()).catch((thrown) =>
          deps.onDefect(`run ${id}`, thrown),
        )
    },
    network: (signal: NetworkSignal) => {
      for (const { supervisor, host } of taken.values()) {
        // A server on this computer needs no network.
        if ((signal === 'offline' || signal === 'online') && isLoopback(host)) continue
        if (signal === 'offline' || signal === 'suspend') supervisor.pause(signal)
        else supervisor.resume(deps.random() * spreadMs)
      }
    },
    /** The log’s writer is away, for this reason, or back (null). */
    logAway: health.away,
    /** The log is gone for good: nothing more is received, since nothing could be kept. */
    halt: async (sentence: string) => {
      health.gone(sentence)
      cancelTick?.()
      const held = [...taken.values()]
      taken.clear()
      await Promise.all(held.map(({ supervisor }) => supervisor.close()))
      const runs = held.flatMap(({ live }) => summaries.get(live.id) ?? [])
      for (const run of runs) summaries.set(run.id, asNotWatched(run, 'refused', logGoneCause))
      push({ runs: runs.flatMap(({ id }) => summaries.get(id) ?? []) })
    },
    unsaved: batcher.unsaved,
    close: async () => {
      cancelTick?.()
      await Promise.all([...taken.values()].map(({ supervisor }) => supervisor.close()))
      if (health.closed() === null) await batcher.end(log.look)
    },
  }

  /** A run that was under way when the engine last ended. What starts work (law 4) and what is not to be retried is not asked for again. */
  async function takeUpAgain(run: RunSummary): Promise<void> {
    try {
      const { live, supervisor } = await take(run.id)
      live.cutOff(notRunning)
      const observes = live.observes()
      if (supervisor.isBlocked()) return live.move('refused', blockedCause, { job: 'unknown' })
      if (observes && run.retry !== false) {
        const delayMs = deps.random() * Math.min(spreadMs, 20 * summaries.size)
        // Its turn may be long in coming, and the connection that the log tells of is gone.
        if (run.connection.state !== 'paused')
          live.move('waiting', notRunning, { retryAt: clock.now() + delayMs })
        return supervisor.start(delayMs)
      }
      const cause = 'Runlight was closed while the job was under way'
      live.move('ended-early', observes ? `${cause}; retrying is switched off` : cause, { job: 'unknown' })
    } catch (thrown) {
      if (!(thrown instanceof RunlightError)) deps.onDefect(`run ${run.id}`, thrown)
      summaries.set(run.id, asNotWatched(run, 'refused', errorData(thrown).message))
    }
  }
}
