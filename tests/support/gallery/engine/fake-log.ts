// The gallery's answers about one run's events: pages of them, how dense they are, what they hold, and jumps among them.
// What is counted is counted in the first 5,000 events: the log of a scene may have ten million that exist only when they
// are looked at.

import { RunlightError } from '../../../../src/core/basics/errors.ts'
import type { DensityBucket, logCalls } from '../../../../src/core/contract/calls/log.ts'
import type { Handlers } from '../../../../src/core/contract/contract.ts'
import { flags } from '../../../../src/core/log/flags.ts'
import type { EventRow } from '../../../../src/core/run/run.ts'
import { rowsThrough } from './fake-search.ts'
import { type FakeRun, firstRows } from './world.ts'

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
    'log.curl': () => ({
      command: 'curl -N -H "Authorization: $SECRET_1" http://localhost:8000/',
      secrets: 1,
    }),
  }
}

function densityOf({ events, gaps, attempts }: FakeRun, most: number) {
  const all = events.count()
  const looked = firstRows({ events })
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
          rows: found.slice(index, index + limit).map(cut),
        }
      }
      const { events } = find(run)
      const total = filter.pings ? events.count() : events.withoutPings()
      const count = Math.max(0, Math.min(limit, total - index))
      const rows = Array.from({ length: count }, (_, i) => events.at(index + i, filter.pings) ?? [])
      return { total, index, complete: true, rows: rows.flat().map(cut) }
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
function cut(row: EventRow): EventRow {
  return { ...row, data: row.data.slice(0, 500) }
}
