// A collector, put together: the engine without screens over a shared log, its place among the others, its own file for what
// the database cannot take, and its turns. Everything that it has it has by its place; what it loses with that is dropped
// before anything else is done.

import { mkdirSync } from 'node:fs'
import { errorData, RunlightError } from '../core/basics/errors.ts'
import type { Changes } from '../core/contract/contract.ts'
import { systemClock } from './base/clock.ts'
import { createCollectorSecrets } from './collect/collector-secrets.ts'
import { createGate, fencedRuns } from './collect/gate.ts'
import { handOver } from './collect/hand-over.ts'
import { createHouseKeeping } from './collect/keep-house.ts'
import { createLease } from './collect/lease.ts'
import { createMayAsk } from './collect/may-ask.ts'
import { openServerWays } from './collect/server-ways.ts'
import { startSpool } from './collect/spool/start-spool.ts'
import { createWork } from './collect/work.ts'
import type { Collector, CollectorOptions } from './collector-options.ts'
import { openEngine } from './engine.ts'
import type { Engine, EngineParts } from './engine-options.ts'
import { usualTtlMs } from './log/team-port.ts'
import { openLogInTime } from './open-log-in-time.ts'

const againMs = 1_000
/** No turn is this one: what was taken back in it is let go. */
const noTurn = -1
const noPlace = 'This collector has no place among those of the log now: others may have its runs.'

