// A page of rows for a screen: rows by their place among those shown, cut to what a row can carry, each with its message,
// and consecutive pieces of a text as one row.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clip } from '../../src/core/basics/clip.ts'
import { eventMessage, longestMessage } from '../../src/core/job/event-message.ts'
import { flags } from '../../src/core/log/flags.ts'
import type { EventRow } from '../../src/core/run/run.ts'
import { readEvent } from '../../src/engine/fold/read-event.ts'
import type { RowsShown } from '../../src/engine/log/log-reader.ts'
import type { LogAccess } from '../../src/engine/log/port.ts'
import type { NewEvent } from '../../src/engine/log/rows.ts'
import { kindOf } from '../kinds/all-kinds.ts'
import { anyCount, anyEvent, cut, repeated, rounds } from './arbitrary.ts'
import { addRun, type EventSeed, type LedgerRun, many, rowOf, runOf, summaryOf } from './ledger.ts'
import { onEveryLog } from './logs.ts'

/** The rows of a list, said the slow way. Names and ids that are too long are looked at by themselves. */
function listed(run: LedgerRun, event: NewEvent): EventRow {
  const row = rowOf(event)
  const { kind } = run.summary()
  const readings = readEvent(kindOf(kind), event, { url: 'http://127.0.0.1:9/stream' }, undefined)
  const message = eventMessage(readings, event.data)
  const data = row.data.slice(0, 2_000)
  return message === null || message === row.data ? { ...row, data } : { ...row, data, message }
}

/** A row without what was cut away of its labels: each log cuts at a character of its own. */
const withoutLabels = ({ name, nameSize, id, idSize, ...row }: EventRow) => ({
  ...row,
  name: nameSize === undefined ? name : 'long',
  id: idSize === undefined ? id : 'long',
})
const isLong = (text: string | null) => text !== null && Buffer.byteLength(text) > 2_000
const asLong = ({ name, id, ...row }: EventRow) => ({
  ...row,
  name: isLong(name) ? 'long' : name,
  id: isLong(id) ? 'long' : id,
})

async function windowAll(log: LogAccess, run: number, shown: RowsShown, limit: number) {
  const rows: EventRow[] = []
  for (;;) {
    const page = await log.window(run, shown, rows.length, limit)
    expect(page.index).toBe(rows.length)
    if (page.rows.length === 0) return { total: page.total, rows }
    rows.push(...page.rows)
  }
}

onEveryLog('windows', (log) => {
  test('hold every row in order, with pings and without them, in pages of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEvent, { minLength: 1, maxLength: 10 }),
        anyCount,
        fc.integer({ min: 1, max: 1_500 }),
        fc.constantFrom(1_000, 317),
        async (seeds, count, size, limit) => {
          const run = await addRun(log())
          for (const part of cut(repeated(seeds, count), [size])) await run.commit(part)
          for (const pings of [true, false]) {
            const shown = run.events.filter((event) => pings || (event.flags & flags.ping) === 0)
            const found = await windowAll(log(), run.id, { pings }, limit)
            expect(found.total).toBe(shown.length)
            expect(found.rows.map(withoutLabels)).toEqual(shown.map((event) => asLong(listed(run, event))))
            const at = Math.floor(shown.length / 2)
            const page = await log().window(run.id, { pings }, at, 3)
            expect(page).toEqual({ total: shown.length, index: at, rows: found.rows.slice(at, at + 3) })
          }
        },
      ),
      rounds(5),
    )
  })

  test('go on with what came after the last look, pings among it', async () => {
    const run = await addRun(log())
    const pinging = (seq: number): EventSeed => (seq % 3 === 0 ? { flags: flags.ping, name: 'ping' } : {})
    await run.commit(many(1_500, pinging))
    expect((await log().window(run.id, { pings: false }, 0, 1)).total).toBe(1_000)
    await run.commit(many(600, pinging))
    const page = await log().window(run.id, { pings: false }, 1_398, 10)
    expect([page.total, page.rows.map(({ seq }) => seq)]).toEqual([1_400, [2_098, 2_099]])
  })

  test('of a name or an id that is too long for a row carry its beginning and its true size', async () => {
    const run = await addRun(log())
    await run.commit([{ name: 'é'.repeat(1_500), id: 'i'.repeat(2_001) }, { name: 'n'.repeat(2_000) }])
    const [long, short] = (await log().window(run.id, { pings: true }, 0, 10)).rows
    expect(long).toMatchObject({ name: 'é'.repeat(500), nameSize: 3_000, id: 'i'.repeat(500), idSize: 2_001 })
    expect(short).toMatchObject({ name: 'n'.repeat(2_000) })
    expect(Object.keys(short ?? {})).not.toContain('nameSize')
  })

  test('hold nothing of a run that is not there, or beyond the last row', async () => {
    const run = await addRun(log())
    expect(await log().window(run.id, { pings: true }, 0, 5)).toEqual({ total: 0, index: 0, rows: [] })
    await run.commit([{}])
    expect(await log().window(run.id, { pings: true }, 7, 5)).toEqual({ total: 1, index: 7, rows: [] })
    expect(await log().window(run.id + 1_000_000, { pings: false }, 0, 5)).toMatchObject({
      total: 0,
      rows: [],
    })
  })
})

