// The contract between the engine and every host and screen: each call's name with its input and its output, and the one
// push. A leaf: it knows shapes and nothing that implements them. IPC, the WebSocket and the terminal all go by it.

import { z } from 'zod'
import { alertSchema } from '../alerts/alert.ts'
import { seqSchema } from '../basics/numbers.ts'
import { jobSchema } from '../job/job.ts'
import { attemptSchema, eventRowSchema, gapSchema, runSummarySchema, transitionSchema } from '../run/run.ts'
import { storageStatusSchema } from '../storage/storage.ts'
import { alertCalls } from './calls/alerts.ts'
import { deskCalls } from './calls/desk.ts'
import { kindCalls, type kindInfoSchema } from './calls/kinds.ts'
import { logCalls } from './calls/log.ts'
import { pageCalls, pageSchema } from './calls/pages.ts'
import { readingCalls } from './calls/reading.ts'
import { requestCalls } from './calls/requests.ts'
import { reviewCalls } from './calls/review.ts'
import { longestQueryText, searchCalls } from './calls/search.ts'
import { sparkCalls } from './calls/sparks.ts'
import { storageCalls } from './calls/storage.ts'
import { tapCalls } from './calls/taps.ts'
import { teamCalls } from './calls/team.ts'
import { transcriptCalls } from './calls/transcripts.ts'
import { serverDraftSchema, serverSchema } from './server.ts'
import { settingsChangeSchema, settingsSchema } from './settings.ts'

const none = z.strictObject({})
const run = z.strictObject({ run: z.int().positive() })
const params = z.record(z.string().max(200), z.string().max(1_000_000))

/**
 * How the log fares: `slow`, `full` and `read-only` are degraded, never silent; `missing`: it was taken away under the engine;
 * `away`: the database that keeps it cannot be reached.
 */
const logStatusSchema = z.object({
  state: z.enum(['ok', 'slow', 'full', 'read-only', 'missing', 'away', 'failed']),
  sentence: z.string().nullable(),
})

/**
 * Which rows of a log are counted and shown; the empty query narrows nothing. With `chunks` joined, consecutive pieces of a
 * text are one row, but for those rows that are `opened`, named by their first event; what a query finds is never joined.
 */
const rowFilterSchema = z.strictObject({
  pings: z.boolean(),
  query: z.string().max(longestQueryText).default(''),
  chunks: z.enum(['single', 'joined']).default('single'),
  opened: z.array(seqSchema).max(100).readonly().default([]),
})

