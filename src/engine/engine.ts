// The engine, put together: the log on its threads, the board of runs, the calls. It opens and closes; what is called
// stands in calls/.

import { join } from 'node:path'
import type { RuleDraft } from '../core/alerts/rule.ts'
import type { Changes } from '../core/contract/contract.ts'
import { createDispatch, type Dispatch } from '../core/contract/dispatch.ts'
import { createAlertJudge } from './alerts/alerts.ts'
import { createOutward } from './alerts/outward/outward.ts'
import { type Clock, systemClock } from './base/clock.ts'
import { openKinds } from './base/kind-set.ts'
import type { DeskPort, FilePort, NetworkPort, SamplePort, SecretStore } from './base/ports.ts'
import { alertCallsOf } from './calls/alerts.ts'
import { appCalls } from './calls/app.ts'
import { channelCallsOf } from './calls/channels.ts'
import { deskCallsOf } from './calls/desk.ts'
import { diagnosticsCall } from './calls/diagnostics.ts'
import { digestCalls } from './calls/digest.ts'
import { eventCalls } from './calls/events.ts'
import { createKindFiles } from './calls/kind-files.ts'
import { listKinds, matchKinds } from './calls/kinds.ts'
import { logCalls } from './calls/log.ts'
import { readingCalls } from './calls/reading.ts'
import { readRequests } from './calls/requests.ts'
import { reviewCalls } from './calls/review.ts'
import { runCalls } from './calls/runs.ts'
import { searchCallsOf } from './calls/search.ts'
import { serverCalls } from './calls/servers.ts'
import { sparkCalls } from './calls/sparks.ts'
import { storageCalls } from './calls/storage.ts'
import { transcriptCallsOf } from './calls/transcripts.ts'
import { createAgents } from './connection/agents.ts'
import { createDefects } from './diagnostics/defects.ts'
import { createKnownSecrets } from './diagnostics/known-secrets.ts'
import { createSlowCalls } from './diagnostics/slow-calls.ts'
import { isolateKind } from './fold/isolate-kind.ts'
import { openLog } from './log/sqlite/threads/open-log.ts'
import { createBlockFiller } from './review/block-filler.ts'
import { createBoard } from './runs/board.ts'
import { closeInTime } from './runs/close-in-time.ts'
import { openCrashGuards } from './runs/crash-guard.ts'
import { createServers } from './servers/servers.ts'
import { createSettings } from './settings/settings.ts'
import { createStorage } from './storage/index.ts'
import { writerMessage } from './threads/writer-message.ts'
import { createTranscripts, type Transcripts } from './transcripts/index.ts'

export type EngineOptions = {
  readonly dataDir: string
  readonly host: 'desktop' | 'browser' | 'terminal'
  readonly version: string
  readonly secrets: SecretStore
  readonly network: NetworkPort
  readonly sample: SamplePort | null
  /** The host gives its page a window without a browser around it. */
  readonly ownWindow?: boolean
  /** The page tells of alerts itself: the host has no notifications of its own. */
  readonly pageNotifies?: boolean
  /** The desktop around the host's window; null where there is none. */
  readonly desk?: DeskPort | null
  /** Watch the sample backend from the start: it is up before the runs of an earlier day ask for it. */
  readonly watchSample?: boolean
  /** How files leave; null where this host has no way of its own. */
  readonly files?: FilePort | null
  /** Alerts may run the commands that the configuration file of the data directory names. */
  readonly commands?: boolean
  /** A log that cannot be written is opened for reading, and says so, instead of being refused. */
  readonly mayOnlyRead?: boolean
  /** Told of errors that are nobody's input: for the host's diagnostics. Never carries a secret. */
  readonly onDefect: (where: string, thrown: unknown) => void
  readonly clock?: Clock
  /** Validate every answer by its schema: a wrong one is a defect (`checksAnswers`). */
  readonly checkAnswers?: boolean
}

export type Engine = {
  readonly dispatch: Dispatch
  readonly onChanges: (listener: (changes: Changes) => void) => () => void
  /** Notes a defect of the host’s own among the engine’s, for the diagnostics. */
  readonly noteDefect: (where: string, thrown: unknown) => void
  /** Rules that a host lends the engine for as long as it is open: judged as any other, and stored nowhere. */
  readonly lent: {
    /**
     * Resolves to the rule's id, which its alerts name. What was before `since` (epoch ms) is no news to it. Rejects `bad-input`
     * for a search that cannot be understood.
     */
    readonly lend: (rule: RuleDraft, since: number) => Promise<string>
    /** Resolves when every alert of what was pushed so far is stored and pushed. */
    readonly settled: () => Promise<void>
  }
  /** What the host itself does with transcripts: hands over downloads, and imports files of this computer. */
  readonly transcripts: Pick<Transcripts, 'download' | 'importPath' | 'progress' | 'settled' | 'cancel'>
  /**
   * Stops every connection, stores what is left, closes the log; within 5 s. Rejects with a RunlightError that says what
   * was not stored and why. A second call waits for the first.
   */
  readonly close: () => Promise<void>
}

/** A log of an earlier version gets what it lacks once the screens have what they asked for first. */
const fillAfterMs = 3_000

