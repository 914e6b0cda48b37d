// Activates a run from the log: its job rebuilt from the last checkpoint, its latest events, and a supervisor that can
// connect it. When to activate and release a run is decided in active-runs.ts.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Server } from '../../core/contract/server.ts'
import type { Kind } from '../../core/kind/kind.ts'
import { startsWork } from '../../core/kind/match-kind.ts'
import type { Clock } from '../base/clock.ts'
import type { SecretStore } from '../base/ports.ts'
import type { Agents } from '../connection/agents.ts'
import type { ConnectLimiter } from '../connection/connect-limiter.ts'
import type { Ending } from '../connection/endings.ts'
import { rebuildJob } from '../fold/rebuild-job.ts'
import type { LogAccess } from '../log/port.ts'
import type { StoredRun } from '../log/rows.ts'
import type { Batcher } from './batcher.ts'
import type { CrashGuards } from './crash-guard.ts'
import { createLiveRun, type LiveRun, type LiveRunOut, type LiveRunStart } from './live-run.ts'
import { noSuchRun } from './no-such-run.ts'
import { prepareRequest } from './prepare.ts'
import { createSupervisor, type Supervisor, type SupervisorDeps } from './supervisor.ts'
import { createTapFollower, type TapFollower } from './tap-follower.ts'

export type ActivateDeps = {
  readonly log: LogAccess
  readonly kinds: ReadonlyMap<string, Kind>
  readonly clock: Clock
  readonly agents: Agents
  readonly secrets: SecretStore
  readonly server: (id: number) => Server | null
  readonly random: () => number
  readonly onDefect: (where: string, thrown: unknown) => void
  readonly hide: (text: string) => string
  readonly crashGuards: CrashGuards
  readonly batcher: Batcher
  readonly limiter: ConnectLimiter
  readonly capacity: SupervisorDeps['capacity']
  readonly answered: SupervisorDeps['answered']
  readonly awake: LiveRunOut['awake']
  /** As a connection asks it, of run `id`; null where nobody else could ask for the same. */
  readonly mayAsk: ((id: number, startsWork: boolean) => Promise<Ending | null>) | null
}

/** A run that the engine works on; `host` is the URL of its server. `tap` is its supervisor where it came through a tap. */
export type ActiveRun = {
  readonly live: LiveRun
  readonly supervisor: Supervisor
  readonly host: string
  readonly tap: TapFollower | null
  /** Nothing more of it is stored: another has the run. */
  readonly sever: () => void
}

/** The latest events of a run that is activated, for recognising what its next connection sends again. */
const recalled = 500

/** The function that activates run `id`; it rejects where there is no such run, or no kind for it. */
export function createActivate(deps: ActivateDeps) {
  const { log, clock, batcher, limiter, capacity } = deps

  const { mayAsk } = deps

  const createLive = (
    stored: StoredRun,
    kind: Kind,
    known: Pick<LiveRunStart, 'job' | 'checkpoint' | 'openGap' | 'openAttempt' | 'recent'>,
    isHeld: () => boolean,
  ): LiveRun => {
    const { summary, resumeId, transitions, params } = stored
    const live: LiveRun = createLiveRun({ summary, resumeId, transitions, kind, params, ...known }, clock, {
      event: (event) => {
        if (isHeld()) batcher.event(event)
      },
      dirty: () => {
        if (isHeld()) batcher.dirty(live)
      },
      past: { stored: batcher.stored, log },
      awake: deps.awake,
      hide: deps.hide,
    })
    return live
  }

  const supervise = (stored: StoredRun, live: LiveRun): Omit<ActiveRun, 'sever'> => {
    const { uid, params, hasSecret, baseUrl, summary } = stored
    const host = summary.serverId === null ? baseUrl : (deps.server(summary.serverId)?.baseUrl ?? baseUrl)
    if (summary.tapped !== undefined) {
      const tap = createTapFollower({ run: live, clock, capacity, hide: deps.hide, onDefect: deps.onDefect })
      return { live, supervisor: tap, host, tap }
    }
    const source = { uid, kind: live.kind, params, baseUrl, hasSecret }
    const supervisor = createSupervisor({
      run: live,
      clock,
      limiter,
      server: summary.server,
      capacity,
      answered: deps.answered,
      prepare: (resumeFrom) => {
        const server = summary.serverId === null ? null : deps.server(summary.serverId)
        return prepareRequest(source, server, resumeFrom, deps.secrets, deps.agents)
      },
      random: deps.random,
      onDefect: deps.onDefect,
      hide: deps.hide,
      crashGuard: deps.crashGuards.of(uid),
      mayAsk: mayAsk === null ? null : (startsWork) => mayAsk(live.id, startsWork),
      startsWork: (url) => startsWork(url, deps.kinds.values()),
    })
    return { live, supervisor, host, tap: null }
  }

  return async (id: number): Promise<ActiveRun> => {
    const stored = await log.run(id)
    if (stored === null) throw noSuchRun(id)
    const kind = deps.kinds.get(stored.summary.kind)
    if (kind === undefined)
      throw new RunlightError(
        'not-found',
        `There is no kind “${stored.summary.kind}” here, so that the run can be read and not watched: put its kind file back.`,
      )
    const { job, checkpoint } = await rebuildJob(log, id, stored.summary.events, kind, stored.params)
    // A checkpoint may stand for all of them: what a new connection sends again is told by the events themselves.
    const recent = await log.latest(id, recalled)
    const openGap = (await log.gaps(id, 1)).find((gap) => gap.until === null) ?? null
    const openAttempt = (await log.attempts(id, 1)).find((attempt) => attempt.endedAt === null) ?? null
    let held = true
    const known = { job, checkpoint, openGap, openAttempt, recent }
    const live = createLive(stored, kind, known, () => held)
    deps.awake()
    return {
      ...supervise(stored, live),
      sever: () => {
        held = false
      },
    }
  }
}
