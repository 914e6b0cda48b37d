// Watches runs: adds, connects, stops and removes them, over the list of all runs and those that are active. It stores
// through the batcher and pushes what is committed.

import { errorData } from '../../core/basics/errors.ts'
import type { Server } from '../../core/contract/server.ts'
import type { Job } from '../../core/job/job.ts'
import type { Params } from '../../core/kind/kind.ts'
import type { Attention } from '../../core/run/attention-schema.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import type { NetworkSignal } from '../base/ports.ts'
import { createPulse, type Pulse } from '../base/pulse.ts'
import { raise } from '../base/raise.ts'
import type { Telemetry } from '../base/telemetry-port.ts'
import { isLoopback } from '../connection/addresses.ts'
import { createConnectLimiter } from '../connection/connect-limiter.ts'
import { createEventLoopBudget } from '../connection/event-loop-budget.ts'
import type { NewRun } from '../log/rows.ts'
import { askInstant } from '../review/ask.ts'
import { type ActivateDeps, createActivate } from './activate-run.ts'
import { createActiveRuns } from './active-runs.ts'
import { awaitsCredentials } from './awaits-credentials.ts'
import { createBackpressure } from './backpressure.ts'
import { createBatcher } from './batcher.ts'
import { createHoldings } from './holdings.ts'
import { createLogHealth } from './log-health.ts'
import { createMarksAndRemoval } from './marks-and-removal.ts'
import { noSuchRun } from './no-such-run.ts'
import { asNotWatched, logGoneCause, onlyReadCause } from './not-watched.ts'
import { createReadAgain } from './read-again.ts'
import { createRenaming } from './renaming.ts'
import { createRunList } from './run-list.ts'
import { createSetAside } from './set-aside.ts'
import { createTakeUp } from './take-up.ts'
import type { TappedStream } from './tapped-stream.ts'
import { createToldCommit, type ToldCommitDeps } from './told-commit.ts'
import { wholePage } from './whole-page.ts'

export type BoardDeps = Omit<
  ActivateDeps,
  'batcher' | 'limiter' | 'capacity' | 'answered' | 'mayAsk' | 'awake'
> & {
  /** Absent where nobody else could ask for the same. */
  readonly mayAsk?: ActivateDeps['mayAsk']
  /** What a run's alerts and snoozes ask for. */
  readonly attention: (run: RunSummary) => Attention | null
  readonly stored: ToldCommitDeps['stored']
  readonly telemetry: ToldCommitDeps['telemetry'] & Pick<Telemetry, 'answered'>
  /** The blocks of a run are to be made anew. */
  readonly blocksGone: (run: number) => Promise<void>
  /** The server profile of this base URL. */
  readonly serverAt: (baseUrl: string) => Server | null
}

export type Board = ReturnType<typeof createBoard>

const notRunning = 'Runlight was not running'
/** Runs that come back together are spread over this long. */
const spreadMs = 5_000

