// The engine, put together: the log on its threads, the board of runs, the calls. This is the room's one door; hosts know
// nothing behind it.

import type { Changes } from '../core/contract.ts'
import { createDispatch, type Dispatch } from '../core/dispatch.ts'
import { RunlightError } from '../core/errors.ts'
import { listKinds, matchKinds } from './calls/kinds.ts'
import { runCalls } from './calls/runs.ts'
import { checkDraft, createServers } from './calls/servers.ts'
import { createSettings } from './calls/settings.ts'
import { startSample } from './calls/start-sample.ts'
import { testServer } from './calls/test-server.ts'
import { type Clock, systemClock } from './clock.ts'
import { createAgents } from './connection/agents.ts'
import { kinds } from './kinds.ts'
import { openLog } from './log/access.ts'
import type { NetworkPort, SamplePort, SecretStore } from './ports.ts'
import { createBoard } from './runs/board.ts'
import { authHeaders, serverHeaders } from './runs/prepare.ts'

export { findDataDir } from './data-dir.ts'
export type { NetworkPort, NetworkSignal, SamplePort, SampleRun, SecretStore } from './ports.ts'
export { createSessionSecrets } from './ports.ts'
export { openReadOnlyLog, type ReadOnlyLog } from './read-only-log.ts'

export type EngineOptions = {
  readonly dataDir: string
  readonly host: 'desktop' | 'browser' | 'terminal'
  readonly version: string
  readonly secrets: SecretStore
  readonly network: NetworkPort
  readonly sample: SamplePort | null
  /** Watch the sample backend from the start: it is up before the runs of an earlier day ask for it. */
  readonly watchSample?: boolean
  /** Told of errors that are nobody's input: for the host's diagnostics. Never carries a secret. */
  readonly onDefect: (where: string, thrown: unknown) => void
  readonly clock?: Clock
}

export type Engine = {
  readonly dispatch: Dispatch
  readonly onChanges: (listener: (changes: Changes) => void) => () => void
  /** Stops every connection, stores what is left, closes the log. Resolves within 5 s. */
  readonly close: () => Promise<void>
}

const closeWithinMs = 5_000

/** Opens the engine on `dataDir`; rejects with a RunlightError that says what to do. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { dataDir, host, version, secrets, sample, onDefect } = options
  const clock = options.clock ?? systemClock
  const log = await openLog(dataDir, host)
  const agents = createAgents()
  const servers = createServers(log, secrets, clock, (list) => board.push({ servers: list }))
  const board = createBoard({ log, kinds, clock, agents, secrets, server: servers.get, random: Math.random })
  const settings = createSettings(log, (next) => board.push({ settings: next }))
  void log.death.then((error) => {
    onDefect('log thread', error)
    board.push({
      log: {
        state: 'failed',
        sentence: 'The log stopped working: close Runlight and start it again. What was shown is stored.',
      },
    })
  })
  try {
    if (options.watchSample) await sample?.()
    await servers.load()
    await settings.load()
    await board.start()
  } catch (thrown) {
    await log.close()
    throw thrown
  }
  const leaveNetwork = options.network(board.network)
  const runDeps = { kinds, servers, board, log, secrets, clock }

  const dispatch = createDispatch(
    {
      'app.info': () => ({
        name: 'Runlight',
        version,
        host,
        dataDir,
        capabilities: { sampleBackend: sample !== null, keepsSecrets: secrets.keeps },
      }),
      'app.startSample': () => startSample(runDeps, sample),
      'settings.get': settings.get,
      'settings.set': settings.set,
      'kinds.list': () => listKinds(kinds, log),
      'kinds.match': ({ text }) => matchKinds(text, kinds, servers),
      'servers.save': async (draft) => {
        const saved = await servers.save(draft)
        if (draft.secret !== null) await board.credentialsChanged(saved.id)
        return saved
      },
      'servers.remove': async ({ id }) => {
        await servers.remove(id)
        return {}
      },
      'servers.test': async (draft) => {
        checkDraft(draft)
        const stored = draft.id === null ? null : servers.get(draft.id)
        const kept = draft.secret === null && stored !== null ? await serverHeaders(stored, secrets) : null
        return testServer(draft, kept ?? authHeaders(draft.auth, draft.secret ?? ''), agents, clock)
      },
      'runs.snapshot': () => ({ ...board.snapshot(), servers: servers.list(), settings: settings.get() }),
      ...runCalls(runDeps),
      'events.window': ({ run, filter, index, limit }) => {
        board.summary(run)
        return log.window(run, filter, index, limit)
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
    },
    onDefect,
  )

  if (options.watchSample) await dispatch('app.startSample', {})

  const close = async () => {
    leaveNetwork()
    await board.close()
    await agents.close()
    await log.close()
  }
  return {
    dispatch,
    onChanges: board.onChanges,
    close: () =>
      Promise.race([close(), new Promise<void>((resolve) => setTimeout(resolve, closeWithinMs).unref())]),
  }
}
