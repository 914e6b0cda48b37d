// One run out of a damaged log: its events numbered anew without the missing ones, each stretch of those a gap like any
// other that was not seen (law 3), and its summary folded from what is there.

import { fold, foldConnection, newJob } from '../../../../core/job/fold.ts'
import type { Job } from '../../../../core/job/job.ts'
import { newSummary, summariseJob } from '../../../../core/job/summary.ts'
import type { Kind } from '../../../../core/kind/kind.ts'
import { flags } from '../../../../core/log/flags.ts'
import { type Gap, type RunSummary, runSummarySchema, type Transition } from '../../../../core/run/run.ts'
import { readEvent } from '../../../fold/read-event.ts'
import type { NewEvent, StoredEvent } from '../../rows.ts'
import type { Writer } from '../write/writer.ts'
import type { DamagedLog, SavedRow } from './damaged-log.ts'
import { kindIdOf, parseJson, readParams, textOf } from './run-row.ts'

export type SalvagedRun = {
  readonly run: number
  readonly title: string
  readonly events: number
  /** How many events could not be read; null where nobody knows how many there were. */
  readonly lost: number | null
  /** Its row was lost, and with it its kind, its server and its title. */
  readonly nameless: boolean
}

const page = 2_000

/** Where an event of the old log stands in the new one, and how many events that are left stand up to it. */
export type PlaceOf = { readonly at: (seq: number) => number | null; readonly after: (seq: number) => number }

/** Copies run `run`, whose row is in the new log already, through the new log's writer; `placed` is told where its events went. */
export function salvageRun(
  log: DamagedLog,
  run: number,
  row: SavedRow | null,
  kinds: ReadonlyMap<string, Kind>,
  writer: Writer,
  placed: (places: PlaceOf) => void,
): SalvagedRun {
  const stored = readSummary(row)
  const params = readParams(row)
  const kindId = stored?.kind ?? kindIdOf(row, kinds)
  const kind = kinds.get(kindId)
  const kept = createNumbering()
  const transitions = log.transitions(run)
  const folder = createFolder(kind, params, transitions)
  let batch: NewEvent[] = []
  let last: StoredEvent | null = null
  let lastId: string | null = null
  const flush = () => {
    writer.commit({ ...nothing, events: batch })
    batch = []
  }
  for (const event of log.events(run, () => {})) {
    const seq = kept.take(event)
    folder.add(event)
    batch.push({ ...event, run, seq })
    last = event
    if (event.id !== null) lastId = event.id
    if (batch.length >= page) flush()
  }
  flush()

  const wanted = stored?.events ?? null
  kept.end(wanted, last)
  placed({ at: kept.at, after: kept.after })
  const gaps = withHoles(log.gaps(run), kept)
  const attempts = log
    .attempts(run)
    .map((attempt) => ({ ...attempt, afterSeq: kept.after(attempt.afterSeq) }))
  // Folded anew even where nothing is missing: a text may have been changed. Without its kind there is nothing to fold by.
  const known = stored ?? inventSummary(run, row, kindId, kind, last)
  const summary =
    kind === undefined
      ? { ...known, events: kept.count(), gaps: gaps.length }
      : mendSummary(known, folder.job(), kept.count(), gaps.length)
  // More than the summary knows of is as good a reason as less: the last id that is left is the one to go on from.
  const isTailOther =
    wanted !== null && ((kept.holes().at(-1)?.to ?? 0) > wanted || (last !== null && last.seq > wanted))
  writer.commit({
    ...nothing,
    // What comes after the last event that is left is asked for again.
    runs: [{ summary, resumeId: isTailOther || row === null ? lastId : textOf(row, 'resume_id') }],
    attempts: attempts.map((attempt) => ({ ...attempt, run })),
    gaps: gaps.map((gap) => ({ ...gap, run })),
    transitions: numbered(transitions, kept).map((transition) => ({ ...transition, run })),
  })
  return {
    run,
    title: summary.title,
    events: kept.count(),
    lost: wanted === null ? null : Math.max(0, wanted - kept.count()),
    nameless: row === null,
  }
}

const nothing = { events: [], runs: [], attempts: [], gaps: [], transitions: [], checkpoints: [] }

/** Events `from` up to but not including `to` are missing, after the new number `after` and between two times. */
type Missing = {
  readonly from: number
  readonly to: number
  readonly after: number
  readonly since: number
  readonly until: number
  readonly attempt: number
}

