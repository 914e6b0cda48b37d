// The gallery's answers about one run's events: pages of them, how dense they are, what they hold, and jumps among them.
// What is counted is counted in the first 5,000 events: the log of a scene may have ten million that exist only when they
// are looked at.

import { RunlightError } from '../../../../src/core/basics/errors.ts'
import type { DensityBucket, logCalls } from '../../../../src/core/contract/calls/log.ts'
import type { Handlers } from '../../../../src/core/contract/contract.ts'
import { eventMessage } from '../../../../src/core/job/event-message.ts'
import { flags } from '../../../../src/core/log/flags.ts'
import { cellsOf } from '../../../../src/core/query/cells.ts'
import type { EventRow } from '../../../../src/core/run/run.ts'
import { rowsThrough } from './fake-search.ts'
import { kindOf } from './kinds.ts'
import { type FakeRun, firstRows } from './world.ts'

/** What is counted for the strip: the log of a scene may have ten million events that exist only when they are looked at. */
const mostCounted = 100_000

type EventCalls = Extract<keyof Handlers, `events.${string}`>

/** The handlers over the runs that `find` gives. */
export function fakeLog(find: (run: number) => FakeRun): Pick<Handlers, keyof typeof logCalls> {
  return {
    'log.density': ({ run, buckets: most }) => densityOf(find(run), most),
    'log.facets': ({ run }) => facetsOf(find(run)),
    'log.find': ({ run, from, direction, what, at }) => {
      const { gaps, attempts } = find(run)
      const rows = firstRows(find(run))
      if (what === 'time') return { seq: rows.find((row) => row.at >= (at ?? 0))?.seq ?? null }
      const places =
        what === 'gap' || what === 'attempt'
          ? (what === 'gap' ? gaps : attempts).map((one) => one.afterSeq + 1)
          : rows.filter((row) => (row.flags & flags[what]) !== 0).map((row) => row.seq)
      const sorted = places.toSorted((a, b) => a - b)
      const seq =
        direction === 'next' ? sorted.find((one) => one > from) : sorted.findLast((one) => one < from)
      return { seq: seq ?? null }
    },
    'log.text': ({ run, from, to }) => ({
      text: Array.from({ length: to - from + 1 }, (_, i) => messageOf(find(run), from + i)).join(''),
      whole: true,
    }),
    'log.cells': ({ run, seq, paths }) => ({
      cells: [...cellsOf(find(run).events.at(seq - 1, true)?.data ?? '', paths)],
    }),
    'log.curl': () => ({
      command: 'curl -N -H "Authorization: $SECRET_1" http://localhost:8000/',
      secrets: 1,
    }),
  }
}

function densityOf({ events, gaps, attempts }: FakeRun, most: number) {
  const all = events.count()
  const looked = firstRows({ events }, mostCounted)
  const size = Math.max(1, Math.ceil(all / most))
  const buckets = Array.from({ length: Math.ceil(all / size) }, (_, i): DensityBucket => {
    const from = i * size + 1
    const to = Math.min(all, from + size - 1)
    const within = ({ afterSeq }: { readonly afterSeq: number }) => afterSeq + 1 >= from && afterSeq + 1 <= to
    return {
      from,
      to,
      firstAt: events.at(from - 1, true)?.at ?? 0,
      lastAt: events.at(to - 1, true)?.at ?? 0,
      ...levelsOf(looked.slice(from - 1, to)),
      gaps: gaps.filter(within).length,
      attempts: attempts.slice(1).filter(within).length,
    }
  })
  return { events: all, buckets }
}

function levelsOf(rows: readonly EventRow[]) {
  const count = (bit: number) => rows.filter((row) => (row.flags & bit) !== 0).length
  return { pings: count(flags.ping), errors: count(flags.error), warnings: count(flags.warning) }
}

function facetsOf(run: FakeRun) {
  const events = run.events.count()
  const rows = firstRows(run)
  const { pings, errors, warnings } = levelsOf(rows)
  const count = (bit: number) => rows.filter((row) => (row.flags & bit) !== 0).length
  const names = [...Map.groupBy(rows, (row) => row.name)]
    .map(([name, list]) => ({ name, events: list.length }))
    .toSorted((a, b) => b.events - a.events)
  return {
    events,
    levels: {
      error: errors,
      warning: warnings,
      info: rows.length - pings - errors - warnings,
      ping: pings,
    },
    traits: {
      content: count(flags.content),
      repeat: count(flags.repeat),
      late: count(flags.late),
      unreadable: count(flags.unreadable),
    },
    names: names.slice(0, 12),
    rest: { events: events - names.slice(0, 12).reduce((sum, one) => sum + one.events, 0) },
  }
}

/** The handlers that give events themselves. */
export function fakeEvents(find: (run: number) => FakeRun): Pick<Handlers, EventCalls> {
  return {
    'events.window': ({ run, filter, index, limit }) => {
      if (filter.query.trim() !== '') {
        const found = rowsThrough(find(run), filter.query, filter.pings)
        return {
          total: found.length,
          index,
          complete: true,
          rows: found.slice(index, index + limit).map((row) => listed(find(run), row)),
        }
      }
      const { events } = find(run)
      const hasChunks = find(run).rows.some((row) => (row.flags & flags.chunk) !== 0)
      if (filter.chunks === 'joined' && hasChunks) {
        const joined = joinedRows(find(run), filter.pings, filter.opened)
        return { total: joined.length, index, complete: true, rows: joined.slice(index, index + limit) }
      }
      const total = filter.pings ? events.count() : events.withoutPings()
      const count = Math.max(0, Math.min(limit, total - index))
      const rows = Array.from({ length: count }, (_, i) => events.at(index + i, filter.pings) ?? [])
      return { total, index, complete: true, rows: rows.flat().map((row) => listed(find(run), row)) }
    },
    'events.range': ({ run, from, limit }) => ({
      rows: Array.from({ length: limit }, (_, i) => find(run).events.at(from - 1 + i, true) ?? []).flat(),
    }),
    'events.get': ({ run, seq }) => {
      const row = find(run).events.at(seq - 1, true)
      if (row === undefined) throw new RunlightError('not-found', 'There is no such event.')
      return row
    },
  }
}

/** As a row of the log shows it. */
function listed({ summary, params }: FakeRun, row: EventRow): EventRow {
  const message = eventMessage(kindOf(summary.kind).read(row, params), row.data)
  const data = row.data.slice(0, 500)
  return message === null ? { ...row, data } : { ...row, data, message }
}

function messageOf(run: FakeRun, seq: number): string {
  const row = run.events.at(seq - 1, true)
  return row === undefined ? '' : (listed(run, row).message ?? '')
}

/** All rows, consecutive pieces of a text as one. */
function joinedRows(run: FakeRun, pings: boolean, opened: readonly number[]): EventRow[] {
  const joined: EventRow[] = []
  let head = 0
  for (let i = 0; i < run.events.count(); i++) {
    const row = run.events.at(i, true)
    if (row === undefined) continue
    const isChunk = (row.flags & flags.chunk) !== 0
    const last = joined.at(-1)
    const goesOn =
      isChunk &&
      last !== undefined &&
      (last.flags & flags.chunk) !== 0 &&
      (last.until ?? last.seq) === row.seq - 1
    if (goesOn && !opened.includes(head))
      joined[joined.length - 1] = {
        ...last,
        until: row.seq,
        message: `${last.message}${messageOf(run, row.seq)}`.slice(0, 600),
      }
    else if (pings || (row.flags & flags.ping) === 0) {
      if (!goesOn) head = row.seq
      joined.push(listed(run, row))
    }
  }
  return joined
}
