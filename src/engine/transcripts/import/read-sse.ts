// The text of an event stream, as `curl -N` leaves it, on its way in as a run. It tells no times: they are the file's, unless
// it was Runlight that wrote it, or its lines begin with times.

import { createHash } from 'node:crypto'
import { RunlightError } from '../../../core/basics/errors.ts'
import { formatBytes } from '../../../core/basics/quantities.ts'
import { redactHeaders, redactUrl } from '../../../core/secrets/redact.ts'
import { timeOfComment } from '../../../core/transcript/sse-text.ts'
import type { Capture } from '../captures/find-forms.ts'
import { type Pieces, piecesOfFile } from '../formats/lines.ts'
import { createSseParser } from '../formats/sse-parser.ts'
import { headOfCapture } from './capture-head.ts'
import { bounded, captured, endOfCapture, noteDamage, timesUntold } from './captured.ts'
import { createRunImport } from './import-run.ts'
import type { ImportStep } from './import-steps.ts'
import type { Reading } from './read-transcript.ts'

export function* readSse(reading: Reading, capture: Capture): Generator<ImportStep> {
  const { fd, source, damage, into } = reading
  const { exchange } = capture
  const { hash, size } = hashOf(piecesOfFile(fd))
  const url = exchange.url()
  const asked = {
    url,
    method: exchange.method() ?? 'GET',
    headers: exchange.requestHeaders(),
    body: exchange.body(),
  }
  const { head, kind } = headOfCapture(reading, `sse-${hash.slice(0, 32)}`, asked, null)
  yield { type: 'run', head, bytes: 0 }
  const target = into()
  if (target === null) return
  const run = createRunImport(target, head, kind)
  let told: number | null = null
  let times = 0
  const attemptOf = (at: number) => ({
    ...captured(url === '' ? source.name : redactUrl(url), at, size),
    method: exchange.method() ?? 'GET',
    status: exchange.status(),
    headers: redactHeaders(exchange.headers()),
  })
  const parser = createSseParser((comment) => {
    told = timeOfComment(comment) ?? told
  })
  const take = (event: ReturnType<typeof parser.end>) => {
    if (event === null) return
    if (run.seq() === 0) run.attempt(attemptOf(told ?? head.summary.createdAt))
    const isTaken = run.captured(bounded({ ...event, at: told ?? run.lastAt(), attempt: 1, repeat: false }))
    if (isTaken && told !== null) times++
    told = null
  }
  for (const { number, bytes, length, offset, ended, at } of capture.lines()) {
    if (bytes === null) {
      damage.add(number, `it is ${formatBytes(length)} long, and no event of that size is kept`)
      parser.drop()
      continue
    }
    // The blank line may have come long after what it ends.
    if (at !== undefined && length > 0) told = at
    take(parser.line(bytes, number, ended))
    if (run.isFull()) yield { type: 'batch', batch: run.drain(), events: run.seq(), bytes: offset }
  }
  take(parser.end())
  for (const note of capture.notes()) damage.note(note)
  if (url !== '' && !exchange.isSchemeKnown())
    damage.note(
      `The capture does not say whether its address is http or https: ${new URL(url).protocol.slice(0, -1)} was taken.`,
    )
  const notices = noteDamage(damage, parser.passedOver(), null, run.lastAt())
  if (run.seq() === 0)
    throw new RunlightError('bad-input', `${source.name} has no event with data in it: nothing was taken in.`)
  if (times < run.seq()) damage.note(timesUntold)
  const known = { bytes: size, lastBytesAt: run.lastAt() }
  const startedAt = run.job().firstEventAt ?? head.summary.createdAt
  run.attempt(
    {
      ...attemptOf(startedAt),
      endedAt: run.lastAt(),
      events: run.seq(),
      ending: endOfCapture,
      ...notices,
    },
    0,
  )
  const { summary, batch } = run.finish(null, `Imported from ${source.name}`, known)
  yield { type: 'batch', batch, events: run.seq(), bytes: size }
  yield { type: 'ran', summary, bytes: size }
}

/** The hash of a whole text, which its run is known by again, and its size. */
export function hashOf(pieces: Pieces): { hash: string; size: number } {
  const hash = createHash('sha256')
  let size = 0
  for (;;) {
    const piece = pieces(size)
    if (piece.length === 0) return { hash: hash.digest('hex'), size }
    hash.update(piece)
    size += piece.length
  }
}
