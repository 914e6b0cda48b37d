// The event streams of a HAR file (HTTP Archive 1.2), each on its way in as a run: what a browser's developer tools save. It
// tells when each request began, and mostly nothing of the events' own times.

import { createHash } from 'node:crypto'
import { fstatSync, readSync } from 'node:fs'
import { z } from 'zod'
import { RunlightError } from '../../../core/basics/errors.ts'
import { formatBytes, formatCount } from '../../../core/basics/quantities.ts'
import { boundTime } from '../../../core/basics/times.ts'
import type { Kind } from '../../../core/kind/kind.ts'
import { matchKind } from '../../../core/kind/match-kind.ts'
import { redactHeaders, redactUrl } from '../../../core/secrets/redact.ts'
import { extractSecrets } from '../../runs/run-secrets.ts'
import { type HarStream, readHarEntry } from '../formats/har-entry.ts'
import { piecesOf, readLines } from '../formats/lines.ts'
import { createSseParser, type SseParser } from '../formats/sse-parser.ts'
import { bounded, captured, chosenKind, endOfCapture, noteDamage } from './captured.ts'
import { createRunImport, type ImportedEvent } from './import-run.ts'
import type { ImportedHead, ImportStep } from './import-steps.ts'
import { importedSummary } from './imported-summary.ts'
import type { Reading } from './read-transcript.ts'

/** A HAR is one JSON text and has to be read whole. */
const largest = 256 * 2 ** 20

const harSchema = z.object({ log: z.object({ entries: z.array(z.unknown()) }) })

export function* readHar(reading: Reading): Generator<ImportStep> {
  const { fd, start, source, damage } = reading
  const size = fstatSync(fd).size
  const entries = parse(fd, start, size, source.name)
  const seen = new Map<string, number>()
  let streams = 0
  let unanswered = 0
  for (const [i, value] of entries.entries()) {
    const entry = readHarEntry(value)
    if (entry === 'unanswered') unanswered++
    if (typeof entry === 'string') continue
    streams++
    const where = `entry ${i + 1}`
    if (entry.body === null && entry.messages.length === 0) {
      damage.add(null, `${where} is a stream, but its text was not saved`)
      continue
    }
    if (entry.body !== null && !hasEvent(entry.body)) {
      damage.add(null, `${where} is a stream, but there is no event in its text`)
      continue
    }
    for (const oddity of entry.oddities) damage.note(`${where} is a stream, but ${oddity}.`)
    const hash = hashOf(entry)
    const times = seen.get(hash) ?? 0
    seen.set(hash, times + 1)
    const name = times === 0 ? hash : `${hash}-${times + 1}`
    yield* readEntry(reading, entry, name, where, Math.round((size * (i + 1)) / entries.length))
  }
  if (streams === 0)
    throw new RunlightError('bad-input', `${source.name} has no event stream in it: nothing was taken in.`)
  if (unanswered > 0)
    damage.note(
      `${formatCount(unanswered, 'entry has', 'entries have')} no answer: whether a stream was asked for is not known.`,
    )
}

/** Names the entry's run, so that it is known again. */
function hashOf({ startedDateTime, url, body, messages }: HarStream): string {
  const hash = createHash('sha256').update(`${startedDateTime} ${url}\n`)
  return hash
    .update(body ?? JSON.stringify(messages))
    .digest('hex')
    .slice(0, 32)
}

