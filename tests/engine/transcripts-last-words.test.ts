// Last words that are no events by the standard, in captured streams: they are taken as a live run takes them, and each format
// brings them back.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { flags } from '../../src/core/log/flags.ts'
import { removeDir } from '../support/engine.ts'
import { startTranscriptEngine, type TranscriptEngine } from '../support/transcripts.ts'

let engine: TranscriptEngine

beforeAll(async () => {
  engine = await startTranscriptEngine()
})

afterAll(async () => {
  await engine.close()
  removeDir(engine.dataDir)
  removeDir(engine.folder)
})

test.each([
  [
    'a job’s last word without data',
    'event: status\ndata: {"status":"processing"}\n\nevent: ping\n\nevent: end\n\n',
    'flashcards',
    { name: 'end', data: '', flags: flags.terminal | flags.noData | flags.unreadable },
  ],
  [
    'an error that is a line and no event',
    'data: {"content":"a"}\n\nerror: {"code":400,"message":"too long"}\n\n',
    'chat',
    { name: 'error', data: '{"code":400,"message":"too long"}', flags: flags.error | flags.bareLine },
  ],
])('%s counts in a capture too, and stays so in every format', async (_what, capture, kind, last) => {
  const { runs } = await engine.importText(capture, 'last-word.sse', kind)
  let run = runs[0]?.run ?? 0
  for (const format of ['sse', 'transcript', null] as const) {
    const events = await engine.events(run)
    expect([events.length, events[1]]).toMatchObject([2, last])
    if (format === null) return
    const text = await engine.textOf(run, format)
    await engine.call('runs.remove', { run })
    const again = await engine.importText(text, `last-word-again.${format}`, kind)
    run = again.runs[0]?.run ?? 0
  }
})
