// Makes runs of the streams that pass through taps. A run is added when an answer turns out to be a stream, or goes on where
// the same job is asked for again.

import { randomBytes, randomUUID } from 'node:crypto'
import { errorData } from '../../core/basics/errors.ts'
import type { TapCounts } from '../../core/contract/calls/taps.ts'
import type { Server } from '../../core/contract/server.ts'
import { newSummary } from '../../core/job/summary.ts'
import type { Kind, Params } from '../../core/kind/kind.ts'
import { endingFields } from '../../core/reader/ending-fields.ts'
import { readAs } from '../../core/reader/with-readers.ts'
import type { Clock } from '../base/clock.ts'
import { createPause } from '../base/pause.ts'
import type { TapTarget, TapWitness } from '../base/tap-port.ts'
import { dropped, type Ending } from '../connection/endings.ts'
import type { NewRun } from '../log/rows.ts'
import type { Board } from '../runs/board.ts'
import { shownClient } from './client-side.ts'
import { createExchange, type OpenExchange, type Streamed } from './exchange.ts'
import { identityOf } from './identity.ts'
import { jobOf } from './job-of.ts'
import { type Given, type RunOf, runOf } from './run-of.ts'
import { createSameJob, type KnownJob } from './same-job.ts'
import { lastEventId, streamOf } from './stream-of.ts'

export type WitnessDeps = {
  readonly board: Pick<Board, 'addTapped' | 'follow' | 'find' | 'summaries'>
  readonly kinds: ReadonlyMap<string, Kind>
  readonly clock: Clock
  readonly serverAt: (baseUrl: string) => Server | null
  /** The person's own patterns of what is not to be shown. */
  readonly patterns: () => readonly string[]
  readonly wishes: (target: TapTarget) => Given
  readonly counted: (target: string | null, count: (counts: TapCounts) => TapCounts) => void
  readonly onDefect: (where: string, thrown: unknown) => void
}

const addAgainMs = 2_000
/** Streams that wait for a log that takes no runs; more are not recorded. */
const mostWaiting = 200
/** Codes of what is no defect: the log is full or away, takes nothing any more, or the run was removed meanwhile. */
const expected: ReadonlySet<string> = new Set([
  'storage-full',
  'data-dir-not-writable',
  'log-missing',
  'read-only',
  'not-found',
])
const tapClosed: Ending = { type: 'dropped', why: 'close', cause: 'The tap was closed' }

export type Witness = TapWitness & {
  /** The gate is gone: of what passed through it nothing more is told. */
  readonly gateGone: () => void
  /** Nothing more is waited for, and nothing new is recorded. */
  readonly close: () => void
  /** Resolves when all streams that were being added are, or are not. */
  readonly recorded: () => Promise<void>
}

