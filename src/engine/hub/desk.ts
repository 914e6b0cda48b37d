// The whole contract as one person has it at a hub: their spaces alone, their own settings, and under their name what they do.

import type { Changes, Handlers } from '../../core/contract/contract.ts'
import { createDispatch } from '../../core/contract/dispatch.ts'
import type { Kind } from '../../core/kind/kind.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { type Caller, seenSpaces } from '../../core/team/roles.ts'
import { createOutward } from '../alerts/outward/outward.ts'
import type { Clock } from '../base/clock.ts'
import type { KindSet } from '../base/kind-set.ts'
import { digestCalls } from '../calls/digest.ts'
import { createHandlers } from '../calls/handlers.ts'
import { createKindFiles } from '../calls/kind-files.ts'
import { searchCallsOf } from '../calls/search.ts'
import { createAgents } from '../connection/agents.ts'
import type { Defects } from '../diagnostics/defects.ts'
import type { KnownSecrets } from '../diagnostics/known-secrets.ts'
import type { SlowCall } from '../diagnostics/slow-calls.ts'
import type { Member } from '../log/team-port.ts'
import { createBlockFiller } from '../review/block-filler.ts'
import { createServers } from '../servers/servers.ts'
import { createTranscripts } from '../transcripts/index.ts'
import { createAudience } from './audience.ts'
import type { Commands } from './commands.ts'
import type { HubAlerts } from './hub-alerts.ts'
import { createHubBoard } from './hub-board.ts'
import type { HubOptions, HubView } from './hub-options.ts'
import type { createHubSettings } from './hub-settings.ts'
import { hubStorage } from './hub-storage.ts'
import type { HubUpkeep } from './hub-upkeep.ts'
import type { Mirror } from './mirror.ts'
import { heldByCollectors } from './pool-secrets.ts'
import { refusedByHub } from './refused.ts'
import { runCallsAtHub } from './run-calls.ts'
import { hubTeamCalls } from './team-calls.ts'

export type DeskDeps = {
  readonly caller: Caller
  readonly options: HubOptions
  readonly clock: Clock
  readonly kindSet: KindSet
  readonly known: KnownSecrets
  readonly defects: Defects
  readonly slow: { readonly list: () => readonly SlowCall[] }
  readonly mirror: Mirror
  readonly alerts: HubAlerts
  readonly settings: ReturnType<typeof createHubSettings>
  readonly commands: Commands
  readonly members: () => Promise<readonly Member[]>
  readonly upkeep: HubUpkeep
  readonly status: Parameters<typeof createHubBoard>[0]['status']
  readonly changed: (runs: readonly RunSummary[], removed: readonly number[]) => void
  /** Resolves when a run that was just added is known here. */
  readonly arrived: (run: number) => Promise<void>
}

export type Desk = Omit<HubView, 'close'> & {
  readonly push: (change: Partial<Omit<Changes, 'seq'>>) => void
  readonly removed: (runs: readonly RunSummary[]) => void
  /** Whether this person may see the run. */
  readonly sees: (run: RunSummary) => boolean
  readonly serversChanged: () => Promise<void>
  /** What keeping house is at has changed. */
  readonly upkeepChanged: () => void
  /** Others have changed rules or channels. */
  readonly rulesChanged: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function openDesk(deps: DeskDeps): Promise<Desk> {
  const { caller, options, clock, known, mirror, alerts, commands } = deps
  const { version, dataDir, onDefect } = options
  const { kinds }: { kinds: ReadonlyMap<string, Kind> } = deps.kindSet
  const spaces = seenSpaces(caller.given)
  const log = options.log.as(spaces)
  const seen = new Set(spaces === 'all' ? [] : spaces)
  const sees = ({ team }: RunSummary) => spaces === 'all' || (team !== undefined && seen.has(team.space))
  const audience = createAudience(sees, spaces === 'all', mirror.get)
  const servers = createServers(log, heldByCollectors(known.store), clock, (list) =>
    audience.push({ servers: list }),
  )
  const settings = await deps.settings.of(caller.key, caller.name, (next) =>
    audience.push({ settings: next }),
  )
  const { close: closeBoard, ...board } = createHubBoard({ ...deps, sees, audience, log })
  const zone = () => settings.get().zone
  const search = searchCallsOf({ log, kinds, isAside: board.isAside, zone })
  const agents = createAgents()
  const outward = createOutward({
    dataDir,
    log,
    secrets: known.store,
    agents,
    clock,
    learn: known.learn,
    hide: known.hide,
  })
  const transcripts = createTranscripts({
    log,
    // Nothing is taken in here.
    uploads: dataDir,
    kindsDir: dataDir,
    board: { ...board, adopt: () => {} },
    kinds,
    server: servers.get,
    secrets: known.store,
    patterns: () => settings.get().redact,
    keepAlerts: async () => {},
    search: async (input) => search['search.run'](input),
    files: { save: async () => ({ type: 'download' }) },
    clock,
    version,
    onDefect,
  })
  await Promise.all([servers.load(), outward.channels.load()])
  const judge = alerts.as(caller.name, (what) => {
    if (what.type === 'run') return board.find(what.run) !== undefined
    if (what.type !== 'server') return true
    // A server is put to rest by its name, or by the host of runs that are of none.
    return (
      servers.list().some(({ name }) => name === what.server) ||
      [...mirror.runs()].some((run) => run.server === what.server && sees(run))
    )
  })
  const storage = hubStorage({
    log,
    team: options.log.team,
    upkeep: deps.upkeep,
    seesAll: spaces === 'all',
    rules: () => settings.get().retention,
    by: caller.name,
    clock,
  })
  const parts = {
    about: {
      version,
      host: 'browser',
      dataDir,
      ownWindow: false,
      pageNotifies: true,
      taps: false,
      team: true,
    },
    sample: null,
    desk: null,
    log,
    board,
    kinds,
    kindFiles: createKindFiles({ dataDir, set: deps.kindSet, log, push: audience.push, onDefect }),
    servers,
    settings,
    secrets: known.store,
    known,
    agents,
    clock,
    judge,
    outward,
    storage,
    filler: createBlockFiller(log),
    search,
    transcripts,
    taps: refusedByHub,
    team: hubTeamCalls(caller, deps.members),
    // A hub measures nothing of runs: their collectors do.
    trouble: { ...deps, telemetry: () => ['off: collectors tell of their runs'] },
  } as const
  const handlers: Handlers = {
    ...createHandlers(parts),
    ...refusedByHub,
    ...digestCalls({ log, clock, aside: board.aside, person: caller.key }),
    ...runCallsAtHub({ ...parts, caller, commands, arrived: deps.arrived }),
  }
  const dispatch = createDispatch(handlers, onDefect, options.checkAnswers)
  return {
    dispatch,
    onChanges: audience.onChanges,
    transcripts,
    push: audience.push,
    removed: audience.removed,
    sees,
    serversChanged: async () => {
      await servers.load()
      audience.push({ servers: servers.list() })
    },
    upkeepChanged: () => audience.push({ storage: storage.status() }),
    rulesChanged: outward.channels.load,
    close: async () => {
      closeBoard()
      settings.leave()
      await transcripts.close()
      await agents.close()
    },
  }
}
