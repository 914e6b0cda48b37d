// The text of an event stream, as `curl -N` leaves it, on its way in as a run. It tells no times: they are the file's, unless
// it was Runlight that wrote it.

import { createHash } from 'node:crypto'
import { readSync } from 'node:fs'
import { RunlightError } from '../../core/errors.ts'
import type { Kind } from '../../core/kind.ts'
import type { Attempt } from '../../core/run.ts'
import { timeOfComment } from '../../core/transcript/sse-text.ts'
import { sayBytes } from '../../core/words.ts'
import { createRunImport, type ImportedEvent } from './import-run.ts'
import type { ImportedHead, ImportStep } from './import-steps.ts'
import { importedSummary } from './imported-summary.ts'
import { readLines } from './lines.ts'
import { longestLine, type Reading } from './read-transcript.ts'
import { createSseParser } from './sse-parser.ts'

export const endOfCapture = 'The capture ends here'
const batchEvents = 2_000
const batchUnits = 4 * 2 ** 20
/** As much of an event as a live run keeps. */
const longestData = 16 * 2 ** 20

export function* readSse(reading: Reading): Generator<ImportStep> {
  const { fd, start, source, kinds, damage, into } = reading
  const kind = chosenKind(source.kind, kinds)
  const { hash, size } = hashOf(fd)
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
      createdAt: Math.round(source.modifiedAt),
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
    const at = timeOfComment(comment)
    if (at !== null) told = at
  })
  let units = 0
  let cut = false
  for (const { number, bytes, length, offset, ended } of readLines(fd, start, longestLine, true)) {
    if (bytes === null) {
      damage.add(number, `it is ${sayBytes(length)} long, and no event of that size is kept`)
      parser.drop()
      continue
    }
    const event = parser.line(bytes, number)
    if (!ended) cut = parser.isOpen()
    if (event === null) continue
    if (run.seq() === 0) run.attempt(attemptOf(told ?? head.summary.createdAt))
    if (told !== null) times++
    const at: number = told ?? run.lastAt()
    told = null
    run.event(bounded({ ...event, at, attempt: 1, repeat: false, trueSize: null }))
    units += event.data.length
    if (run.pending() >= batchEvents || units >= batchUnits) {
      units = 0
      yield { type: 'batch', batch: run.drain(), events: run.seq(), bytes: offset }
    }
  }
  if (cut || parser.isOpen()) damage.add(null, 'the last event was cut off before its blank line')
  if (run.seq() === 0)
    throw new RunlightError('bad-input', `${source.name} has no whole event in it: nothing was taken in.`)
  if (times < run.seq()) {
    damage.note('The capture tells no times: its events stand at the time of the file, in their order.')
  }
  const known = { bytes: size, lastBytesAt: run.lastAt() }
  const startedAt = run.job().firstEventAt ?? head.summary.createdAt
  run.attempt({ ...attemptOf(startedAt), endedAt: run.lastAt(), events: run.seq(), ending: endOfCapture }, 0)
  const { summary, batch } = run.finish(null, `Imported from ${source.name}`, known)
  yield { type: 'batch', batch, events: run.seq(), bytes: size }
  yield { type: 'ran', summary, bytes: size }
}

/** The kind that was chosen; where none was, the one that any stream fits. */
export function chosenKind(id: string | null, kinds: ReadonlyMap<string, Kind>): Kind {
  const kind = id === null ? [...kinds.values()].find((one) => !one.needsServer) : kinds.get(id)
  if (kind !== undefined) return kind
  throw new RunlightError(
    'bad-input',
    `There is no kind “${id ?? ''}”. Known: ${[...kinds.keys()].join(', ')}.`,
  )
}

/** What is longer than Runlight keeps is cut, and says so. */
export function bounded(event: ImportedEvent): ImportedEvent {
  const { data } = event
  if (data.length <= longestData) return event
  return { ...event, data: data.slice(0, longestData), trueSize: data.length, raw: null }
}

export function captured(url: string, at: number, bytes: number): Attempt {
  return {
    number: 1,
    startedAt: at,
    openedAt: at,
    endedAt: null,
    method: 'GET',
    url,
    status: null,
    headers: [],
    redirects: [],
    resumedFrom: null,
    bytes,
    events: 0,
    comments: 0,
    replayed: 0,
    ending: null,
    bodyHead: null,
    afterSeq: 0,
  }
}

function hashOf(fd: number): { hash: string; size: number } {
  const hash = createHash('sha256')
  const piece = Buffer.alloc(2 ** 20)
  let size = 0
  for (;;) {
    const read = readSync(fd, piece, 0, piece.length, size)
    if (read === 0) return { hash: hash.digest('hex'), size }
    hash.update(piece.subarray(0, read))
    size += read
  }
}
