// What a rule would have done is what it does: the same runs are judged live, second by second, and afterwards from the log.

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { Condition } from '../../src/core/alerts/condition.ts'
import { newRule } from '../../src/core/alerts/new-rule.ts'
import type { Preview } from '../../src/core/alerts/preview.ts'
import type { RuleDraft } from '../../src/core/alerts/rule.ts'
import {
  openLogForReading,
  openLogForWriting,
  prepareDataDir,
} from '../../src/engine/log/sqlite/file/open-log.ts'
import { createRunReader } from '../../src/engine/log/sqlite/read/run-reader.ts'
import { createWriter } from '../../src/engine/log/sqlite/write/writer.ts'
import { createPreview } from '../../src/engine/review/preview.ts'
import { allKinds } from '../kinds/all-kinds.ts'
import { createAlertStage } from '../support/alert-stage.ts'
import { removeDir } from '../support/engine.ts'
import { recordRun } from '../support/recorded-run.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'runlight-preview-'))
prepareDataDir(dataDir)
const db = openLogForWriting(dataDir)
const writer = createWriter(db)
const reading = openLogForReading(dataDir)
if (reading === null) throw new Error('no log')
const log = createRunReader(reading, allKinds)

afterAll(() => {
  db.close()
  reading.close()
  removeDir(dataDir)
})

const conditions: readonly Condition[] = [
  { type: 'failed' },
  { type: 'completed' },
  { type: 'unknown' },
  { type: 'ended-early' },
  { type: 'stalled', forMs: 0, beats: 1 },
  { type: 'retrying', forMs: 4_000 },
  { type: 'no-event', forMs: 7_000 },
  { type: 'no-content', forMs: 5_000 },
  { type: 'no-progress', forMs: 9_000 },
  { type: 'not-finished', forMs: 20_000 },
  { type: 'event', query: 'data:"cost 7"' },
  { type: 'figure', figure: 'first_content', is: '>', value: 6_000 },
]
const drafts = conditions.map((when): RuleDraft => newRule(when, { together: null, cooldownMs: 0 }))

type Act = 'silence' | 'event' | 'content' | 'lose' | 'connect'
const chat = allKinds.get('chat')

async function preview(rule: RuleDraft, now: number): Promise<Preview> {
  const ask = createPreview(log, allKinds)
  for (;;) {
    const step = ask(rule, now)
    if (step.done) return step.value
  }
}

/** Records a run second by second with a judge beside it; answers when it ended. */
async function watch(acts: readonly Act[], end: 'fails' | 'ends-early') {
  if (chat === undefined) throw new Error('no kind')
  const stage = createAlertStage(drafts.map((draft) => ({ ...draft, id: draft.when.type, since: 0 })))
  const run = recordRun(writer, chat, { createdAt: 0, params: { prompt: 'p' } })
  const tell = () => {
    run.commit()
    const stored = log.run(run.id)
    if (stored !== null) stage.is(stored.summary)
  }
  await stage.start()
  let isOpen = false
  for (const act of ['connect' as const, ...acts]) {
    if (act === 'connect' && !isOpen) run.connect()
    if (act === 'lose' && isOpen) run.lose('The connection was lost.')
    if (act === 'connect' || act === 'lose') isOpen = act === 'connect'
    if (isOpen && act === 'event') run.receive({ name: 'note', data: 'cost 7', id: null })
    if (isOpen && act === 'content') run.receive({ name: 'message', data: '{"content":"word "}', id: null })
    run.live.tick()
    tell()
    run.pass(1_000)
    await stage.pass(1)
  }
  if (!isOpen) run.connect()
  if (end === 'fails') {
    run.receive({ name: 'error', data: '{"error":true,"message":"no GPU"}', id: null })
    run.receive({ name: 'message', data: '[DONE]', id: null })
    run.rest('closed')
  } else run.rest('ended-early')
  tell()
  await stage.pass(2)
  return { stage, id: run.id, now: stage.clock.now() }
}

const act = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Act>('silence') },
  fc.constant<Act>('event'),
  fc.constant<Act>('content'),
  fc.constant<Act>('lose'),
  fc.constant<Act>('connect'),
)

test('a rule would have fired when it did', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { maxLength: 45 }),
      fc.constantFrom('fails' as const, 'ends-early' as const),
      async (acts, end) => {
        const { stage, id, now } = await watch(acts, end)
        for (const draft of drafts) {
          const fired = stage.alerts.filter(({ rule }) => rule === draft.when.type).map(({ at }) => at)
          if (fired.length > 0) seen.add(draft.when.type)
          const one = { ...draft, scope: { ...draft.scope, run: id } }
          const { would, firings, looked } = await preview(one, now)
          const named = { rule: draft.when.type, at: would.map(({ at }) => at).toReversed() }
          expect({ ...named, firings, looked }).toEqual({
            rule: draft.when.type,
            at: fired,
            firings: fired.length,
            looked: 1,
          })
        }
      },
    ),
    { numRuns: 20 },
  )
  expect([...seen]).toContain('no-event')
  expect(seen.size).toBeGreaterThan(5)
})

test('of a past without a run it says so, and pauses without any are found in it', async () => {
  const none = newRule(
    { type: 'failed' },
    { scope: { ...newRule({ type: 'failed' }).scope, kinds: ['none'] } },
  )
  expect(await preview(none, 1)).toMatchObject({
    looked: 0,
    firings: 0,
    cannot: expect.stringContaining('No stored run'),
  })
  const hour = 3_600_000
  const pause = newRule({ type: 'none-started', forMs: hour })
  expect(await preview(pause, hour / 2)).toMatchObject({ firings: 0 })
  expect(await preview(pause, 2 * hour)).toMatchObject({
    firings: 1,
    would: [{ at: hour, resolvedAt: null }],
  })
})
