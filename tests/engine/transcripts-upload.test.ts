// A file that a window hands over in pieces, and a window that goes away before it has.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { removeDir, startEngine } from '../support/engine.ts'
import { createFastClock } from '../support/fast-clock.ts'

const captured = Array.from({ length: 200 }, (_, i) => `id: ${i + 1}\ndata: row ${i + 1}\n\n`).join('')

test('a window that goes away in the middle of a file leaves nothing behind', async () => {
  // Two minutes in a moment.
  const engine = await startEngine({ clock: createFastClock(1_000) })
  const file = { name: 'half.sse', size: captured.length, modifiedAt: 0, kind: null }
  const { job } = await engine.call('transcripts.import', file)
  const half = Buffer.from(captured.slice(0, 1_000)).toString('base64')
  await engine.call('transcripts.piece', { job, data: half })
  await engine.engine.transcripts.settled(job)
  expect(await engine.call('transcripts.progress', { job })).toMatchObject({
    state: 'failed',
    sentence: 'The rest of the file never came: import it again.',
  })
  expect(readdirSync(join(engine.dataDir, 'imports'))).toEqual([])
  expect((await engine.call('runs.snapshot', {})).runs).toEqual([])
  await engine.close()
  removeDir(engine.dataDir)
})

test('a file that waits for its turn is not given up', async () => {
  const engine = await startEngine({ clock: createFastClock(1_000) })
  const file = { name: 'late.sse', size: captured.length, modifiedAt: 0, kind: null }
  const { job } = await engine.call('transcripts.import', file)
  await new Promise((resolve) => setTimeout(resolve, 500))
  await engine.call('transcripts.piece', { job, data: Buffer.from(captured).toString('base64') })
  await engine.engine.transcripts.settled(job)
  expect(await engine.call('transcripts.progress', { job })).toMatchObject({
    state: 'done',
    report: { runs: [{ outcome: 'added', events: 200 }] },
  })
  await engine.close()
  removeDir(engine.dataDir)
})
