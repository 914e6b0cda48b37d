// The engine, put together: the log on its threads, the board of runs, the calls. This is the room's one door; hosts know
// nothing behind it.

import { RunlightError } from '../core/basics/errors.ts'
import type { Changes } from '../core/contract/contract.ts'
import { createDispatch, type Dispatch } from '../core/contract/dispatch.ts'
import { type Clock, systemClock } from './base/clock.ts'
import { kinds as allKinds } from './base/kinds.ts'
import type { FilePort, NetworkPort, SamplePort, SecretStore } from './base/ports.ts'
import { diagnosticsCall } from './calls/diagnostics.ts'
import { listKinds, matchKinds } from './calls/kinds.ts'
import { logCalls } from './calls/log.ts'
import { reviewCalls } from './calls/review.ts'
import { runCalls } from './calls/runs.ts'
import { searchCallsOf, windowOf } from './calls/search.ts'
import { startSample } from './calls/start-sample.ts'
import { storageCalls } from './calls/storage.ts'
import { transcriptCallsOf } from './calls/transcripts.ts'
import { createAgents } from './connection/agents.ts'
import { createDefects } from './diagnostics/defects.ts'
import { createKnownSecrets } from './diagnostics/known-secrets.ts'
import { createSlowCalls } from './diagnostics/slow-calls.ts'
import { containKind } from './fold/contain-kind.ts'
import { openLog } from './log/sqlite/threads/open-log.ts'
import { createBlockKeeper } from './review/block-filler.ts'
import { createBoard } from './runs/board.ts'
import { openDangers } from './runs/dangers.ts'
import { lastWords } from './runs/last-words.ts'
import { authHeaders, serverHeaders } from './runs/prepare.ts'
import { checkDraft, createServers } from './servers/servers.ts'
import { testServer } from './servers/test-server.ts'
import { createSettings } from './settings/settings.ts'
import { createStorage } from './storage/index.ts'
import { sayWriter } from './threads/say-writer.ts'
import { createTranscripts, type Transcripts } from './transcripts/index.ts'

export { findDataDir } from './base/data-dir.ts'
export type {
  FilePort,
  NetworkPort,
  NetworkSignal,
  SamplePort,
  SampleRun,
  SaveTarget,
  SecretKeeping,
  SecretStore,
} from './base/ports.ts'
export { createSessionSecrets } from './base/ports.ts'
export type { Rescued } from './log/sqlite/salvage/rescue.ts'
export { type SalvageReport, salvageLog } from './log/sqlite/salvage/salvage.ts'
export { salvageFile } from './log/sqlite/salvage/salvage-file.ts'
export { diagnose } from './terminal/diagnose.ts'
export { openReadOnlyLog, type ReadOnlyLog } from './terminal/read-log.ts'
export { type RulesThere, readRules, setRule } from './terminal/rules.ts'
export {
  backUpLog,
  checkLogWhole,
  markRun,
  pruneLog,
  readSizes,
  restoreLog,
  type Told,
} from './terminal/storage.ts'
export { exportLog, type LogExport, type LogExported, openImport } from './terminal/transcripts.ts'
export type { Sink } from './transcripts/export/sink.ts'
export { openRecording } from './transcripts/import/recording.ts'
export type { Download } from './transcripts/index.ts'

export type EngineOptions = {
  readonly dataDir: string
  readonly host: 'desktop' | 'browser' | 'terminal'
  readonly version: string
  readonly secrets: SecretStore
  readonly network: NetworkPort
  readonly sample: SamplePort | null
  /** Watch the sample backend from the start: it is up before the runs of an earlier day ask for it. */
  readonly watchSample?: boolean
  /** How files leave; null where this host has no way of its own. */
  readonly files?: FilePort | null
  /** A log that cannot be written is opened for reading, and says so, instead of being refused. */
  readonly mayOnlyRead?: boolean
  /** Told of errors that are nobody's input: for the host's diagnostics. Never carries a secret. */
  readonly onDefect: (where: string, thrown: unknown) => void
  readonly clock?: Clock
}

export type Engine = {
  readonly dispatch: Dispatch
  readonly onChanges: (listener: (changes: Changes) => void) => () => void
  /** Notes a defect of the host’s own among the engine’s, for the diagnostics. */
  readonly noteDefect: (where: string, thrown: unknown) => void
  /** What the host itself does with transcripts: hands over downloads, and imports files of this computer. */
  readonly transcripts: Pick<Transcripts, 'download' | 'importPath' | 'progress' | 'settled' | 'cancel'>
  /**
   * Stops every connection, stores what is left, closes the log; within 5 s. Rejects with a RunlightError that says what
   * was not stored and why. A second call waits for the first.
   */
  readonly close: () => Promise<void>
}

const closeWithinMs = 4_500
/** A log of an earlier version gets what it lacks once the screens have what they asked for first. */
const fillAfterMs = 3_000

