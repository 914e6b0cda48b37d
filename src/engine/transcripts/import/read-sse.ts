// The text of an event stream, as `curl -N` leaves it, on its way in as a run. It tells no times: they are the file's, unless
// it was Runlight that wrote it.

import { createHash } from 'node:crypto'
import { RunlightError } from '../../../core/basics/errors.ts'
import { formatBytes } from '../../../core/basics/quantities.ts'
import { boundTime } from '../../../core/basics/times.ts'
import { timeOfComment } from '../../../core/transcript/sse-text.ts'
import { longestLine, type Pieces, piecesOfFile, readLines } from '../formats/lines.ts'
import { createSseParser } from '../formats/sse-parser.ts'
import { bounded, captured, chosenKind, endOfCapture, noteDamage } from './captured.ts'
import { createRunImport } from './import-run.ts'
import type { ImportedHead, ImportStep } from './import-steps.ts'
import { importedSummary } from './imported-summary.ts'
import type { Reading } from './read-transcript.ts'

export function* readSse(reading: Reading): Generator<ImportStep> {
  const { fd, start, source, kinds, damage, into } = reading
  const kind = chosenKind(source.kind, kinds)
  const pieces = piecesOfFile(fd)
  const { hash, size } = hashOf(pieces)
  const head: ImportedHead = {
    uid: `sse-${hash.slice(0, 32)}-${kind.id}`,
    kind: kind.id,
    baseUrl: '',
    params: {},
    events: 0,
    summary: importedSummary(source, {
      kind: kind.id,
      server: source.name,
      title: source.name,
      createdAt: boundTime(source.modifiedAt),
      generates: false,
      beatMs: kind.beatMs,
    }),
  }
  yield { type: 'run', head, bytes: 0 }
  const target = into()
  if (target === null) return
  const run = createRunImport(target, head, kind)
  let told: number | null = null
  let times = 0
  const attemptOf = (at: number) => captured(source.name, at, size)
  const parser = createSseParser((comment) => {
    told = timeOfComment(comment) ?? told
  })
  const take = (event: ReturnType<typeof parser.end>) => {
    if (event === null) return
    if (run.seq() === 0) run.attempt(attemptOf(told ?? head.summary.createdAt))
    if (told !== null) times++
    run.event(bounded({ ...event, at: told ?? run.lastAt(), attempt: 1, repeat: false }))
    told = null
  }
  for (const { number, bytes, length, offset, ended } of readLines(pieces, start, longestLine, true)) {
    if (bytes === null) {
      damage.add(number, `it is ${formatBytes(length)} long, and no event of that size is kept`)
      parser.drop()
      continue
    }
    take(parser.line(bytes, number, ended))
    if (run.isFull()) yield { type: 'batch', batch: run.drain(), events: run.seq(), bytes: offset }
  }
  take(parser.end())
  const notices = noteDamage(damage, parser.passedOver(), null, run.lastAt())
  if (run.seq() === 0)
    throw new RunlightError('bad-input', `${source.name} has no event with data in it: nothing was taken in.`)
  if (times < run.seq()) {
    damage.note('The capture tells no times: its events stand at the time of the file, in their order.')
  }
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

function hashOf(pieces: Pieces): { hash: string; size: number } {
  const hash = createHash('sha256')
  let size = 0
  for (;;) {
    const piece = pieces(size)
    if (piece.length === 0) return { hash: hash.digest('hex'), size }
    hash.update(piece)
    size += piece.length
  }
}