function* readEntry(
  reading: Reading,
  entry: HarStream,
  name: string,
  where: string,
  behind: number,
): Generator<ImportStep> {
  const { source, kinds, damage, into } = reading
  const { kind, baseUrl, params } = kindOf(entry.url, source.kind, kinds)
  const startedAt = entry.startedAt ?? boundTime(source.modifiedAt)
  const at = boundTime(startedAt + entry.waitMs)
  const url = redactUrl(entry.url)
  const bytes = entry.body?.length ?? 0
  const head: ImportedHead = {
    uid: `har-${name}-${kind.id}`,
    kind: kind.id,
    baseUrl,
    params,
    events: 0,
    summary: importedSummary(source, {
      kind: kind.id,
      server: URL.canParse(url) ? new URL(url).host : source.name,
      title: kind.title(params) || url || source.name,
      createdAt: startedAt,
      generates: !kind.observes(params),
      beatMs: kind.beatMs,
    }),
  }
  yield { type: 'run', head, bytes: behind }
  const target = into()
  if (target === null) return
  const run = createRunImport(target, head, kind)
  const parser = createSseParser(() => {})
  for (const event of eventsOf(entry, parser, at)) {
    run.event(bounded(event))
    if (run.isFull()) yield { type: 'batch', batch: run.drain(), events: run.seq(), bytes: behind }
  }
  const notices = noteDamage(damage, parser.passedOver(), where, at)
  if (entry.body === null && entry.lostMessages > 0)
    damage.add(null, `${where}: ${formatCount(entry.lostMessages, 'event')} could not be read`)
  if (entry.body !== null)
    damage.note(
      'A HAR tells when a request began, not when each event came: the events of a stream stand at its beginning.',
    )
  run.attempt(
    {
      ...captured(url, startedAt, bytes),
      openedAt: at,
      endedAt: Math.max(at, run.lastAt()),
      ending: endOfCapture,
      method: entry.method,
      status: entry.status,
      headers: redactHeaders(entry.headers),
      events: run.seq(),
      ...notices,
    },
    0,
  )
  const known = { bytes, lastBytesAt: run.lastAt() }
  const { summary, batch } = run.finish(null, `Imported from ${source.name}`, known)
  yield { type: 'batch', batch, events: run.seq(), bytes: behind }
  yield { type: 'ran', summary, bytes: behind }
}

/** The events of the text, all at `at`; where no text was saved, those that the browser kept beside it, at their own times. */
function* eventsOf({ body, messages }: HarStream, parser: SseParser, at: number): Generator<ImportedEvent> {
  const common = { attempt: 1, repeat: false } as const
  if (body === null) {
    for (const message of messages) yield { ...message, ...common, trueSize: null, raw: null }
    return
  }
  for (const event of capturedIn(body, parser)) yield { ...event, ...common, at }
}

function* capturedIn(body: Buffer, parser: SseParser) {
  for (const { bytes, number, ended } of readLines(piecesOf(body), 0, body.length, true)) {
    const event = bytes === null ? null : parser.line(bytes, number, ended)
    if (event !== null) yield event
  }
  const last = parser.end()
  if (last !== null) yield last
}

function hasEvent(body: Buffer): boolean {
  return (
    capturedIn(
      body,
      createSseParser(() => {}),
    ).next().done !== true
  )
}

/** By the documented URL of a kind, unless a person chose one; else the kind that any URL fits. */
function kindOf(url: string, chosen: string | null, kinds: ReadonlyMap<string, Kind>) {
  const candidates = chosen === null ? [...kinds.values()] : [chosenKind(chosen, kinds)]
  for (const kind of candidates) {
    const match = matchKind(kind, url)
    if (match !== null)
      return {
        kind,
        baseUrl: redactUrl(match.baseUrl),
        params: extractSecrets(kind, match.params, null).shown,
      }
  }
  const kind = chosenKind(chosen, kinds)
  const field = kind.fields.find((one) => one.type === 'url')
  const params: Record<string, string> = field === undefined ? {} : { [field.name]: redactUrl(url) }
  return { kind, baseUrl: '', params }
}

function parse(fd: number, start: number, size: number, name: string): readonly unknown[] {
  if (size > largest) {
    throw new RunlightError(
      'bad-input',
      `${name} is ${formatBytes(size)}, and a HAR of more than 256 MiB is not read: save only the stream’s entry.`,
    )
  }
  const bytes = Buffer.alloc(size - start)
  for (let at = 0; at < bytes.length; ) {
    const read = readSync(fd, bytes, at, bytes.length - at, start + at)
    if (read === 0) break
    at += read
  }
  try {
    return harSchema.parse(JSON.parse(bytes.toString('utf8'))).log.entries
  } catch {
    throw new RunlightError(
      'bad-input',
      `${name} begins like a HAR and is none, or was cut off: save it again.`,
    )
  }
}
