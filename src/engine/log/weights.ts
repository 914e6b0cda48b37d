// What a log weighs, and what of. Pure, so that every log tells it alike, wherever its sums come from. A run's weight is its
// share by the bytes of its events: the pages of a log and of its index are used by all runs together, so that no exact figure
// exists.

import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import type { Sizes } from '../../core/storage/storage.ts'
import { toShare, type WeighedRun } from './removal-plan.ts'

type Tally = { runs: number; events: number; bytes: number }

/** What a row costs beside its data, and a run beside its events; bytes, measured on logs of short events. */
const perEvent = 64
const perRun = 3_000
/** The most that one byte of data is taken to cost, index included: a small log is mostly its own tables. */
const dearest = 2.5
const shownBiggest = 20
const shownDays = 30

/** A run as it is weighed. `secretOf` names the run's own credentials, where it has some. */
export type RunToWeigh = { readonly summary: RunSummary; readonly secretOf: string | null }

/** How many events of a run, and how many bytes of their data, were counted. */
export type EventSum = { readonly events: number; readonly bytes: number }

/** Some events of a run, the last of which came at `at` (epoch ms). */
export type EventsAt = readonly [run: number, events: number, at: number]

/** Every run with its share of the `used` bytes of the disk. */
export function weighRuns(
  runs: readonly RunToWeigh[],
  data: ReadonlyMap<number, EventSum>,
  used: number,
): WeighedRun[] {
  const weighed = runs.map(({ summary, secretOf }) => {
    const bytes = dataBytes(summary, data.get(summary.id)) + perEvent * summary.events + perRun
    return { summary, bytes, secretOf }
  })
  const weight = weighed.reduce((sum, { bytes }) => sum + bytes, 0)
  const scale = weight === 0 ? 1 : Math.min(dearest, used / weight)
  return weighed.map(({ summary, bytes, secretOf }) => ({
    id: summary.id,
    title: summary.title,
    kind: summary.kind,
    server: summary.server,
    at: lastTouched(summary),
    events: summary.events,
    bytes: Math.round(bytes * scale),
    live: !isSettled(summary.connection.state),
    pinned: summary.marks.pinned,
    secretOf,
  }))
}

/** What `runs` weigh together. `counted`: their events by when they came; `importedAt`: when imported ones came to this log. */
export function sizesOf(
  runs: readonly WeighedRun[],
  counted: Iterable<EventsAt>,
  importedAt: ReadonlyMap<number, number>,
  log: Pick<Sizes, 'at' | 'path' | 'total' | 'journal' | 'free' | 'parts'>,
): Sizes {
  const byKind = new Map<string, Tally>()
  const byServer = new Map<string, Tally>()
  for (const run of runs) {
    add(byKind, run.kind, run)
    add(byServer, run.server, run)
  }
  const { months, days } = byTime(runs, counted, importedAt)
  return {
    at: log.at,
    path: log.path,
    total: log.total,
    journal: log.journal,
    free: log.free,
    runs: runs.length,
    events: runs.reduce((sum, run) => sum + run.events, 0),
    kinds: heaviest(byKind).map(([kind, tally]) => ({ kind, ...tally })),
    servers: heaviest(byServer).map(([server, tally]) => ({ server, ...tally })),
    months: [...months]
      .map(([month, tally]) => ({ month, events: tally.events, bytes: tally.bytes }))
      .sort((a, b) => b.month.localeCompare(a.month)),
    days: lastDays(log.at).map((day) => ({
      day,
      events: days.get(day)?.events ?? 0,
      bytes: days.get(day)?.bytes ?? 0,
    })),
    biggest: runs
      .toSorted((a, b) => b.bytes - a.bytes)
      .slice(0, shownBiggest)
      .map(toShare),
    parts: log.parts,
  }
}

/** Bytes of the run's data: by its blocks; for events that no block counts yet, by what came over the wire. */
function dataBytes(summary: RunSummary, known: EventSum | undefined): number {
  const { events, bytes } = known ?? { events: 0, bytes: 0 }
  if (events >= summary.events) return bytes
  if (events === 0) return summary.bytes
  return (bytes / events) * summary.events
}

/** When the run was last added to. An imported run is as old as its import: what it tells of may be years ago. */
function lastTouched({ createdAt, lastEventAt, imported }: RunSummary): number {
  return Math.max(createdAt, lastEventAt ?? 0, imported?.at ?? 0)
}

/** The bytes of each day and month in which events came to this log; a run's own share, spread by its events. */
function byTime(
  runs: readonly WeighedRun[],
  blocks: Iterable<EventsAt>,
  importedAt: ReadonlyMap<number, number>,
) {
  const months = new Map<string, Tally>()
  const days = new Map<string, Tally>()
  const known = new Map(runs.map((run) => [run.id, run]))
  const counted = new Map<number, number>()
  const put = (at: number, events: number, bytes: number) => {
    const day = dayOf(at)
    const share = { events, bytes: Math.round(bytes) }
    add(days, day, share)
    add(months, day.slice(0, 7), share)
  }
  for (const [id, events, lastAt] of blocks) {
    const run = known.get(id)
    if (run === undefined || run.events === 0) continue
    counted.set(id, (counted.get(id) ?? 0) + events)
    put(importedAt.get(id) ?? lastAt, events, (run.bytes * events) / run.events)
  }
  for (const run of runs) {
    const rest = run.events - (counted.get(run.id) ?? 0)
    if (rest > 0) put(run.at, rest, (run.bytes * rest) / run.events)
  }
  return { months, days }
}

function add(tallies: Map<string, Tally>, name: string, { events, bytes }: Omit<Tally, 'runs'>): void {
  const tally = tallies.get(name) ?? { runs: 0, events: 0, bytes: 0 }
  tally.runs++
  tally.events += events
  tally.bytes += bytes
  tallies.set(name, tally)
}

function heaviest(tallies: ReadonlyMap<string, Tally>): [string, Tally][] {
  return [...tallies].sort(([a, x], [b, y]) => y.bytes - x.bytes || a.localeCompare(b))
}

/** `2026-01-31`, in this computer's time zone. */
function dayOf(at: number): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

function lastDays(now: number): string[] {
  const today = new Date(now)
  return Array.from({ length: shownDays }, (_, i) => {
    const back = shownDays - 1 - i
    return dayOf(new Date(today.getFullYear(), today.getMonth(), today.getDate() - back).getTime())
  })
}
