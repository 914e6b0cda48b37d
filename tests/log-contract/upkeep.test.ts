// What a log weighs and what retention would take away of it, and exports, whose bytes are made of what the log holds.

import { expect, test } from 'vitest'
import type { RetentionRule } from '../../src/core/storage/retention.ts'
import { jsonLine } from '../../src/core/transcript/json-lines.ts'
import { exportedBy } from './exported.ts'
import { addRun, closed, many, noon, runOf, summaryOf } from './ledger.ts'
import { onEveryLog } from './logs.ts'

onEveryLog('upkeep', (log) => {
  test('weighs every run by what it holds, and plans by rules', async () => {
    const kinds = ['chat', 'plain', 'plain'] as const
    const runs = []
    for (const [i, kind] of kinds.entries()) {
      const run = await addRun(
        log(),
        runOf({ summary: summaryOf({ kind, title: `Run ${i}`, connection: closed }) }),
      )
      await run.commit(
        many(400 * (i + 1), (seq) => ({ at: noon + seq, data: `some words of event ${seq}` })),
        {
          summary: { connection: closed },
        },
      )
      runs.push(run)
    }
    const ids = runs.map(({ id }) => id)
    const sizes = await log().weigh(noon, 2 ** 40)
    expect([sizes.runs, sizes.events, sizes.path.startsWith(log().place)]).toEqual([3, 2_400, true])
    const bytes = await log().bytes()
    expect(Math.min(sizes.total, bytes)).toBeGreaterThan(100_000)
    expect(sizes.kinds).toMatchObject([
      { kind: 'plain', runs: 2, events: 2_000 },
      { kind: 'chat', runs: 1, events: 400 },
    ])
    expect(sizes.servers).toMatchObject([{ server: 'staging', runs: 3, events: 2_400 }])
    expect(sizes.biggest.map(({ run, events }) => [run, events])).toEqual([
      [ids[2], 1_200],
      [ids[1], 800],
      [ids[0], 400],
    ])
    expect(sizes.months.reduce((sum, { events }) => sum + events, 0)).toBe(2_400)
    expect(sizes.days.reduce((sum, { events }) => sum + events, 0)).toBe(2_400)
    expect(sizes.parts?.map(({ part }) => part)).toEqual(['events', 'index', 'rest'])
    expect((await log().weigh(noon, 0)).parts).toBe(null)
    expect(sizes.kinds.reduce((sum, kind) => sum + kind.bytes, 0)).toBeLessThanOrEqual(
      Math.max(sizes.total, bytes),
    )

    const rule: RetentionRule = { kind: 'plain', days: null, runs: 1, bytes: null }
    const { preview, going } = await log().plan([rule], noon)
    expect(going.map(({ id, events, by }) => [id, events, by])).toEqual([[ids[1], 800, 'runs']])
    expect([preview.runs, preview.events, preview.pinned]).toEqual([1, 800, 0])
    await log().mark(ids[1] ?? 0, { pinned: true }, noon)
    expect((await log().plan([rule], noon)).going).toEqual([])
  })
})

onEveryLog('exports', (log) => {
  test('hold the events that were asked for, byte for byte', async () => {
    const run = await addRun(log())
    const texts = ['{"a":1}', 'two\nlines', '\0 and \ud800', 'é🦊']
    await run.commit(many(1_200, (seq) => ({ data: `${texts[seq % 4]} ${seq}`, id: `${seq}` })))
    const section = { run: run.id, ranges: null, query: null, kindLabel: 'Plain', job: null }
    const lines = run.events.map(({ data }) => jsonLine(data)).join('')
    expect(await exportedBy(log(), 'jsonl', section)).toBe(Buffer.from(lines).toString())
    const ranges = [
      [2, 3],
      [1_023, 1_026],
    ] as const
    const sse = await exportedBy(log(), 'sse', { ...section, ranges })
    expect(sse.match(/^id: ?\d+$/gm)?.map((line) => Number(/\d+/.exec(line)?.[0]))).toEqual([
      2, 3, 1_023, 1_024, 1_025, 1_026,
    ])
  })

  test('of a run that went away are refused', async () => {
    const gone = 9_000_000
    const section = { run: gone, ranges: null, query: null, kindLabel: 'Plain', job: null }
    await expect(exportedBy(log(), 'jsonl', section)).rejects.toMatchObject({ code: 'not-found' })
  })
})
