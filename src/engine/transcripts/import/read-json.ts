// JSON lines, or one JSON array, on its way in as a run: each text is one event, as it would be over a connection, unless the
// texts tell events themselves.

import { RunlightError } from '../../../core/basics/errors.ts'
import { formatBytes } from '../../../core/basics/quantities.ts'
import type { Notice } from '../../../core/run/notice.ts'
import { isWholeRecord, recordOf } from '../../framing/json-records.ts'
import { readElements } from '../formats/json-elements.ts'
import type { JsonShape } from '../formats/json-shape.ts'
import { longestLine, piecesOfFile, readLines } from '../formats/lines.ts'
import { toldEvent } from '../formats/told-event.ts'
import { headOfCapture, unasked } from './capture-head.ts'
import { bounded, captured, endOfCapture, timesUntold } from './captured.ts'
import { createRunImport } from './import-run.ts'
import type { ImportStep } from './import-steps.ts'
import { hashOf } from './read-sse.ts'
import type { Reading } from './read-transcript.ts'

const notes = {
  lines: 'Each line is JSON: it was taken for an event.',
  array: 'It is a JSON array: each of its elements was taken for an event.',
  told: 'Its JSON tells events with their names and data: they were taken so.',
} as const

export function* readJson(reading: Reading, shape: JsonShape): Generator<ImportStep> {
  const { fd, start, source, damage, into } = reading
  const pieces = piecesOfFile(fd)
  const { hash, size } = hashOf(pieces)
  const { head, kind } = headOfCapture(reading, `json-${hash.slice(0, 32)}`, unasked, null)
  yield { type: 'run', head, bytes: 0 }
  const target = into()
  if (target === null) return
  const run = createRunImport(target, head, kind)
  const attempt = captured(source.name, head.summary.createdAt, size)
  const parts =
    shape === 'lines'
      ? readLines(pieces, start, longestLine, false)
      : readElements(pieces, start, longestLine)
  const what = shape === 'lines' ? 'line' : 'element'
  let times = 0
  let plain = 0
  let cutBytes = 0
  for (const { number, bytes, length, ended, offset } of parts) {
    const line = shape === 'lines' ? number : null
    const where = line === null ? `element ${number}: ` : ''
    if (bytes === null) {
      damage.add(line, `${where}it is ${formatBytes(length)} long, and no event of that size is kept`)
      continue
    }
    const record = recordOf(bytes)
    if (record === null) continue
    const isWhole = isWholeRecord(record)
    if (!isWhole)
      damage.add(
        line,
        `${where}${ended ? 'it is no JSON, and is kept as it came' : 'the file ends within it'}`,
      )
    const told = isWhole ? toldEvent(record.data) : null
    if (told === null) plain++
    if (told?.at != null) times++
    if (run.seq() === 0) run.attempt({ ...attempt, startedAt: told?.at ?? attempt.startedAt })
    const cut = isWhole || ended ? null : record.data.length
    if (cut !== null) cutBytes = length
    const event = told ?? { name: 'message', id: null, data: record.data, at: null }
    run.event(
      bounded({
        ...event,
        at: event.at ?? run.lastAt(),
        attempt: 1,
        repeat: false,
        trueSize: cut,
        raw: told === null ? record.raw : null,
      }),
    )
    if (run.isFull()) yield { type: 'batch', batch: run.drain(), events: run.seq(), bytes: offset }
  }
  if (run.seq() === 0)
    throw new RunlightError('bad-input', `${source.name} has no ${what} that could be taken in.`)
  if (plain > 0) damage.note(notes[shape])
  if (plain < run.seq()) damage.note(notes.told)
  if (times < run.seq()) damage.note(timesUntold)
  const startedAt = run.job().firstEventAt ?? head.summary.createdAt
  const ends = { openedAt: startedAt, endedAt: run.lastAt(), ending: endOfCapture }
  const cut: Notice = { code: 'cut-record', at: run.lastAt(), count: cutBytes, first: '' }
  const notices = cutBytes === 0 ? {} : { notices: [cut] }
  run.attempt({ ...attempt, ...ends, startedAt, events: run.seq(), ...notices }, 0)
  const known = { bytes: size, lastBytesAt: run.lastAt() }
  const { summary, batch } = run.finish(null, `Imported from ${source.name}`, known)
  yield { type: 'batch', batch, events: run.seq(), bytes: size }
  yield { type: 'ran', summary, bytes: size }
}