/** Resolves when the collector works. Rejects with a RunlightError: `log-away` and `fenced` where its place is lost meanwhile. */
export async function openCollector(options: CollectorOptions): Promise<Collector> {
  const { only, dataDir, version, tell, onDefect } = options
  const clock = systemClock
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const ways = openServerWays(dataDir)
  const spool = await startSpool(dataDir)
  const opened = await openLogInTime(options, await spool.api.instance()).catch(async (thrown: unknown) => {
    await spool.stop()
    throw thrown
  })
  const { team } = opened
  let parts: EngineParts | null = null
  let closing = false
  let joined = 0
  const first = Promise.withResolvers<void>()
  const has = (run: number) => parts === null || parts.board.holdings.has(run)
  const generates = (run: number) => parts?.board.holdings.generates(run) ?? true
  const going = () => parts?.board.holdings.ids().filter(generates) ?? []
  const letGo = (runs: readonly number[]) => {
    parts?.judge.handed.leave(runs)
    parts?.board.holdings.letGo(runs)
  }
  const lease = createLease({
    team,
    clock,
    held: () => {
      tell({ type: 'joined', again: joined++ > 0 })
      first.resolve()
      if (parts !== null) void settleSpool()
    },
    lost: (why) => {
      const ids = parts?.board.holdings.ids() ?? []
      const dropped = ids.filter((id) => !generates(id))
      letGo(dropped)
      // What goes on is to be taken back, whether or not anything comes of it meanwhile.
      if (dropped.length < ids.length) gate.found(ids.filter(generates))
      parts?.board.hurry()
      tell({ type: 'lost-place', why, runs: dropped.length, kept: ids.length - dropped.length })
    },
    refused: ({ message }) => tell({ type: 'refused', sentence: message }),
  })
  const gate = createGate({
    commit: opened.commit,
    lease,
    spool: spool.api,
    clock,
    has,
    generates,
    closing: () => closing,
    letGo,
    stored: () => void team.wake().catch(() => {}),
  })

  /** Runs that an earlier process of this data directory had, and that are this one's again: since which turn. */
  const orphans = new Map<number, number>()
  const adopt = async () => {
    if (parts === null) return
    const { holdings } = parts.board
    const turn = lease.turn()
    const stillOurs = () => lease.holds() && lease.turn() === turn
    const stale = [...orphans].flatMap(([run, since]) => (since === turn ? [] : run))
    // Taken back while the place was lost: whoever claims them next has them.
    const free = stale.filter((run) => !holdings.has(run))
    if (free.length > 0) await team.letGo(free)
    for (const run of stale) orphans.delete(run)
    const runs = [...orphans.keys()]
    const cause = `Collector ${options.name} was lost`
    const endCause = `${cause} while the job was under way`
    const how = { cause, endCause, unasked: false, delayMs: 0 }
    const taken = await Promise.allSettled(runs.map((run) => holdings.take(run, how, stillOurs)))
    await parts.judge.handed.take(runs.filter(holdings.has))
    if (!stillOurs()) return
    for (const [i, run] of runs.entries()) if (taken[i]?.status === 'fulfilled') orphans.delete(run)
    for (const one of taken) if (one.status === 'rejected') throw one.reason
  }

  /** Taken back from the spool and not seen to yet, since which turn: a hand-over that fails midway has taken some for good. */
  const takenBack = new Map<number, number>()
  const handBack = async () => {
    const turn = lease.turn()
    // What goes on here was taken back for the place that there was then.
    const emptied = (upTo: number) => {
      if (lease.turn() !== turn) throw new RunlightError('log-away', noPlace)
      return gate.emptied(upTo)
    }
    await handOver({
      log: opened,
      team,
      spool: spool.api,
      clock,
      gate: { ...gate, emptied },
      going,
      known: (run) => parts?.board.holdings.events(run) ?? null,
      took: (run) => takenBack.set(run, turn),
      kept: (run, why) => {
        letGo([run])
        if (takenBack.delete(run)) orphans.set(run, noTurn)
        tell({ type: 'kept', run, why })
      },
    })
    const back = [...takenBack]
    takenBack.clear()
    if (back.length > 0) tell({ type: 'handed-over', runs: back.length })
    parts?.board.holdings.storeAgain(back.map(([run]) => run))
    for (const [run, since] of back) if (!has(run) || parts === null) orphans.set(run, since)
  }

  const canSettle = () =>
    !closing && (gate.isSpooling() || (parts !== null && orphans.size > 0)) && lease.holds()

  const settle = async (): Promise<void> => {
    while (canSettle()) {
      const beganAt = clock.monotonic()
      try {
        if (gate.isSpooling()) await handBack()
        await adopt()
      } catch (thrown) {
        const { code, detail } = errorData(thrown)
        const runs = fencedRuns(detail)
        if (code === 'fenced' && runs.length > 0) letGo(runs)
        else if (code === 'fenced') lease.fenced(beganAt)
        else if (code !== 'log-away') onDefect('hand-over', thrown)
        await new Promise((resolve) => setTimeout(resolve, againMs))
      }
    }
  }

  let settling: Promise<void> | null = null
  /** Hands over what lies in the spool, one at a time and again until nothing does or the place is lost. Never rejects. */
  const settleSpool = (): Promise<void> => {
    settling ??= settle().finally(() => {
      settling = null
      // The place may have been taken again since the last look.
      if (canSettle()) void settleSpool()
    })
    return settling
  }

  const close = async () => {
    closing = true
    lease.stop()
    // Others may have what this one had, at once.
    await team.leave().catch(() => {})
    await team.wake().catch(() => {})
    await opened.close()
    await spool.stop()
  }

  let names: readonly string[] = []
  const readNames = async () => {
    names = (await opened.servers()).map(({ name: server }) => server)
  }
  let engine: Engine
  try {
    void lease.join()
    await first.promise
    if ((await spool.api.first()) !== null) {
      gate.found(await spool.api.runs())
      await settleSpool()
    }
    await readNames()
    const { secrets: own, env } = options
    engine = await openEngine({
      dataDir,
      host: 'terminal',
      version,
      secrets: createCollectorSecrets({
        own,
        env,
        team,
        serverNames: () => names,
        ways,
        withheld: (server, source, why) => tell({ type: 'withheld', server, source, path: ways.path, why }),
      }),
      network: () => () => {},
      sample: null,
      commands: true,
      onDefect,
      ...(options.telemetry === undefined ? {} : { telemetry: options.telemetry }),
      log: async () => ({ ...opened, commit: gate.commit, summaries: async () => [], close }),
      shared: {
        mayAsk: createMayAsk({ team, lease, has, monotonic: clock.monotonic }),
        newest: team.page,
        stands: (given) => {
          parts = given
        },
      },
    })
  } catch (thrown) {
    await close()
    throw thrown
  }
  const { board, judge, servers, settings } = stood(parts)
  engine.onChanges(createHealthTold(tell))
  const house = createHouseKeeping({
    team,
    log: opened,
    lease,
    clock,
    lookMs: (options.ttlMs ?? usualTtlMs) / 3,
    rules: async () => {
      await settings.load()
      return settings.get().retention
    },
    gone: letGo,
    beside: judge.alone,
    tell,
    onDefect,
  })
  const work = createWork({
    team,
    lease,
    monotonic: clock.monotonic,
    board,
    servers: servers.list,
    dispatch: engine.dispatch,
    reload: async (feed) => {
      if (feed.servers) await readNames()
      if (feed.servers) await servers.load()
      if (feed.settings) await settings.load()
      if (feed.rules) await judge.reload()
      if (feed.upkeep) house.poke()
    },
    judged: judge.handed.take,
    letGo,
    inSpool: (run) => gate.isSpooled(run) || takenBack.has(run) || orphans.has(run),
    only,
    opensSealed: options.secrets.poolKey !== null,
    tell,
    onDefect,
  })
  void settleSpool()
  void work.run()
  house.start()
  return {
    logStatus: () => (lease.holds() ? engine.logStatus() : { state: 'away', sentence: noPlace }),
    noteDefect: engine.noteDefect,
    close: async () => {
      closing = true
      work.end()
      await house.close()
      await engine.close()
    },
  }
}

/** Tells once that the log is away, and once that it is back. */
function createHealthTold(tell: CollectorOptions['tell']): (changes: Pick<Changes, 'log'>) => void {
  let isAway = false
  return ({ log }) => {
    if (log === null || (log.state === 'away') === isAway) return
    isAway = log.state === 'away'
    tell(isAway ? { type: 'away', sentence: log.sentence ?? '' } : { type: 'back' })
  }
}

function stood(parts: EngineParts | null): EngineParts {
  if (parts === null) throw new Error('The engine has not handed its parts over.')
  return parts
}
