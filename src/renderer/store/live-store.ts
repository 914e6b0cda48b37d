// What the engine reported: runs by id, servers, settings, the state of the log, the kinds, and whether the engine answers.
// A copy for the screen. One array of runs was rejected: a push would give every row a new value, where the map keeps
// unchanged runs identical.

import { createStore } from 'zustand/vanilla'
import type { RunsPage } from '../../core/contract/calls/pages.ts'
import type { Changes, KindInfo, LogStatus, Output } from '../../core/contract/contract.ts'
import { defaultSettings } from '../../core/contract/default-settings.ts'
import type { Server } from '../../core/contract/server.ts'
import type { AppSettings } from '../../core/contract/settings.ts'
import type { StorageStatus } from '../../core/storage/storage.ts'
import { firstPage, nextPage, noPages, type Pages, pagesAfter, type Runs, withRest } from './run-pages.ts'
import { type Board, countBoard, recountBoard } from './tallies.ts'

export type AppInfo = Output<'app.info'>
export type Snapshot = Output<'runs.snapshot'>

/**
 * Whether the engine answers; `since` is when it last did, epoch ms, and `reason` what it said itself. `isOut`: it would answer
 * whoever signs in.
 */
type Link =
  | { readonly state: 'starting' }
  | { readonly state: 'ready' }
  | {
      readonly state: 'lost'
      readonly since: number
      readonly reason: string | null
      readonly isOut: boolean
    }

export type LiveState = {
  readonly link: Link
  /** The number of the last push of which all is shown. */
  readonly seq: number
  readonly runs: Runs
  /** Which of the runs are not here yet. */
  readonly pages: Pages
  /** The counts of the runs that are here for certain, kept with them. */
  readonly counted: Board
  /** The counts of all runs, those that are not here yet included. */
  readonly board: Board
  readonly servers: readonly Server[]
  readonly log: LogStatus
  readonly settings: AppSettings
  readonly kinds: readonly KindInfo[]
  /** Counts the changes of the kinds that the engine told of. */
  readonly kindsVersion: number
  /** These count what may have changed of the alerts, and of the rules and snoozes. */
  readonly alertsVersion: number
  readonly rulesVersion: number
  /** Counts what may have changed of the taps. */
  readonly tapsVersion: number
  readonly info: AppInfo | null
  /** Who this is in a team, and what they were given; null in a log of one's own, and before it is known. */
  readonly me: Output<'team.me'> | null
  /** Counts what may have changed of the processes that write into a shared log. */
  readonly teamVersion: number
  /** Tasks on the log and their results; null until the first answer. */
  readonly storage: StorageStatus | null
}

/** The store before the engine's first answer. */
export function createLiveStore() {
  return createStore<LiveState>(() => ({
    link: { state: 'starting' },
    seq: 0,
    runs: new Map(),
    pages: noPages,
    counted: new Map(),
    board: new Map(),
    servers: [],
    log: { state: 'ok', sentence: null },
    settings: defaultSettings,
    kinds: [],
    kindsVersion: 0,
    alertsVersion: 0,
    rulesVersion: 0,
    tapsVersion: 0,
    info: null,
    me: null,
    teamVersion: 0,
    storage: null,
  }))
}

export type LiveStore = ReturnType<typeof createLiveStore>

/** The parts that a snapshot replaces. */
export function fromSnapshot(state: LiveState, snapshot: Snapshot): Partial<LiveState> {
  const { seq, servers, log, settings } = snapshot
  const { runs, pages } = firstPage(state.runs, snapshot)
  const counted = countBoard([...runs.values()].filter(({ id }) => !pages.old.has(id)))
  return {
    seq,
    runs,
    pages,
    counted,
    board: withRest(counted, pages.rest),
    servers,
    log,
    settings,
    link: { state: 'ready' },
    // What was pushed before is not known.
    alertsVersion: state.alertsVersion + 1,
    rulesVersion: state.rulesVersion + 1,
    tapsVersion: state.tapsVersion + 1,
    teamVersion: state.teamVersion + 1,
  }
}

/** The parts that a page changes; `gone` were removed since it was asked for. */
export function fromPage(state: LiveState, page: RunsPage, gone: ReadonlySet<number>): Partial<LiveState> {
  const { runs, pages, changed } = nextPage(state.runs, state.pages, page, gone)
  const counted = recountBoard(state.counted, certain(state), runs, changed)
  return { runs, pages, counted, board: withRest(counted, pages.rest) }
}

/** What a push makes of the state. */
export function fromPush(state: LiveState, changes: Changes): LiveState {
  return { ...state, ...fromChanges(state, changes) }
}

/** The runs that are counted by themselves. */
function certain({ runs, pages }: LiveState): Pick<Runs, 'get'> {
  return { get: (id) => (pages.old.has(id) ? undefined : runs.get(id)) }
}

/** The parts that a push changes; absent parts did not change. */
function fromChanges(state: LiveState, changes: Changes): Partial<LiveState> {
  const ids = new Set([...changes.runs.map(({ id }) => id), ...changes.removed])
  const runs = ids.size > 0 ? patched(state.runs, changes) : state.runs
  const pages = pagesAfter(state.pages, state.runs, changes)
  const counted = recountBoard(state.counted, certain(state), runs, ids)
  const isSame = counted === state.counted && pages.rest === state.pages.rest
  return {
    seq: changes.seq,
    runs,
    pages,
    counted,
    board: isSame ? state.board : withRest(counted, pages.rest),
    servers: changes.servers ?? state.servers,
    log: changes.log ?? state.log,
    settings: changes.settings ?? state.settings,
    storage: changes.storage ?? state.storage,
    kindsVersion: changes.kinds === true ? state.kindsVersion + 1 : state.kindsVersion,
    alertsVersion: changes.alerts === undefined ? state.alertsVersion : state.alertsVersion + 1,
    rulesVersion: changes.rules === true ? state.rulesVersion + 1 : state.rulesVersion,
    teamVersion: changes.team === true ? state.teamVersion + 1 : state.teamVersion,
    tapsVersion: changes.taps === true ? state.tapsVersion + 1 : state.tapsVersion,
  }
}

function patched(known: LiveState['runs'], { runs, removed }: Changes): LiveState['runs'] {
  const next = new Map(known)
  for (const run of runs) next.set(run.id, run)
  for (const id of removed) next.delete(id)
  return next
}