/** Opens the engine on `dataDir`; rejects with a RunlightError that says what to do. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { dataDir, host, version, sample } = options
  const clock = options.clock ?? systemClock
  const desk = options.desk ?? null
  const known = createKnownSecrets(options.secrets)
  const secrets = known.store
  const defects = createDefects(known.hide, options.onDefect)
  const onDefect = defects.note
  const kindSet = openKinds(dataDir, (kind) => isolateKind(kind, onDefect))
  const { kinds } = kindSet
  const slow = createSlowCalls(clock.monotonic)
  const opened = await openLog(dataDir, host, options.mayOnlyRead, (thread, news) => {
    if (news.state === 'down') onDefect(`log ${thread}`, news.error)
    if (thread === 'writer') board.logAway(writerMessage(news))
  })
  // Housekeeping and exports take long by their nature.
  const log = slow.watch(opened, ['files', 'weigh', 'plan', 'bytes', 'openExport'])
  const agents = createAgents()
  const servers = createServers(log, secrets, clock, (list) => board.push({ servers: list }))
  const board = createBoard({
    log,
    kinds,
    clock,
    agents,
    secrets,
    server: servers.get,
    serverAt: servers.byUrl,
    random: Math.random,
    onDefect,
    hide: known.hide,
    crashGuards: openCrashGuards(dataDir),
    blocksGone: (run) => filler.again(run),
    attention: (run) => judge.attention(run),
    stored: (batch) => judge.stored(batch),
  })
  const outward = createOutward({ ...known, ...options, log, secrets, agents, clock })
  const judge = createAlertJudge({
    log,
    clock,
    names: { kind: (id) => kinds.get(id)?.label ?? id, channel: outward.channels.nameOf },
    outward,
    runs: board.summaries,
    attend: board.attend,
    push: board.push,
    onDefect,
  })
  board.onEvery(judge.changed)
  const settings = createSettings(log, (next) => board.push({ settings: next }))
  const storage = createStorage({ log, board, settings, clock, secrets, onDefect })
  const filler = createBlockFiller(log)
  const search = searchCallsOf({ log, kinds, isAside: board.isAside, zone: () => settings.get().zone })
  const transcripts = createTranscripts({
    log,
    uploads: join(dataDir, 'imports'),
    kindsDir: dataDir,
    board,
    kinds,
    server: servers.get,
    secrets,
    patterns: () => settings.get().redact,
    keepAlerts: judge.keep,
    search: async (input) => search['search.run'](input),
    files: options.files ?? null,
    clock,
    version,
    onDefect,
  })
  const kindFiles = createKindFiles({ dataDir, set: kindSet, log, push: board.push, onDefect })
  let endStorage = async () => {}
  void log.death.then((error) => {
    onDefect('log thread', error)
    void board.halt('The log stopped working: close Runlight and start it again. What was shown is stored.')
  })
  try {
    if (options.watchSample && log.readOnly === null) await sample?.()
    await servers.load()
    await Promise.all([settings.load(), outward.channels.load()])
    await transcripts.start()
    await judge.load()
    await board.start()
    await judge.start()
    endStorage = await storage.start()
  } catch (thrown) {
    // Runs may be under way already, and nothing of them may outlive this.
    await board.close().catch(() => {})
    await agents.close()
    await log.close()
    throw thrown
  }
  const leaveKinds = kindFiles.watch()
  const leaveNetwork = options.network(board.network)
  const readAgain = async () => {
    await servers.load()
    await outward.channels.lookUp()
    board.push({ servers: servers.list(), rules: true })
    await board.credentialsChanged(null)
  }
  const leaveSecrets = secrets.onChange(
    () => void readAgain().catch((thrown) => onDefect('credentials', thrown)),
  )
  const cancelFill = clock.after(
    fillAfterMs,
    () => void filler.fill().catch((thrown) => onDefect('blocks', thrown)),
  )
  const runDeps = { kinds, servers, board, log, secrets, clock }

  const dispatch = createDispatch(
    {
      ...appCalls({
        version,
        host,
        dataDir,
        sample,
        ownWindow: options.ownWindow === true,
        desk: desk !== null,
        pageNotifies: options.pageNotifies === true,
        runDeps,
      }),
      ...deskCallsOf(desk),
      ...diagnosticsCall({
        version,
        host,
        log,
        board,
        judge,
        secrets,
        settings,
        servers,
        defects,
        slow,
        clock,
        hide: known.hide,
      }),
      'settings.get': settings.get,
      'settings.set': settings.set,
      'kinds.list': async () => {
        await kindFiles.refresh()
        return listKinds(kinds, log)
      },
      'kinds.match': ({ text }) => matchKinds(text, kinds, servers),
      'requests.read': (input) => readRequests(input, kinds, servers),
      ...kindFiles.calls,
      ...serverCalls({ servers, board, secrets, known, agents, clock }),
      'runs.snapshot': () => ({ ...board.snapshot(), servers: servers.list(), settings: settings.get() }),
      ...runCalls(runDeps),
      ...storageCalls(board, storage),
      ...reviewCalls({ log }),
      ...sparkCalls({ log, board, clock }),
      ...readingCalls(runDeps),
      ...logCalls({ ...runDeps, filler }),
      ...search,
      ...transcriptCallsOf(transcripts),
      ...eventCalls({ log, board, zone: () => settings.get().zone }),
      ...digestCalls({ log, clock, aside: board.aside }),
      ...alertCallsOf({ ...outward, judge, log, board, clock }),
      ...channelCallsOf({ ...outward, courier: judge.courier, clock, push: board.push }),
    },
    onDefect,
    options.checkAnswers,
  )

  if (options.watchSample && log.readOnly === null) await dispatch('app.startSample', {})

  let closing: Promise<void> | null = null
  const close = async () => {
    cancelFill()
    filler.stop()
    leaveNetwork()
    leaveKinds()
    leaveSecrets()
    await endStorage()
    await transcripts.close()
    // Connections that end because the engine does are no news.
    await judge.close()
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
    lent: { lend: judge.lend, settled: judge.outbox.settled },
    noteDefect: onDefect,
    close: () => (closing ??= closeInTime(close, board.unsaved)),
  }
}