export function createTapWitness(deps: WitnessDeps): Witness {
  const { board, clock, counted } = deps
  const salt = randomBytes(32)
  const sameJob = createSameJob(board.find, board.summaries)
  const pause = createPause(clock, addAgainMs)
  const open = new Set<OpenExchange>()
  /** What all streams wait for that the log does not take. */
  let again: Promise<void> | null = null
  let waiting = 0
  let isClosed = false

  const waitForLog = async (): Promise<void> => {
    waiting++
    again ??= pause.wait().finally(() => {
      again = null
    })
    await again
    waiting--
  }
  const failed = (thrown: unknown) => {
    if (!expected.has(errorData(thrown).code)) deps.onDefect('tap', thrown)
  }

  /** Adds the run as soon as the log takes one; null where it will not. */
  const add = async (run: NewRun): Promise<number | null> => {
    for (let isFirst = true; ; isFirst = false) {
      try {
        return await board.addTapped(run)
      } catch (thrown) {
        if (isFirst) failed(thrown)
        const { code } = errorData(thrown)
        if (isClosed || code === 'read-only' || (isFirst && waiting >= mostWaiting)) return null
        await waitForLog()
      }
    }
  }

  /** The run of a stream and its address without secrets; null where it is not recorded. */
  const runFor = async (streamed: Streamed, uid: string, job: string | null, known: KnownJob | null) => {
    const { request, body } = streamed
    const made = runOf(request, body, deps.wishes(request.target), { ...deps, patterns: deps.patterns() })
    if (made === null) return null
    const before = known === null ? null : await known.run
    // What a person does not want recorded is not, when it is asked for again.
    if (before !== null && board.find(before)?.connection.state === 'stopped') return null
    // What starts work is a job of its own, which was not known yet when the name was given.
    const isOwn = before === null || made.generates
    // A name that was given to another one is taken, whatever became of that.
    const name = known === null ? uid : randomUUID()
    if (isOwn) sameJob.owns(name)
    const id = isOwn ? await add(newRun(made, streamed, name, job, clock.now())) : before
    return id === null ? null : { id, made }
  }

  const recordNow = async (streamed: Streamed, uid: string, job: string | null, known: KnownJob | null) => {
    let id: number | null = null
    try {
      const run = await runFor(streamed, uid, job, known)
      if (run === null) return null
      id = run.id
      return (await board.follow(id, streamOf(streamed, run.made))) ? id : null
    } catch (thrown) {
      // A run that was removed meanwhile could not be followed, and need not.
      if (id === null || board.find(id) !== undefined) failed(thrown)
      return null
    }
  }

  const recording = new Set<Promise<unknown>>()
  /** Makes the stream a run, or part of one. Null where it is not recorded. */
  const record = (...given: Parameters<typeof recordNow>) => {
    const made = isClosed ? Promise.resolve(null) : recordNow(...given)
    recording.add(made)
    return made.finally(() => recording.delete(made))
  }

  return {
    request: (request, way) => {
      const { name } = request.target
      const identity = identityOf(request, salt)
      const job = identity === null ? null : jobOf(request)
      const resumes = lastEventId(request) !== null
      const known = identity === null || job === null ? null : sameJob.find(identity, job, resumes)
      const uid = known?.uid ?? randomUUID()
      const begun = identity === null ? null : sameJob.begin(identity, uid)
      counted(name, (counts) => ({ ...counts, requests: counts.requests + 1 }))
      const exchange = createExchange(request, way, {
        clock,
        uid,
        letGo: () => (isClosed ? dropped('close') : tapClosed),
        streamed: async (streamed) => {
          counted(name, (counts) => ({ ...counts, streams: counts.streams + 1 }))
          const run = await record(streamed, uid, job, known)
          if (run === null) {
            counted(name, (counts) => ({ ...counts, unrecorded: counts.unrecorded + 1 }))
            streamed.leave()
          }
          begun?.became(run)
        },
        other: () => {
          counted(name, (counts) => ({ ...counts, others: counts.others + 1 }))
          begun?.became(null)
        },
        unanswered: () => begun?.became(null),
        failed,
        over: () => begun?.end(),
        clientOver: () => open.delete(exchange),
      })
      open.add(exchange)
      return exchange.told
    },
    refused: (target, status, cause) =>
      counted(target, (counts) => ({
        ...counts,
        refused: counts.refused + 1,
        lastRefusal: { at: clock.now(), status, cause },
      })),
    failed: (thrown) => deps.onDefect('tap', thrown),
    gateGone: () => {
      for (const exchange of open) exchange.lost()
      open.clear()
    },
    close: () => {
      isClosed = true
      pause.cut()
    },
    recorded: async () => {
      await Promise.all(recording)
    },
  }
}

function newRun(
  { kind, serverId, server, baseUrl, params, hasSecret, title, generates, agent }: RunOf,
  { askedAt, client }: Streamed,
  uid: string,
  job: string | null,
  createdAt: number,
): NewRun {
  const summary = newSummary({
    kind: kind.id,
    serverId,
    server,
    title,
    createdAt,
    askedAt,
    generates,
    tapped: {
      uid,
      job,
      client: shownClient(client(), agent),
      ...(isEndSaid(kind, params) ? {} : { endUnsaid: true as const }),
      unrecorded: 0,
    },
    connection: { state: 'connecting', cause: null, attempt: 0, since: createdAt, retryAt: null },
    beatMs: kind.beatMs,
  })
  return { uid, kind: kind.id, serverId, baseUrl, params, hasSecret, summary }
}

/** Whether a kind's document or a person says how a stream ends. A reader says it too, once one is known. */
function isEndSaid({ takesReader }: Kind, params: Params): boolean {
  const { auto, none, name } = readAs
  const reader = params[name] ?? auto
  return (
    takesReader !== true ||
    (reader !== auto && reader !== none) ||
    endingFields.some((field) => (params[field.name] ?? '') !== '')
  )
}