export const calls = {
  'app.info': {
    input: none,
    output: z.object({
      name: z.string(),
      version: z.string(),
      host: z.enum(['desktop', 'browser', 'terminal']),
      dataDir: z.string(),
      /** What the engine runs on, for those who report a defect. */
      runtime: z.array(z.object({ name: z.string(), version: z.string() })),
      capabilities: z.object({
        sampleBackend: z.boolean(),
        /** The page has a window of its own: no browser around it has buttons for back and forward. */
        ownWindow: z.boolean(),
        /** There is a desktop around the window: `desk.state` says what can be chosen there. */
        desk: z.boolean(),
        /** Applications may ask servers by way of this host: see `taps.list`. */
        taps: z.boolean(),
        /** Several people share the log: `team.me` says who asks, and what they may do here. Collectors watch the runs. */
        team: z.boolean(),
        /** Nothing around the page tells of alerts: it does so itself, by the browser's notifications, title and icon. */
        pageNotifies: z.boolean(),
        keepsSecrets: z.enum(['keychain', 'session']),
        /** Why credentials are not kept longer and what to do, in sentences; null where there is nothing to say. */
        secretsNote: z.string().nullable(),
      }),
      /** Why the log can only be read, as a sentence; null where it can be written. */
      readOnly: z.string().nullable().default(null),
    }),
  },
  /** The diagnostics: a text file without secrets, and the name to save it under. */
  'app.diagnostics': { input: none, output: z.object({ name: z.string(), text: z.string() }) },
  /** Starts the sample backend, adds it as a server and watches one run of each kind on it. */
  'app.startSample': { input: none, output: z.object({ serverId: z.int(), runs: z.array(z.int()) }) },
  'settings.get': { input: none, output: settingsSchema },
  'settings.set': { input: settingsChangeSchema, output: settingsSchema },
  ...requestCalls,
  'servers.save': { input: serverDraftSchema, output: serverSchema },
  'servers.remove': { input: z.strictObject({ id: z.int().positive() }), output: none },
  /** Asks the draft's base URL once and says in words what answered. */
  'servers.test': {
    input: serverDraftSchema,
    output: z.object({
      reachable: z.boolean(),
      status: z.int().nullable(),
      ms: z.int(),
      sentence: z.string(),
    }),
  },
  /**
   * What the board shows, as of push number `seq`: every run that is not finished or is pinned, and of the others the newest.
   * `runs.page` gives what is left.
   */
  'runs.snapshot': {
    input: none,
    output: pageSchema.extend({
      seq: z.int(),
      servers: z.array(serverSchema),
      log: logStatusSchema,
      settings: settingsSchema,
    }),
  },
  /**
   * Watches a job, on the server `serverId` or, without a profile, at `baseUrl`. A `bad-input` error's detail has the
   * `problems` by field and the `unknown` parameters among them; `duplicate-run` has the `run` that watches the job already
   * (not with `evenIfWatched`).
   */
  'runs.add': {
    input: z.strictObject({
      kind: z.string(),
      serverId: z.int().positive().nullable(),
      baseUrl: z.string().nullable(),
      params,
      /** Further headers, as lines of `Name: value`; kept like credentials. */
      headers: z.string().max(16_384).nullable(),
      title: z.string().max(300).nullable(),
      evenIfWatched: z.boolean(),
      /** Whether a lost stream is asked for again, as far as law 4 allows. */
      retry: z.boolean(),
    }),
    output: z.object({ run: z.int() }),
  },
  'runs.job': { input: run, output: z.object({ job: jobSchema, params: z.record(z.string(), z.string()) }) },
  /**
   * The run's connections, the latest of each, newest last: at most 500 attempts, 1,000 gaps, and some hundred transitions;
   * and what Runlight is doing now.
   */
  'runs.connection': {
    input: run,
    output: z.object({
      attempts: z.array(attemptSchema),
      gaps: z.array(gapSchema),
      transitions: z.array(transitionSchema),
      doing: z.string(),
    }),
  },
  'runs.stop': { input: run, output: none },
  /** Connects now instead of waiting; for runs that observe, also after `refused`, `ended-early` and `stopped`. */
  'runs.retry': { input: run, output: none },
  /** From now on, and over restarts, the run's stream is not asked for again by itself once it is lost. */
  'runs.giveUpWhenLost': { input: run, output: none },
  /** Makes a second job: a new run with the same parameters. Only ever called because a person asked. */
  'runs.startAgain': { input: run, output: z.object({ run: z.int() }) },
  /** What the run was asked for with, for a form: secrets are masked, and a run out of a file may have no server here. */
  'runs.form': {
    input: run,
    output: z.object({
      kind: z.string(),
      serverId: z.int().nullable(),
      baseUrl: z.string(),
      params: z.record(z.string(), z.string()),
    }),
  },
  /** Forgets the run and its events. */
  'runs.remove': { input: run, output: none },
  /**
   * Leaves runs out of every list, count and push for a while, so that their removal can be undone: they are shown again by
   * themselves after `forMs`, unless it is asked for once more; 0 shows them at once. Their connections go on. Not stored.
   */
  'runs.setAside': {
    input: z.strictObject({
      runs: z.array(z.int().positive()).min(1).max(100_000),
      forMs: z.int().min(0).max(120_000),
    }),
    output: none,
  },
  /**
   * Rows by their place in the filtered log. `total` counts all that pass the filter, or, while `complete` is false, those
   * found so far: ask again. A query that cannot be understood is refused with its `problems` as detail.
   */
  'events.window': {
    input: z.strictObject({
      run: z.int().positive(),
      filter: rowFilterSchema,
      index: z.int().nonnegative(),
      limit: z.int().min(1).max(500),
    }),
    output: z.object({
      total: z.int(),
      index: z.int(),
      rows: z.array(eventRowSchema),
      complete: z.boolean(),
    }),
  },
  /**
   * Whole rows by sequence number, from `from` on, whatever they are: for scripts and the terminal. Fewer than `limit` where
   * they are large; none only where there are none.
   */
  'events.range': {
    input: z.strictObject({
      run: z.int().positive(),
      from: seqSchema,
      limit: z.int().min(1).max(1_000),
    }),
    output: z.object({ rows: z.array(eventRowSchema) }),
  },
  /** One event whole, its data exactly as received. */
  'events.get': {
    input: z.strictObject({ run: z.int().positive(), seq: seqSchema }),
    output: eventRowSchema,
  },
  ...pageCalls,
  ...deskCalls,
  ...kindCalls,
  ...searchCalls,
  ...logCalls,
  ...reviewCalls,
  ...sparkCalls,
  ...readingCalls,
  ...transcriptCalls,
  ...storageCalls,
  ...alertCalls,
  ...tapCalls,
  ...teamCalls,
} as const

export type CallName = keyof typeof calls
export type Input<N extends CallName> = z.input<(typeof calls)[N]['input']>
export type Output<N extends CallName> = z.output<(typeof calls)[N]['output']>

/** One handler for each call; inputs arrive validated. */
export type Handlers = {
  readonly [N in CallName]: (input: z.output<(typeof calls)[N]['input']>) => Promise<Output<N>> | Output<N>
}

/** The one push. `seq` counts them without holes; a hole means that a new snapshot is needed. Absent parts did not change. */
export const changesSchema = z.object({
  seq: z.int(),
  runs: z.array(runSummarySchema),
  removed: z.array(z.int()),
  servers: z.array(serverSchema).nullable(),
  log: logStatusSchema.nullable(),
  settings: settingsSchema.nullable(),
  /** What is being done with the log as a whole; absent where that did not change. */
  storage: storageStatusSchema.exactOptional(),
  /** The kinds changed: ask for them again. */
  kinds: z.literal(true).exactOptional(),
  /** Alerts that are new or have changed, as they are stored. */
  alerts: z.array(alertSchema).exactOptional(),
  /** Rules or snoozes changed: ask for them again. */
  rules: z.literal(true).exactOptional(),
  /** Members came or went: ask for them again. */
  team: z.literal(true).exactOptional(),
  /** Taps or their counts changed: ask for them again. At most each second. */
  taps: z.literal(true).exactOptional(),
  /** In a push to a screen that nobody sees, which has only what it tells of: the push that this one goes on from. */
  after: z.int().exactOptional(),
})

export type Changes = z.infer<typeof changesSchema>

export type LogStatus = z.infer<typeof logStatusSchema>
export type KindInfo = z.infer<typeof kindInfoSchema>
export type RowFilter = z.infer<typeof rowFilterSchema>

/**
 * What a screen is given to reach the engine with: the whole of the bridge. `call` resolves to an answer of the dispatch,
 * and rejects where the engine was not reached; a push of null says that it was lost.
 */
export type Bridge = {
  readonly call: (name: string, input: unknown) => Promise<unknown>
  readonly onChanges: (listener: (changes: unknown) => void) => () => void
}