export function createBoard(deps: BoardDeps) {
  const { log, clock } = deps
  const list = createRunList(deps.attention)
  const { summaries, push } = list
  const aside = createSetAside({ list, clock })
  let pulse: Pulse | null = null
  let leavePlace: (() => void) | null = null
  let isClosing = false

  const health = createLogHealth(log.readOnly, (status) => push({ log: status }))

  const batcher = createBatcher(
    clock,
    createToldCommit({ ...deps, holds: (run) => summaries.has(run) }),
    (runs) => {
      for (const run of list.update(runs)) if (isSettled(run.connection.state)) release(run.id)
    },
    health.storing,
    log.ready,
  )

  const { active, activating, activate, act, release } = createActiveRuns({
    create: createActivate({
      ...deps,
      answered: deps.telemetry.answered,
      mayAsk: deps.mayAsk ?? null,
      awake: () => pulse?.stir(),
      batcher,
      limiter: createConnectLimiter(clock),
      capacity: createBackpressure(batcher, createEventLoopBudget()),
    }),
    beforeActivating: async (id) => {
      await readAgain.beforeActivating(id)
      await marksAndRemoval.beforeActivating(id)
    },
    closed: health.closed,
    isDirty: batcher.isDirty,
  })
  const marksAndRemoval = createMarksAndRemoval({
    log,
    clock,
    batcher,
    summaries,
    active,
    activating,
    changed: (run) => void list.update([run]),
    push,
  })

  const readAgain = createReadAgain({
    log,
    kinds: deps.kinds,
    batcher,
    active,
    activating,
    changed: (run) => void list.update([run]),
    summary: (id) => summaries.get(id),
    blocksGone: deps.blocksGone,
    renamed: createRenaming(deps),
    onDefect: deps.onDefect,
  })

  const takeUp = createTakeUp({
    activate,
    clock,
    isHeld: (id) => !isClosing && summaries.has(id),
    notWatched: (run) => summaries.set(run.id, run),
    onDefect: deps.onDefect,
  })

  /** Settled, and neither active nor about to be: there is nothing to stop. */
  const isAtRest = (id: number): boolean => {
    const run = summaries.get(id)
    return run !== undefined && isSettled(run.connection.state) && !active.has(id) && !activating.has(id)
  }

  const dropCrashGuards = () =>
    deps.crashGuards
      .keepOnly(async (uid) => (await log.runOf(uid)) !== null)
      .catch((thrown) => deps.onDefect('crash-guard', thrown))

  const beat = () =>
    Math.min(...[...active.values()].map(({ supervisor }) => supervisor.tick())) - clock.monotonic()
  const rest = () => {
    pulse?.stop()
    leavePlace?.()
  }

  return {
    /** Whoever watches runs has all of them at hand, and gives them at once. */
    snapshot: () => ({ seq: list.seq(), ...wholePage(list.shown()), log: health.status() }),
    page: () => wholePage([]),
    logStatus: health.status,
    summary: list.get,
    /** Undefined where there is no such run. */
    find: (id: number) => summaries.get(id),
    /** All that screens know of. */
    summaries: list.shown,
    isAside: list.isAside,
    aside: list.aside,
    setAside: aside.set,
    onChanges: list.onChanges,
    onEvery: list.onEvery,
    /** Pushes these runs with what their alerts and snoozes ask for now. */
    attend: list.attend,
    push,
    /** Loads what is stored, reconnects the runs that observe, and settles those that were cut off. */
    start: async () => {
      for (const run of await log.summaries())
        list.load(log.readOnly === null ? run : asNotWatched(run, 'paused', onlyReadCause))
      if (log.readOnly !== null) return
      pulse = createPulse(clock, beat)
      leavePlace = health.watch(log, clock)
      // Runs may have been removed while no engine was there to see it.
      await dropCrashGuards()
      const open = [...summaries.values()].filter(
        (run) => run.imported === null && !isSettled(run.connection.state),
      )
      await Promise.all(
        open.map((run) =>
          takeUp(run, {
            cause: notRunning,
            endCause: 'Runlight was closed while the job was under way',
            unasked: false,
            delayMs: deps.random() * Math.min(spreadMs, 20 * summaries.size),
          }),
        ),
      )
      readAgain.resume([...summaries.values()])
    },
    add: async (run: NewRun): Promise<number> => {
      const id = await log.addRun(run)
      list.add({ ...run.summary, id })
      const { supervisor } = await activate(id)
      supervisor.start(0)
      return id
    },
    /** Adds a run whose streams come through a tap. It is asked for by its client alone. */
    addTapped: async (run: NewRun): Promise<number> => {
      const id = await log.addRun(run)
      list.add({ ...run.summary, id })
      return id
    },
    /**
     * The run `id`, which came through a tap, goes on with one more stream; false where no more of it is recorded. Where it cannot
     * be watched it says so, and does not wait.
     */
    follow: async (id: number, stream: TappedStream): Promise<boolean> => {
      try {
        const { tap } = await activate(id)
        return tap?.follow(stream) ?? false
      } catch (thrown) {
        // Removed while it was read, which may fail in any way.
        if ((await log.run(id).catch(() => undefined)) === null) throw noSuchRun(id)
        const run = summaries.get(id)
        if (run !== undefined) list.update([asNotWatched(run, 'refused', errorData(thrown).message)])
        throw thrown
      }
    },
    stop: async (id: number) => {
      if (!isAtRest(id)) await act(id, ({ supervisor }) => supervisor.stop())
    },
    retry: (id: number) => act(id, ({ supervisor }) => supervisor.retryNow()),
    /** Reads the events of the run again; resolves when that has begun. */
    readAgain: readAgain.start,
    giveUpWhenLost: (id: number) => act(id, ({ live }) => live.giveUpWhenLost()),
    remove: async (id: number) => {
      // A log that takes nothing refuses here, before the run is released.
      await batcher.flush()
      await activating.get(id)?.catch(() => {})
      await active.get(id)?.supervisor.close()
      await batcher.flush()
      await log.removeRun(id)
      active.delete(id)
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
    adopt: list.add,
    /** The folded job now: a live run's own, else rebuilt from the log. */
    job: async (id: number): Promise<{ job: Job; params: Params }> => {
      const entry = active.get(id)
      if (entry !== undefined) return { job: entry.live.job(), params: entry.live.params() }
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
      for (const { supervisor, host } of active.values()) {
        // A server on this computer needs no network.
        if ((signal === 'offline' || signal === 'online') && isLoopback(host)) continue
        if (signal === 'offline' || signal === 'suspend') supervisor.pause(signal)
        else supervisor.resume(deps.random() * spreadMs)
      }
    },
    /** The runs of a shared log that this engine watches, as `Holdings` says. */
    holdings: createHoldings({ log, list, active, activating, batcher, takeUp }),
    notice: health.notice,
    /** What could not be stored is tried again at once. */
    hurry: batcher.hurry,
    /** The log’s writer is away, for this reason, or back (null). */
    logAway: health.away,
    /** The log is gone for good: nothing more is received, since nothing could be kept. */
    halt: async (sentence: string) => {
      health.gone(sentence)
      rest()
      const held = [...active.values()]
      active.clear()
      await Promise.all(held.map(({ supervisor }) => supervisor.close()))
      const runs = held.flatMap(({ live }) => summaries.get(live.id) ?? [])
      for (const run of runs) summaries.set(run.id, asNotWatched(run, 'refused', logGoneCause))
      push({ runs: runs.flatMap(({ id }) => summaries.get(id) ?? []) })
    },
    unsaved: batcher.unsaved,
    close: async () => {
      // What is still being taken up is not begun any more.
      isClosing = true
      rest()
      aside.close()
      await readAgain.close()
      await Promise.all([...active.values()].map(({ supervisor }) => supervisor.close()))
      if (health.closed() === null) await batcher.end(log.look)
    },
  }
}
