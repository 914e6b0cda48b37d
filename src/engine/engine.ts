// The engine, put together: the log on its threads, the board of runs, the calls. It opens and closes; what is called
// stands in calls/.

import { join } from 'node:path'
import { createDispatch } from '../core/contract/dispatch.ts'
import { createAlertJudge } from './alerts/alerts.ts'
import { createOutward } from './alerts/outward/outward.ts'
import { systemClock } from './base/clock.ts'
import { createHeapLimits } from './base/heap-limits.ts'
import { openKinds } from './base/kind-set.ts'
import { openTelemetryPort } from './base/telemetry-port.ts'
import { createHandlers } from './calls/handlers.ts'
import { createKindFiles } from './calls/kind-files.ts'
import { searchCallsOf } from './calls/search.ts'
import { startSample } from './calls/start-sample.ts'
import { tapSample } from './calls/tap-sample.ts'
import { teamCallsOfNone } from './calls/team.ts'
import { createAgents } from './connection/agents.ts'
import { createDefects } from './diagnostics/defects.ts'
import { createKnownSecrets } from './diagnostics/known-secrets.ts'
import { createSlowCalls } from './diagnostics/slow-calls.ts'
import type { Engine, EngineOptions } from './engine-options.ts'
import { isolateKind } from './fold/isolate-kind.ts'
import type { OpenLog } from './log/port.ts'
import { openLog } from './log/sqlite/threads/open-log.ts'
import { createBlockFiller } from './review/block-filler.ts'
import { createBoard } from './runs/board.ts'
import { closeInTime } from './runs/close-in-time.ts'
import { openCrashGuards } from './runs/crash-guard.ts'
import { createServers } from './servers/servers.ts'
import { createSettings } from './settings/settings.ts'
import { createStorage } from './storage/index.ts'
import { createTaps } from './tapped/taps.ts'
import { writerMessage } from './threads/writer-message.ts'
import { createTranscripts } from './transcripts/index.ts'

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
  const { shared } = options
  const open: OpenLog = options.log ?? ((told) => openLog(dataDir, host, options.mayOnlyRead, told))
  const opened = await open((thread, news) => {
    if (news.state === 'down') onDefect(`log ${thread}`, news.error)
    if (thread === 'writer') board.logAway(writerMessage(news))
  })
  // Housekeeping, exports and what is watched take long by their nature.
  const log = slow.watch(opened, ['files', 'weigh', 'plan', 'bytes', 'openExport', 'watchPlace'])
  const telemetry = openTelemetryPort(options.telemetry ?? null, {
    place: log.place,
    run: (id) => board.find(id),
    runs: () => board.summaries(),
    hide: known.hide,
    patterns: () => settings.get().redact,
    onDefect,
  })
  const agents = createAgents()
  const servers = createServers(log, secrets, clock, (list) => {
    board.push({ servers: list })
    taps.serversChanged()
  })
  const limitHeap = createHeapLimits()
  const board = createBoard({
    log,
    kinds,
    clock,
    agents,
    secrets,
    server: servers.get,
    serverAt: servers.byUrl,
    random: Math.random,
    ...(shared === undefined ? {} : { mayAsk: shared.mayAsk }),
    onDefect,
    hide: known.hide,
    crashGuards: openCrashGuards(dataDir),
    blocksGone: (run) => filler.again(run),
    attention: (run) => judge.attention(run),
    stored: (batch) => {
      limitHeap()
      judge.stored(batch)
    },
    telemetry,
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
    told: telemetry.alerts,
    onDefect,
    ...(shared === undefined ? {} : { shared: shared.newest }),
  })
  board.onEvery(judge.changed)
  const settings = createSettings(log, (next) => board.push({ settings: next }))
  const taps = createTaps({
    port: log.readOnly === null ? (options.taps?.port ?? null) : null,
    own: options.taps?.own ?? null,
    board,
    kinds,
    clock,
    servers,
    settings,
    push: board.push,
    onDefect,
  })
  const storage = createStorage({ log, board, settings, clock, secrets, onDefect })
  const filler = createBlockFiller(log, (ms) => new Promise((resolve) => clock.after(2 * ms, resolve)))
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
    // Of a shared log others import into, and keep house in, their own part.
    if (shared === undefined) await transcripts.start()
    await judge.load()
    await board.start()
    await judge.start()
    if (shared === undefined) endStorage = await storage.start()
    await taps.start()
  } catch (thrown) {
    // Runs may be under way already, and nothing of them may outlive this.
    await taps.close()
    await board.close().catch(() => {})
    await telemetry.close()
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
    () =>
      void (shared === undefined ? filler.fill() : Promise.resolve()).catch((thrown) =>
        onDefect('blocks', thrown),
      ),
  )
  let closing: Promise<void> | null = null
  const dispatch = createDispatch(
    createHandlers({
      about: {
        version,
        host,
        dataDir,
        ownWindow: options.ownWindow === true,
        pageNotifies: options.pageNotifies === true,
        taps: options.taps != null,
        team: false,
      },
      sample,
      desk: desk && { ...desk, hubs: () => settings.get().hubs, keepHubs: settings.setHubs },
      log,
      board,
      kinds,
      kindFiles,
      servers,
      settings,
      secrets,
      known,
      agents,
      clock,
      judge,
      outward,
      storage,
      filler,
      search,
      transcripts,
      taps: taps.calls,
      team: teamCallsOfNone,
      trouble: { defects, slow, telemetry: telemetry.lines },
    }),
    // A page that still asks while the engine closes finds threads that have ended, which is no defect.
    (name, thrown) => (closing === null ? onDefect(name, thrown) : undefined),
    options.checkAnswers,
  )

  shared?.stands({ board, judge, servers, settings })

  let endSample = async () => {}
  if (options.watchSample && log.readOnly === null && sample !== null) {
    try {
      const { serverId } = await startSample({ kinds, servers, board, log, secrets, clock }, sample)
      const { applications } = await sample()
      endSample = await tapSample(taps.calls, settings.get().taps.listen, serverId, applications)
    } catch (thrown) {
      onDefect('sample', thrown)
    }
  }

  const close = async () => {
    cancelFill()
    filler.stop()
    leaveNetwork()
    leaveKinds()
    leaveSecrets()
    await endStorage()
    await transcripts.close()
    await endSample().catch((thrown) => onDefect('sample', thrown))
    await taps.close()
    // Connections that end because the engine does are no news.
    await judge.close()
    try {
      await board.close()
    } finally {
      await telemetry.close()
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
    logStatus: board.logStatus,
    close: () => (closing ??= closeInTime(close, board.unsaved)),
  }
}
