// Checkpoints of the folded job: whatever became of them, every instant is right; they cost little, and where they are
// missing they are made anew.

import type Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Kind } from '../../src/core/kind/kind.ts'
import { openLogForWriting } from '../../src/engine/log/sqlite/file/open-log.ts'
import { createWriter, type Writer } from '../../src/engine/log/sqlite/write/writer.ts'
import { kindOf } from '../kinds/all-kinds.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { openReview, scratch } from '../support/look-back.ts'
import { type RecordedRun, recordRun } from '../support/recorded-run.ts'

let dataDir: string
let db: Database.Database
let writer: Writer
beforeEach(() => {
  dataDir = freshDir()
  db = openLogForWriting(dataDir)
  db.pragma('synchronous = OFF')
  writer = createWriter(db)
})
afterEach(() => {
  writer.close()
  removeDir(dataDir)
})

/** A chat of `count` pieces, one in 997 with a lone surrogate, lost every 5,000; it is committed every 1,500. */
function longChat(count: number): { run: RecordedRun; kind: Kind } {
  const kind = kindOf('chat')
  const run = recordRun(writer, kind, { params: { prompt: 'p' } })
  run.connect()
  for (let i = 1; i <= count; i++) {
    run.pass(i % 3)
    const content = i % 997 === 0 ? '\ud83e' : `word ${i} `
    run.receive({ name: 'message', id: null, data: JSON.stringify({ content }) })
    if (i % 1_500 === 0) run.commit()
    if (i % 5_000 === 0) {
      run.lose('The connection was lost.')
      run.pass(900)
      run.connect()
    }
  }
  run.rest('ended-early')
  return { run, kind }
}

const stored = (run: number) =>
  db.prepare('SELECT seq FROM checkpoints WHERE run = ? ORDER BY seq').pluck().all(run).map(Number)
const probes = [0, 1, 4_095, 4_096, 4_097, 5_000, 5_001, 8_192, 9_999, 10_000, 12_288, 12_999, 13_000]

test('a long run has a checkpoint at every 4,096th event and at its end, and each leads where folding leads', () => {
  const { run, kind } = longChat(13_000)
  expect(stored(run.id)).toEqual([4_096, 8_192, 12_288, 13_000])
  const { jobs, end } = scratch(db, run.id, kind, { prompt: 'p' })
  const review = openReview(dataDir, writer)
  for (const seq of [...probes, ...probes.toReversed()])
    expect(review.at(run.id, { type: 'seq', seq }).job).toEqual(jobs[seq])
  expect(review.at(run.id, { type: 'end' }).job).toEqual(end)
  expect([review.made, review.bad]).toEqual([[], []])
  review.close()
})

const damage: readonly (readonly [string, string, readonly number[]])[] = [
  ['none is there', 'DELETE FROM checkpoints', [4_096, 8_192, 12_288]],
  ['the first is missing', 'DELETE FROM checkpoints WHERE seq = 4096', [4_096]],
  ['one in the middle is missing', 'DELETE FROM checkpoints WHERE seq = 8192', [8_192]],
  ['one is no compressed text', "UPDATE checkpoints SET job = x'00ff00' WHERE seq = 8192", [8_192]],
  ['one holds another shape', "UPDATE checkpoints SET job = x'ab56' WHERE seq = 4096", [4_096]],
  ['the text of one is shorter than it says', "UPDATE checkpoints SET text = 'x' WHERE seq = 4096", [4_096]],
  ['all are of another kind', "UPDATE checkpoints SET job = x'01', text = 'y'", [4_096, 8_192, 12_288]],
]
test.each(damage)(
  'where %s every instant is right all the same, and what is missing is made again',
  (_what, sql, seqs) => {
    const { run, kind } = longChat(13_000)
    db.exec(sql)
    const { jobs, end } = scratch(db, run.id, kind, { prompt: 'p' })
    const review = openReview(dataDir, writer)
    for (const seq of probes.toReversed())
      expect(review.at(run.id, { type: 'seq', seq }).job).toEqual(jobs[seq])
    expect(review.at(run.id, { type: 'end' }).job).toEqual(end)
    review.prepare(run.id)
    for (const seq of seqs) expect(stored(run.id)).toContain(seq)
    review.close()
    const again = openReview(dataDir, writer)
    for (const seq of probes) expect(again.at(run.id, { type: 'seq', seq }).job).toEqual(jobs[seq])
    expect(again.made).toEqual([])
    again.close()
  },
)

test('a run that never had a checkpoint is made ready once, in parts, and from then on nothing is made', () => {
  const { run } = longChat(30_000)
  db.exec('DELETE FROM checkpoints')
  const review = openReview(dataDir, writer)
  let before = 0
  for (;;) {
    const step = review.review.prepare(run.id)
    if (step.repair !== null) writer.putCheckpoints(run.id, step.repair.made, step.repair.bad)
    if (step.done) break
    expect(step.part).toBeGreaterThanOrEqual(before)
    before = step.part
  }
  expect(stored(run.id)).toEqual([4_096, 8_192, 12_288, 16_384, 20_480, 24_576, 28_672])
  review.prepare(run.id)
  review.at(run.id, { type: 'end' })
  expect(review.made).toEqual([])
  review.close()
})

test('a text that grows is stored once, however many checkpoints it has; a final text replaces it', () => {
  const kind = kindOf('stories')
  const run = recordRun(writer, kind, { params: { child_id: '1', theme: 'sea' } })
  const say = (data: unknown) => run.receive({ name: 'story_chunk', id: null, data: JSON.stringify(data) })
  run.connect()
  const piece = 'The fox went on through the snow. '
  for (let i = 0; i < 45_056; i++) {
    run.pass(1)
    say({ type: 'content', data: { chunk: piece } })
    if (i % 2_000 === 0) run.commit()
  }
  run.commit()
  const sizes = db
    .prepare(
      'SELECT count(*) AS checkpoints, sum(length(text)) AS text, sum(length(job)) AS job FROM checkpoints',
    )
    .get() as { checkpoints: number; text: number; job: number }
  const length = run.live.job().text?.content.length ?? 0
  expect(length).toBeGreaterThan(1_500_000)
  expect(sizes.checkpoints).toBe(11)
  expect(sizes.text).toBe(length)
  expect(sizes.job).toBeLessThan(11 * 1_000)
  say({ type: 'complete', data: { success: true, story_content: 'Another story.' } })
  run.rest('closed')
  const review = openReview(dataDir, writer)
  const lengthAt = (seq: number) => review.at(run.id, { type: 'seq', seq }).job.text?.content.length
  expect([lengthAt(4_096), lengthAt(40_961)]).toEqual([4_096 * piece.length, 40_961 * piece.length])
  expect(review.at(run.id, { type: 'end' }).job.text).toEqual(run.live.job().text)
  review.close()
})