/** Old sequence numbers to new ones, and the stretches that are missing. */
function createNumbering() {
  const starts: { old: number; shift: number }[] = []
  const holes: Missing[] = []
  let next = 1
  let count = 0
  let before: StoredEvent | null = null
  return {
    take: (event: StoredEvent): number => {
      if (event.seq > next) {
        holes.push({
          from: next,
          to: event.seq,
          after: count,
          since: before?.at ?? event.at,
          until: event.at,
          attempt: event.attempt,
        })
        starts.push({ old: event.seq, shift: event.seq - count - 1 })
      }
      count++
      next = event.seq + 1
      before = event
      return count
    },
    /** There were `wanted` events. */
    end: (wanted: number | null, last: StoredEvent | null) => {
      if (wanted === null || wanted < next) return
      const at = last?.at ?? 0
      holes.push({
        from: next,
        to: wanted + 1,
        after: count,
        since: at,
        until: at,
        attempt: last?.attempt ?? 1,
      })
    },
    count: () => count,
    holes: (): readonly Missing[] => holes,
    /** The new number of the old event `seq`; null where it is missing. */
    at: (seq: number): number | null => {
      if (seq >= next || holes.some(({ from, to }) => seq >= from && seq < to)) return null
      return seq - (starts.findLast(({ old }) => old <= seq)?.shift ?? 0)
    },
    /** The new number of the last event at or before the old number `seq`. */
    after: (seq: number): number => {
      const hole = holes.find(({ from, to }) => seq >= from && seq < to)
      if (hole !== undefined) return hole.after
      const shift = starts.findLast(({ old }) => old <= seq)?.shift ?? 0
      return Math.min(count, seq - shift)
    },
  }
}
type Numbering = ReturnType<typeof createNumbering>

function withHoles(gaps: readonly Gap[], kept: Numbering): Gap[] {
  const holes = kept.holes().map(
    ({ from, to, after, since, until, attempt }): Gap => ({
      number: 0,
      afterSeq: after,
      attempt,
      from: since,
      until: Math.max(since, until),
      cause: 'The log was damaged here',
      missed: 'unknown',
      basis:
        to - from === 1
          ? `event ${from.toLocaleString('en-US')} could not be read`
          : `events ${from.toLocaleString('en-US')} to ${(to - 1).toLocaleString('en-US')} could not be read`,
    }),
  )
  return [...gaps.map((gap) => ({ ...gap, afterSeq: kept.after(gap.afterSeq) })), ...holes]
    .toSorted((a, b) => a.afterSeq - b.afterSeq || a.number - b.number)
    .map((gap, i) => ({ ...gap, number: i + 1 }))
}

function numbered(transitions: readonly Transition[], kept: Numbering): Transition[] {
  return transitions.map((transition, i) => ({
    ...transition,
    number: i + 1,
    afterSeq: kept.after(transition.afterSeq),
  }))
}

/** The one fold, over events and transitions as they came. */
function createFolder(
  kind: Kind | undefined,
  params: Readonly<Record<string, string>>,
  all: readonly Transition[],
) {
  let job = newJob()
  let next = 0
  const endsWell = (ended: Job) => kind?.endsWell?.(ended, params) === true
  const pass = (upTo: number) => {
    for (let t = all[next]; t !== undefined && t.afterSeq < upTo; t = all[++next]) {
      if (t.job !== null) job = foldConnection(job, t.job, t.cause ?? '', t.at, endsWell)
    }
  }
  return {
    add: (event: StoredEvent) => {
      pass(event.seq)
      const readings = kind === undefined ? [] : readEvent(kind, event, params, job.reader?.id)
      job = fold(job, { at: event.at, readings, repeat: (event.flags & flags.repeat) !== 0 })
    },
    job: (): Job => {
      pass(Number.POSITIVE_INFINITY)
      return job
    },
  }
}

function mendSummary(summary: RunSummary, job: Job, events: number, gaps: number): RunSummary {
  const { pings, unreadable, repeats, late } = job.counts
  return {
    ...summary,
    job: summariseJob(job),
    events,
    gaps,
    pings,
    unreadable,
    repeats,
    late,
    lastEventAt: job.lastEventAt,
  }
}

function inventSummary(
  run: number,
  row: SavedRow | null,
  kindId: string,
  kind: Kind | undefined,
  last: StoredEvent | null,
): RunSummary {
  const at = last?.at ?? 0
  const server = textOf(row, 'base_url') ?? ''
  const summary = newSummary({
    kind: kindId,
    serverId: typeof row?.server_id === 'number' ? row.server_id : null,
    server: server === '' ? 'unknown' : server,
    title: `Run ${run}, from a damaged log`,
    createdAt: typeof row?.created_at === 'number' ? row.created_at : at,
    generates: kind === undefined || row === null ? true : !kind.observes(readParams(row)),
    connection: {
      state: 'ended-early',
      cause: 'What was known of its connection could not be read',
      attempt: last?.attempt ?? 0,
      since: at,
      retryAt: null,
    },
    lastBytesAt: last?.at ?? null,
    beatMs: kind?.beatMs ?? null,
  })
  return { ...summary, id: run }
}

function readSummary(row: SavedRow | null): RunSummary | null {
  const parsed = runSummarySchema.safeParse(parseJson(textOf(row, 'summary')))
  return parsed.success && parsed.data.id === row?.id ? parsed.data : null
}
