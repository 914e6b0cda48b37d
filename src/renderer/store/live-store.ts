// What the engine has said: runs by id, servers, settings, the log's state, the kinds, and whether the engine answers at
// all. It is a copy for the screen and never decides anything. One array of runs was rejected: a push of a hundred changed
// runs would renew every row, where the map keeps the others' identity.

import { createStore } from 'zustand/vanilla'
import {
  type AppSettings,
  type Changes,
  defaultSettings,
  type KindInfo,
  type LogStatus,
  type Output,
} from '../../core/contract/contract.ts'
import type { Server } from '../../core/contract/server.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { StorageStatus } from '../../core/storage/storage.ts'

export type AppInfo = Output<'app.info'>
export type Snapshot = Output<'runs.snapshot'>

/** Whether the window and the engine understand each other; `since` (epoch ms) is when they last did, `reason` the engine's own words. */
export type Link =
  | { readonly state: 'starting' }
  | { readonly state: 'ready' }
  | { readonly state: 'lost'; readonly since: number; readonly reason: string | null }

export type LiveState = {
  readonly link: Link
  readonly seq: number
  readonly runs: ReadonlyMap<number, RunSummary>
  readonly servers: readonly Server[]
  readonly log: LogStatus
  readonly settings: AppSettings
  readonly kinds: readonly KindInfo[]
  readonly info: AppInfo | null
  /** What is being done with the log; null until it was asked for. */
  readonly storage: StorageStatus | null
}

/** The store before the engine's first word. */
export function createLiveStore() {
  return createStore<LiveState>(() => ({
    link: { state: 'starting' },
    seq: 0,
    runs: new Map(),
    servers: [],
    log: { state: 'ok', sentence: null },
    settings: defaultSettings,
    kinds: [],
    info: null,
    storage: null,
  }))
}

export type LiveStore = ReturnType<typeof createLiveStore>

/** The parts that a snapshot replaces. Runs that did not change keep their identity, so that their rows stay still. */
export function fromSnapshot(state: LiveState, snapshot: Snapshot): Partial<LiveState> {
  const { seq, servers, log, settings } = snapshot
  const runs = new Map(snapshot.runs.map((run) => [run.id, keep(state.runs.get(run.id), run)]))
  return { seq, runs, servers, log, settings, link: { state: 'ready' } }
}

/** The parts that a push changes; absent parts did not change. */
export function fromChanges(state: LiveState, changes: Changes): Partial<LiveState> {
  const touched = changes.runs.length > 0 || changes.removed.length > 0
  return {
    seq: changes.seq,
    runs: touched ? patched(state.runs, changes) : state.runs,
    servers: changes.servers ?? state.servers,
    log: changes.log ?? state.log,
    settings: changes.settings ?? state.settings,
    storage: changes.storage ?? state.storage,
  }
}

function patched(known: LiveState['runs'], { runs, removed }: Changes): LiveState['runs'] {
  const next = new Map(known)
  for (const run of runs) next.set(run.id, run)
  for (const id of removed) next.delete(id)
  return next
}

function keep(known: RunSummary | undefined, next: RunSummary): RunSummary {
  return known !== undefined && JSON.stringify(known) === JSON.stringify(next) ? known : next
}
