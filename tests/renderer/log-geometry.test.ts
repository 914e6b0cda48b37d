// Scrolling more rows than an element can be high, and the dividing lines between rows.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Attempt, Gap } from '../../src/core/run/run.ts'
import { dividersOf, indexAfter, type PlacedDivider } from '../../src/renderer/log/data/dividers.ts'
import { slotAt, slotCount, slotOf } from '../../src/renderer/log/scroll/slots.ts'
import {
  elementHeight,
  lastOffset,
  maxPx,
  offsetAfter,
  topFor,
  visibleRows,
  wheelPx,
} from '../../src/renderer/log/scroll/virtual-scroll.ts'
import { noon } from './make-run.ts'

const view = 600
const short = { content: 26_000, view }
const giant = { content: 260_000_000, view }

describe('a giant list', () => {
  test('is true to the pixel as long as a browser can be that high', () => {
    expect(elementHeight(short.content)).toBe(26_000)
    expect([topFor(1_234, short), offsetAfter({ offset: 0, top: 0 }, 1_234, short)]).toEqual([1_234, 1_234])
  })

  test('never asks the browser for more than it can do', () => {
    expect(elementHeight(giant.content)).toBe(maxPx)
    expect(topFor(lastOffset(giant), giant)).toBe(maxPx - view)
  })

  test('moves row by row for a small movement and in proportion for a large one', () => {
    const middle = { offset: 130_000_000, top: 4_000_000 }
    expect(offsetAfter(middle, 4_000_026, giant)).toBe(130_000_026)
    expect(offsetAfter(middle, 6_000_000, giant)).toBeCloseTo(
      (6_000_000 / (maxPx - view)) * lastOffset(giant),
      0,
    )
  })

  test('has both its ends in reach of the thumb', () => {
    const near = { offset: 3_000, top: 40 }
    expect(offsetAfter(near, 0, giant)).toBe(0)
    expect(offsetAfter(near, maxPx - view, giant)).toBe(lastOffset(giant))
  })

  test('never leaves its rows, wherever it is dragged', () => {
    const place = fc.record({
      offset: fc.integer({ min: 0, max: lastOffset(giant) }),
      top: fc.integer({ min: 0, max: maxPx }),
    })
    fc.assert(
      fc.property(place, fc.integer({ min: -100, max: maxPx + 100 }), (known, top) => {
        const offset = offsetAfter(known, top, giant)
        return offset >= 0 && offset <= lastOffset(giant)
      }),
    )
  })

  test('draws the rows in sight and some on either side, and none of an empty list', () => {
    expect(visibleRows(2_600, 26, short, 8)).toEqual([92, 131])
    expect(visibleRows(0, 26, short, 8)).toEqual([0, 31])
    expect(visibleRows(0, 26, { content: 0, view }, 8)).toEqual([0, -1])
  })

  test('counts wheels in pixels, lines and pages', () => {
    expect([0, 1, 2].map((deltaMode) => wheelPx({ deltaY: 3, deltaMode }, 26, 600))).toEqual([3, 78, 1_800])
  })
})

const line = (before: number): PlacedDivider => ({
  before,
  divider: { key: `${before}`, afterSeq: before, text: '', tone: 'plain' },
})

test('events and lines share one row of slots, and each finds its own', () => {
  const places = fc
    .uniqueArray(fc.integer({ min: 0, max: 50 }), { maxLength: 12 })
    .map((list) => list.toSorted((a, b) => a - b))
  fc.assert(
    fc.property(places, (befores) => {
      const placed = befores.map(line)
      const slots = Array.from({ length: slotCount(50, placed) }, (_, i) => slotAt(i, placed))
      const events = slots.flatMap((slot) => (slot.type === 'event' ? [slot.index] : []))
      expect(events).toEqual(Array.from({ length: 50 }, (_, i) => i))
      expect(slots.flatMap((slot) => (slot.type === 'divider' ? [slot.divider.afterSeq] : []))).toEqual(
        befores,
      )
      for (const [i, slot] of slots.entries())
        if (slot.type === 'event') expect(slotOf(slot.index, placed)).toBe(i)
    }),
  )
})

