// The state of a fake engine: runs with their recordings, servers, settings, and what the scene wants to go wrong.

import type { Alert } from '../../../../src/core/alerts/alert.ts'
import type { Channel } from '../../../../src/core/alerts/channel.ts'
import type { Digest } from '../../../../src/core/alerts/digest.ts'
import { firstRules } from '../../../../src/core/alerts/new-rule.ts'
import type { Preview } from '../../../../src/core/alerts/preview.ts'
import type { Rule } from '../../../../src/core/alerts/rule.ts'
import type { Snooze } from '../../../../src/core/alerts/snooze.ts'
import type { KindFileInfo } from '../../../../src/core/contract/calls/kinds.ts'
import type { TapCounts, TapState } from '../../../../src/core/contract/calls/taps.ts'
import type { JobProgress } from '../../../../src/core/contract/calls/transcripts.ts'
import type { CallName, Changes, LogStatus, Output } from '../../../../src/core/contract/contract.ts'
import { defaultSettings } from '../../../../src/core/contract/default-settings.ts'
import type { HostMessage } from '../../../../src/core/contract/host-message.ts'
import type { Server } from '../../../../src/core/contract/server.ts'
import type { AppSettings } from '../../../../src/core/contract/settings.ts'
import type { Job } from '../../../../src/core/job/job.ts'
import type { Attempt, EventRow, Gap, RunSummary, Transition } from '../../../../src/core/run/run.ts'
import { noRuns } from '../../../../src/core/run/tally.ts'
import type { RemovalRecord, StorageStatus } from '../../../../src/core/storage/storage.ts'

/** Where events are looked up: kept in a list, or made when asked for. */
export type Events = {
  readonly count: () => number
  readonly withoutPings: () => number
  readonly at: (index: number, pings: boolean) => EventRow | undefined
}

export type FakeRun = {
  summary: RunSummary
  job: Job
  params: Readonly<Record<string, string>>
  events: Events
  rows: EventRow[]
  attempts: Attempt[]
  gaps: Gap[]
  transitions: Transition[]
  usualBeat: number | null
}

export type FakeStorage = {
  status: StorageStatus
  history: RemovalRecord[]
  backups: { readonly name: string; readonly bytes: number; readonly at: number }[]
}

/** Tells the window of what changed. */
export type Push = (part: Partial<Changes>) => void

const idleStorage: StorageStatus = {
  tasks: [],
  outcomes: [],
  removal: null,
  check: null,
  staged: null,
  restored: null,
}

export type World = {
  runs: Map<number, FakeRun>
  servers: Server[]
  settings: AppSettings
  log: LogStatus
  sample: boolean
  keepsSecrets: 'keychain' | 'session'
  /** A browser's page, which tells of alerts itself, instead of a desktop's window. */
  pageNotifies: boolean
  /** Whether the host lets applications in. */
  hasTaps: boolean
  /** What has passed through the taps, by name. */
  tapCounts: Readonly<Record<string, TapCounts>>
  /** How the taps fare, where that is not well. */
  tapState: Partial<TapState>
  usual: ReadonlyMap<string, { p10Ms: number; p50Ms: number; p90Ms: number; count: number }>
  /** The kind files of the data directory. */
  kindFiles: readonly KindFileInfo[]
  rules: readonly Rule[]
  channels: readonly Channel[]
  alerts: readonly Alert[]
  snoozes: readonly Snooze[]
  /** Who looks, in a team; null in a log of one's own. */
  me: Output<'team.me'> | null
  members: Output<'team.members'>['members']
  /** What every rule would have done. */
  preview: Preview
  /** What happened meanwhile, and since when nobody was here. */
  digest: Digest
  seenAt: number | null
  storage: FakeStorage
  /** How every export and import stands. */
  transfer: JobProgress['state']
  /** Calls that are never answered. */
  unanswered: readonly CallName[]
  /** Calls that are refused, and with which sentence. */
  refused: Readonly<Partial<Record<CallName, string>>>
  /** Calls fail as on a lost wire from then on. */
  lost: boolean
  /** Why nobody is let in any more, in the browser host's sentence: calls are refused from then on. */
  shutOut: string | null
  /** What the host says once the window is there; null says that the engine is gone. */
  said: readonly (HostMessage | null)[]
  /** Moves the world one step and names the runs that changed; null for a world that stands still. */
  move: ((world: World) => readonly number[]) | null
}

export function newWorld(part: Partial<World> = {}): World {
  return {
    runs: new Map(),
    servers: [],
    settings: defaultSettings,
    log: { state: 'ok', sentence: null },
    sample: true,
    keepsSecrets: 'keychain',
    pageNotifies: false,
    hasTaps: true,
    tapCounts: {},
    tapState: {},
    usual: new Map(),
    kindFiles: [],
    rules: firstRules(0),
    channels: [],
    alerts: [],
    snoozes: [],
    me: null,
    members: [],
    digest: {
      since: 0,
      until: 0,
      counts: { completed: 0, failed: 0, unknown: 0, stalled: 0, gaps: 0, alerts: 0, started: 0 },
      now: noRuns,
      entries: [],
      left: 0,
    },
    seenAt: null,
    preview: { part: 1, firings: 0, runs: 0, looked: 0, left: 0, from: null, would: [], cannot: null },
    storage: { status: idleStorage, history: [], backups: [] },
    transfer: 'working',
    unanswered: [],
    refused: {},
    lost: false,
    shutOut: null,
    said: [],
    move: null,
    ...part,
  }
}

/** The first `most` events of a run, pings and all. */
export function firstRows({ events }: Pick<FakeRun, 'events'>, most = 5_000): EventRow[] {
  const length = Math.min(most, events.count())
  return Array.from({ length }, (_, i) => events.at(i, true) ?? []).flat()
}
