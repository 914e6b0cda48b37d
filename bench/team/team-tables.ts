// The figures of the product on a shared log as tables, each beside what is demanded of it.

import type { FailoverRow, RestartRow } from './failover.ts'
import type { HubScreenRow } from './screen.ts'
import type { SearchRow } from './search-log.ts'
import { table } from './tables.ts'
import type { ThroughputRow } from './throughput.ts'
import type { WritersRow } from './writers.ts'

const n = (value: number) => value.toLocaleString('en-US')
const ms = (value: number) => `${n(value)} ms`
const measured = ['', 'demand', 'measured']

/** Processor time is in seconds for 100,000 events. */
export function ofOneTable({ copy, copyOfEvents, ...row }: ThroughputRow): string {
  return table(measured, [
    [
      'one collector’s writer, committed and searchable',
      '20,000 events/s',
      `${n(row.eventsPerSecond)} events/s`,
    ],
    ['of bare COPY, primary key', '0.5', `${row.ofCopy} of ${n(copy.eventsPerSecond)} events/s`],
    [
      'of COPY that makes its bytes of the events',
      '',
      `${row.ofCopyOfEvents} of ${n(copyOfEvents.eventsPerSecond)} events/s`,
    ],
    ['processor of collector, server', '', `${row.clientCpu} s, ${row.serverCpu} s`],
    ['the same of COPY', '', `${copy.clientCpu} s, ${copy.serverCpu} s`],
    ['the same of COPY that makes its bytes', '', `${copyOfEvents.clientCpu} s, ${copyOfEvents.serverCpu} s`],
    ['commit of 2,000 events, p50 / p99', '', `${n(row.p50Ms)} / ${ms(row.p99Ms)}`],
  ])
}

export function collectorsTable(rows: readonly (WritersRow & { readonly ofOne: number })[]): string {
  const demands: Readonly<Record<number, string>> = { 2: '0.9', 4: '0.8' }
  return table(
    [
      'collectors',
      'events/s',
      'of one, demand',
      'of one',
      'collectors’ and server’s processor',
      'lock waits (demand: under 5 %)',
      'light locks',
    ],
    rows.map((row) => [
      row.writers,
      n(row.eventsPerSecond),
      demands[row.writers] ?? '',
      row.ofOne,
      `${row.clientCpu} s, ${row.serverCpu} s`,
      `${row.lockWaits} %`,
      `${row.lightWaits} %`,
    ]),
  )
}

export function commitsTable(row: WritersRow): string {
  return table(measured, [
    ['four collectors, 5,000 events/s each', '20,000 events/s', `${n(row.eventsPerSecond)} events/s`],
    ['commit, p50', '', ms(row.p50Ms)],
    ['commit, p99', '100 ms', ms(row.p99Ms)],
    ['processor of collectors, server', '', `${row.clientCpu} s, ${row.serverCpu} s`],
    ['lock waits, light locks', '', `${row.lockWaits} %, ${row.lightWaits} %`],
  ])
}

export function screenTable(row: HubScreenRow): string {
  const what = `${n(row.eventsPerSecond)} events/s over ${row.runs} runs, ${n(row.seen)} seen: arrival to the page of a hub`
  return table(measured, [
    [`${what}, p50`, '', ms(row.p50Ms)],
    ['p95', '250 ms', ms(row.p95Ms)],
  ])
}

export function searchTable(row: SearchRow): string {
  const demands: Readonly<Record<string, string>> = { words: '150', 'two words': '150', phrases: '300' }
  const { of, cpuSeconds, bytes } = row.surveys
  const head = `${n(row.events)} events in ${n(row.blocks)} rows of blocks. Surveys: ${Math.round((cpuSeconds / of) * 1e6) / 10} s of a processor for 100,000 events, ${n(Math.round(bytes / 2 ** 20))} MiB in all.`
  const sorts = table(
    [
      'first page of',
      'asked',
      'none',
      'p50 / p95',
      'demand, p95',
      'processor, p50 / p95',
      'server’s, p50 / p95',
      'rows read, p50 / p95',
    ],
    row.sorts.map(({ sort, asked, empty, took, cpu, serverCpu, read }) => [
      sort,
      asked,
      empty,
      `${n(took.p50Ms)} / ${ms(took.p95Ms)}`,
      ms(Number(demands[sort])),
      `${n(cpu.p50Ms)} / ${ms(cpu.p95Ms)}`,
      `${n(serverCpu.p50Ms)} / ${ms(serverCpu.p95Ms)}`,
      `${n(read.p50Ms)} / ${n(read.p95Ms)}`,
    ]),
  )
  return `${head}\n\n${sorts}`
}

export function failoverTable(row: FailoverRow): string {
  const what = `kill -9 of a collector to the first byte by another (${row.kills} kills, ${row.runs} runs, ${row.ttlSeconds} s to live)`
  return table(measured, [
    [`${what}, p50`, '', ms(row.p50Ms)],
    ['p95', ms((row.ttlSeconds + 5) * 1_000), ms(row.p95Ms)],
  ])
}

export function restartTable(rows: readonly RestartRow[]): string {
  return table(
    measured,
    rows.map((row) => [
      `database killed, ${row.awaySeconds} s away, back to the next event stored (${row.times} times), p50 / longest`,
      '5,000 ms',
      `${n(row.p50Ms)} / ${ms(row.p99Ms)}`,
    ]),
  )
}