const attempt: Attempt = {
  number: 1,
  startedAt: noon,
  openedAt: noon + 20,
  endedAt: null,
  method: 'GET',
  url: 'http://localhost:8000/v1/flashcards/runs/101/events',
  status: 200,
  headers: [],
  redirects: [],
  resumedFrom: null,
  bytes: 0,
  events: 0,
  comments: 0,
  replayed: 0,
  ending: null,
  bodyHead: null,
  afterSeq: 0,
}
const gap: Gap = {
  number: 1,
  afterSeq: 13,
  attempt: 1,
  from: noon,
  until: noon + 31_000,
  cause: 'disconnected',
  missed: 'nothing',
  basis: 'resumed by id 418',
}
const clock = (at: number) => `+${(at - noon) / 1_000}`

describe('the lines of a log', () => {
  test('stand where an attempt began, with the gap before it; attempts without events share one line', () => {
    const attempts = [
      { ...attempt, endedAt: noon, ending: 'reset' },
      {
        ...attempt,
        number: 2,
        afterSeq: 13,
        startedAt: noon + 1_000,
        status: null,
        endedAt: noon + 1_000,
        ending: 'refused',
      },
      { ...attempt, number: 3, afterSeq: 13, startedAt: noon + 31_000 },
    ]
    expect(dividersOf({ attempts, gaps: [gap] }, 25, clock)).toEqual([
      { key: '0', afterSeq: 0, tone: 'plain', text: 'attempt 1 at +0, HTTP 200' },
      {
        key: '13',
        afterSeq: 13,
        tone: 'gap',
        text: '+0–+31 disconnected; resumed by id 418, nothing missed · attempts 2–3, the last at +31, HTTP 200',
      },
    ])
  })

  test('say that something may be missing, and how the stream ended', () => {
    const attempts = [{ ...attempt, endedAt: noon + 60_000, ending: 'The server closed the stream' }]
    const unknown: Gap = { ...gap, missed: 'unknown', basis: 'no ids' }
    expect(dividersOf({ attempts, gaps: [unknown] }, 25, clock).slice(1)).toEqual([
      { key: '13', afterSeq: 13, tone: 'lost', text: '+0–+31 disconnected; no ids, unknown number missed' },
      { key: 'end', afterSeq: 25, tone: 'plain', text: '+60 The server closed the stream' },
    ])
  })
})

test('a line finds its place among rows of which some are hidden, in few questions', async () => {
  const hiddenAt = fc.uniqueArray(fc.integer({ min: 1, max: 5_000 }), { maxLength: 1_500 })
  await fc.assert(
    fc.asyncProperty(
      hiddenAt,
      fc.integer({ min: 0, max: 5_000 }),
      fc.integer({ min: -700, max: 50 }),
      async (hidden, afterSeq, off) => {
        const left = new Set(hidden)
        const rows = Array.from({ length: 5_000 }, (_, i) => ({ seq: i + 1 })).filter(
          (row) => !left.has(row.seq),
        )
        let questions = 0
        const fetchRows = async (index: number, limit: number) => {
          questions++
          return { total: rows.length, index, rows: rows.slice(index, index + limit) }
        }
        const told = Math.max(0, hidden.length + off)
        const place = await indexAfter(afterSeq, told, fetchRows)
        expect(place).toBe(rows.filter((row) => row.seq <= afterSeq).length)
        expect(questions).toBeLessThan(16)
      },
    ),
    { numRuns: 60 },
  )
})

test('without hidden rows a line’s place is its sequence number, and nothing is asked', async () => {
  await expect(indexAfter(400, null, () => Promise.reject(new Error('asked')))).resolves.toBe(400)
})