/** Opens the engine on `dataDir`; rejects with a RunlightError that says what to do. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { dataDir, host, version, sample } = options
  const clock = options.clock ?? systemClock
  const known = createKnownSecrets(options.secrets)
  const secrets = known.store
  const defects = createDefects(known.hide, options.onDefect)
  const onDefect = defects.note
  const kinds = new Map([...allKinds].map(([id, kind]) => [id, containKind(kind, onDefect)]))
  const slow = createSlowCalls(clock.monotonic)
  const opened = await openLog(dataDir, host, options.mayOnlyRead, (thread, news) => {
    if (news.state === 'down') onDefect(`log ${thread}`, news.error)
    if (thread === 'writer') board.logAway(sayWriter(news))
  })
  const log = slow.watch(opened)
  const agents = createAgents()
  const servers = createServers(log, secrets, clock, (list) => board.push({ servers: list }))
  const board = createBoard({
    log,
    kinds,
    clock,
    agents,
    secrets,
    server: servers.get,
    random: Math.random,
    onDefect,
    hide: known.hide,
    dangers: openDangers(dataDir),
  })
  const settings = createSettings(log, (next) => board.push({ settings: next }))
  const storage = createStorage({ dataDir, log, board, settings, clock, secrets, onDefect })
  const keeper = createBlockKeeper(log)
  const search = searchCallsOf({ log, kinds })
  const transcripts = createTranscripts({
    log,
    dataDir,
    board,
    kinds,
    server: servers.get,
    secrets,
    patterns: () => settings.get().redact,
    search: async (input) => search['search.run'](input),
    files: options.files ?? null,
    clock,
    version,
    onDefect,
  })
  let endStorage = async () => {}
  void log.death.then((error) => {
    onDefect('log thread', error)
    void board.halt('The log stopped working: close Runlight and start it again. What was shown is stored.')
  })
  try {
    if (options.watchSample && log.readOnly === null) await sample?.()
    await servers.load()
    await settings.load()
    await transcripts.start()
    await board.start()
    endStorage = await storage.start()
  } catch (thrown) {
    // Runs may be under way already, and nothing of them may outlive this.
    await board.close().catch(() => {})
    await agents.close()
    await log.close()
    throw thrown
  }
  const leaveNetwork = options.network(board.network)
  const readAgain = async () => {
    await servers.load()
    board.push({ servers: servers.list() })
    await board.credentialsChanged(null)
  }
  const leaveSecrets = secrets.onChange(
    () => void readAgain().catch((thrown) => onDefect('credentials', thrown)),
  )
  const cancelFill = clock.after(
    fillAfterMs,
    () => void keeper.fill().catch((thrown) => onDefect('blocks', thrown)),
  )
  const runDeps = { kinds, servers, board, log, secrets, clock }

  const dispatch = createDispatch(
    {
      'app.info': () => ({
        name: 'Runlight',
        version,
        host,
        dataDir,
        capabilities: {
          sampleBackend: sample !== null,
          keepsSecrets: secrets.keeping().keeps,
          secretsNote: secrets.keeping().note,
        },
        readOnly: log.readOnly,
      }),
      ...diagnosticsCall({
        version,
        host,
        dataDir,
        board,
        secrets,
        settings,
        servers,
        defects,
        slow,
        clock,
        hide: known.hide,
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
        if (draft.secret !== null) known.learn(draft.secret)
        const stored = draft.id === null ? null : servers.get(draft.id)
        const kept = draft.secret === null && stored !== null ? await serverHeaders(stored, secrets) : null
        return testServer(draft, kept ?? authHeaders(draft.auth, draft.secret ?? ''), agents, clock)
      },
      'runs.snapshot': () => ({ ...board.snapshot(), servers: servers.list(), settings: settings.get() }),
      ...runCalls(runDeps),
      ...storageCalls(board, storage),
      ...reviewCalls({ log }),
      ...logCalls({ ...runDeps, keeper }),
      'events.window': ({ run, filter, index, limit }) => {
        board.summary(run)
        return windowOf(log, run, filter, index, limit)
      },
      ...search,
      ...transcriptCallsOf(transcripts),
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

  if (options.watchSample && log.readOnly === null) await dispatch('app.startSample', {})

  let closing: Promise<void> | null = null
  const close = async () => {
    cancelFill()
    keeper.stop()
    leaveNetwork()
    leaveSecrets()
    await endStorage()
    await transcripts.close()
    try {
      await board.close()
    } finally {
      // What could not be stored was never shown; the log is closed properly all the same.
      await agents.close()
      await log.close()
    }
  }
  return {
    dispatch,
    onChanges: board.onChanges,
    transcripts,
    noteDefect: onDefect,
    close: () => (closing ??= endInTime()),
  }

  function endInTime(): Promise<void> {
    const late = new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        const events = board.unsaved()
        if (events === 0) resolve()
        else reject(lastWords(null, events))
      }
      setTimeout(giveUp, closeWithinMs).unref()
    })
    return Promise.race([close(), late])
  }
}