const piece = flags.chunk | flags.content

/** A chat, whose pieces are what it writes. */
async function addChat(log: LogAccess): Promise<LedgerRun> {
  const { job, ...rest } = summaryOf({ kind: 'chat' })
  return addRun(log, runOf({ summary: { ...rest, job: { ...job, textLength: 1 } }, params: { prompt: 'a' } }))
}

type Row = { readonly seq: number; readonly until?: number; readonly text?: string }

/** The rows of a log in which pieces are joined, said the slow way. */
function joined(events: readonly NewEvent[], pings: boolean, opened: readonly number[]): Row[] {
  const rows: { seq: number; until: number; last: NewEvent; text: string }[] = []
  const isPiece = (event: NewEvent) => (event.flags & ~flags.content) === flags.chunk
  for (const event of events) {
    const row = rows.at(-1)
    const { last } = row ?? {}
    const goesOn =
      last !== undefined &&
      isPiece(event) &&
      last.name === event.name &&
      last.attempt === event.attempt &&
      last.flags === event.flags
    if (row !== undefined && goesOn) {
      row.until = event.seq
      row.last = event
      row.text += contentOf(event)
    } else rows.push({ seq: event.seq, until: event.seq, last: event, text: contentOf(event) })
  }
  return rows
    .flatMap((row): Row[] =>
      row.until === row.seq
        ? [{ seq: row.seq }]
        : opened.includes(row.seq)
          ? events.slice(row.seq - 1, row.until).map(({ seq }) => ({ seq }))
          : [{ seq: row.seq, until: row.until, text: clip(row.text, longestMessage) }],
    )
    .filter(({ seq }) => pings || ((events[seq - 1]?.flags ?? 0) & flags.ping) === 0)
}

/** A chat's pieces have the name that a stream gives where it names none. */
function contentOf({ name, data }: NewEvent): string {
  return name === 'message' && /^\{"content"/.test(data) ? String(JSON.parse(data).content) : ''
}

const chatEvent: fc.Arbitrary<EventSeed> = fc
  .tuple(
    fc.constantFrom('piece', 'piece', 'piece', 'thought', 'ping', 'other'),
    fc.string({ minLength: 1, maxLength: 6 }),
    fc.constantFrom('message', 'message', 'delta'),
    fc.constantFrom(1, 1, 1, 2),
  )
  .map(([sort, content, name, attempt]) =>
    sort === 'ping'
      ? { name: 'ping', data: '', flags: flags.ping }
      : sort === 'other'
        ? { data: '{"note":1}' }
        : {
            name,
            attempt,
            data: JSON.stringify({ content }),
            flags: sort === 'piece' ? piece : flags.chunk,
          },
  )

onEveryLog('windows of joined pieces', (log) => {
  test('hold one row for pieces that follow each other, with what they say together', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(chatEvent, { minLength: 1, maxLength: 14 }),
        anyCount,
        fc.integer({ min: 1, max: 700 }),
        fc.boolean(),
        async (seeds, count, size, pings) => {
          const run = await addChat(log())
          const told = async (opened: number[]) => {
            const found = await windowAll(log(), run.id, { pings, chunks: 'joined', opened }, 400)
            const rows = joined(run.events, pings, opened)
            expect(found.total).toBe(rows.length)
            expect(
              found.rows.map(
                ({ seq, until, message }): Row =>
                  until === undefined ? { seq } : { seq, until, text: message ?? '' },
              ),
            ).toEqual(rows)
            return rows
          }
          // A page meanwhile, so that what is kept of a run grows with it.
          for (const part of cut(repeated(seeds, count), [size])) {
            await run.commit(part)
            await log().window(run.id, { pings, chunks: 'joined' }, 0, 1)
          }
          const rows = await told([])
          const some = rows.filter((row, i) => row.until !== undefined && i % 2 === 0).map(({ seq }) => seq)
          await told(some.slice(0, 20))
        },
      ),
      rounds(5),
    )
  })

  test('say what several events say together, and whether that is all of it', async () => {
    const run = await addChat(log())
    await run.commit(many(300, (seq) => ({ data: `{"content":"${seq} "}`, flags: piece })))
    const text = run.events.slice(4, 250).map(contentOf).join('')
    expect(await log().text(run.id, 5, 250)).toEqual({ text, whole: true })
    await run.commit(many(3, () => ({ data: JSON.stringify({ content: 'w'.repeat(90_000) }), flags: piece })))
    const cutText = await log().text(run.id, 301, 303)
    expect([cutText.whole, cutText.text.length <= 200_001]).toEqual([false, true])
  })
})
