// Every format that a run is taken away in says what of it is not whole: events that were cut, bytes that were no UTF-8, gaps,
// and lines that were no part of any event.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { removeDir } from '../support/engine.ts'
import { startTranscriptEngine, type TranscriptEngine } from '../support/transcripts.ts'

let engine: TranscriptEngine
let capture = 0
let gapped = 0

beforeAll(async () => {
  engine = await startTranscriptEngine()
  const text = Buffer.from('data: a\nan odd line\n\ndata: caf\xe9\n\ndata: not who', 'latin1')
  capture = (await engine.importText(text, 'capture.sse')).runs[0]?.run ?? 0
  // Its last event is missing, so that it ends with a gap.
  const lines = (await engine.textOf(capture, 'transcript')).trimEnd().split('\n')
  const shorter = lines.filter((line) => !line.includes('not who')).join('\n')
  gapped = (await engine.importText(`${shorter.replace('"uid":"sse-', '"uid":"gap-')}\n`)).runs[0]?.run ?? 0
})

afterAll(async () => {
  await engine.close()
  removeDir(engine.dataDir)
  removeDir(engine.folder)
})

test('the transcript', async () => {
  const text = await engine.textOf(capture, 'transcript')
  expect(text).toContain('"data":"caf\ufffd","flags":["invalidUtf8"],"raw":"Y2Fm6Q=="')
  expect(text).toContain('"data":"not who","flags":["truncated"],"trueSize":7')
  expect(text).toContain('an odd line')
  expect(await engine.textOf(gapped, 'transcript')).toMatch(/"type":"gap".*1 event at the end of the file/)
})

test('the stream text', async () => {
  const text = await engine.textOf(capture, 'sse')
  expect(text).toContain(': attempt 1: 1 line was no part of any event: “an odd line”')
  expect(text).toContain(': attempt 1: The last event was cut off before its blank line (13 bytes)')
  expect(text).toContain(': changed: bytes of the data that were no UTF-8 are U+FFFD here\ndata: caf\ufffd\n')
  expect(text).toContain(': changed: the data was cut, 7 characters came or more\ndata: not who\n')
  const lines = (await engine.textOf(gapped, 'sse')).trimEnd().split('\n')
  expect(lines.at(-2)).toMatch(/^: gap .*1 event at the end of the file/)
})

test('the report', async () => {
  const text = await engine.textOf(capture, 'html')
  expect(text).toContain('<span class="tag">invalidUtf8</span>')
  expect(text).toContain('<span class="tag">truncated, 7 characters</span>')
  expect(text).toMatch(/<details open>[\s\S]*1 line was no part of any event/)
  expect(await engine.textOf(gapped, 'html')).toContain('1 event at the end of the file')
})

test('CSV, of the events', async () => {
  const cells = (await engine.textOf(capture, 'csv'))
    .split('\r\n')
    .map((line) => line.split(',').slice(8, 11))
  expect(cells.slice(1, 4)).toEqual([
    ['', '1', 'a'],
    ['invalidUtf8', '4', 'caf\ufffd'],
    ['truncated', '7', 'not who'],
  ])
})
