// The rows of a log near the visible ones: requested when needed, bounded in number, never requested twice at once.

import { expect, test } from 'vitest'
import type { EventRow } from '../../src/core/run/run.ts'
import { createLogPages, type LogPages, pageSize } from '../../src/renderer/log/data/pages.ts'

const rowAt = (index: number): EventRow => ({
  seq: index + 1,
  at: 0,
  attempt: 1,
  name: 'status',
  id: null,
  data: '{}',
  size: 2,
  flags: 0,
})

/** A log whose length can grow and whose answers can be made to fail; it writes down what it was asked. */
function makeLog(length: number) {
  const log = { length, asked: [] as string[], failing: false, inFlight: 0, mostInFlight: 0 }
  const fetchRows = async (index: number, limit: number) => {
    log.asked.push(`${index}+${limit}`)
    log.mostInFlight = Math.max(log.mostInFlight, ++log.inFlight)
    await new Promise((resolve) => setTimeout(resolve, 1))
    log.inFlight--
    if (log.failing) throw new Error('The wire is cut.')
    const count = Math.max(0, Math.min(limit, log.length - index))
    return { total: log.length, index, rows: Array.from({ length: count }, (_, i) => rowAt(index + i)) }
  }
  return { log, fetchRows }
}

async function until(pages: LogPages, holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise<void>((resolve) => void pages.subscribe(resolve))
}

test('rows that are wanted arrive, and rows that are held are not asked for again', async () => {
  const { log, fetchRows } = makeLog(1_000_000)
  const pages = createLogPages(fetchRows)
  await until(pages, () => pages.total() === 1_000_000)
  pages.want(500_010, 500_050)
  await until(pages, () => pages.row(500_050) !== undefined)
  pages.want(500_020, 500_060)
  pages.stop()
  expect({ row: pages.row(500_042)?.seq, asked: log.asked, most: log.mostInFlight }).toEqual({
    row: 500_043,
    asked: ['0+100', '500000+100'],
    most: 1,
  })
})

test('a log that grows is followed, and its last rows fill up in place', async () => {
  const { log, fetchRows } = makeLog(150)
  const pages = createLogPages(fetchRows)
  await until(pages, () => pages.total() === 150)
  pages.want(120, 149)
  await until(pages, () => pages.row(149) !== undefined)
  log.length = 190
  pages.grown()
  await until(pages, () => pages.row(189) !== undefined)
  pages.stop()
  expect([pages.total(), pages.row(149)?.seq, pages.row(189)?.seq, pages.row(190)]).toEqual([
    190,
    150,
    190,
    undefined,
  ])
})

test('walking through a million rows holds a bounded number of them', async () => {
  const { fetchRows } = makeLog(1_000_000)
  const pages = createLogPages(fetchRows)
  await until(pages, () => pages.total() !== null)
  for (let at = 0; at < 100 * pageSize; at += pageSize) {
    pages.want(at, at + pageSize - 1)
    await until(pages, () => pages.row(at) !== undefined)
  }
  pages.stop()
  const held = Array.from({ length: 100 }, (_, page) => pages.row(page * pageSize)).filter(
    (row) => row !== undefined,
  )
  expect(held.length).toBeLessThanOrEqual(31)
})

test('a failed question is told and asked again until it is answered', async () => {
  const { log, fetchRows } = makeLog(10)
  log.failing = true
  const pages = createLogPages(fetchRows)
  await until(pages, () => pages.problem() !== null)
  log.failing = false
  await until(pages, () => pages.total() === 10)
  pages.stop()
  expect([pages.problem(), pages.row(9)?.seq]).toEqual([null, 10])
})
