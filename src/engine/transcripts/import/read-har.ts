// The streams of a HAR file (HTTP Archive 1.2), each on its way in as a run: what a browser's developer tools save. It tells
// when each request began, and mostly nothing of the events' own times.

import { createHash } from 'node:crypto'
import { fstatSync, readSync } from 'node:fs'
import { z } from 'zod'
import { RunlightError } from '../../../core/basics/errors.ts'
import { formatBytes, formatCount } from '../../../core/basics/quantities.ts'
import { boundTime } from '../../../core/basics/times.ts'
import { redactHeaders, redactUrl } from '../../../core/secrets/redact.ts'
import { type HarStream, readHarEntry } from '../formats/har-entry.ts'
import { createHarEvents, hasEvent } from '../formats/har-events.ts'
import { headOfCapture } from './capture-head.ts'
import { bounded, captured, endOfCapture, noteDamage } from './captured.ts'
import { createRunImport } from './import-run.ts'
import type { ImportStep } from './import-steps.ts'
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
    const lost = whyEmpty(entry)
    if (lost !== null) {
      damage.add(null, `${where} is a stream, but ${lost}`)
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

/** Why no event can be had of the entry; null where one can. */
function whyEmpty({ body, messages, framing, lostMessages }: HarStream): string | null {
  if (messages.length > 0 || (body !== null && hasEvent(body, framing))) return null
  if (lostMessages > 0) return `${formatCount(lostMessages, 'event')} of it could not be read`
  return body === null ? 'its text was not saved' : 'there is no event in its text'
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
  const { source, damage, into } = reading
  const startedAt = entry.startedAt ?? entry.messages[0]?.at ?? boundTime(source.modifiedAt)
  const at = boundTime(startedAt + entry.waitMs)
  const url = redactUrl(entry.url)
  const bytes = entry.body?.length ?? 0
  const asked = {
    url: entry.url,
    method: entry.method,
    headers: entry.requestHeaders,
    body: entry.requestBody,
  }
  const { head, kind } = headOfCapture(reading, `har-${name}`, asked, startedAt)
  yield { type: 'run', head, bytes: behind }
  const target = into()
  if (target === null) return
  const run = createRunImport(target, head, kind)
  const events = createHarEvents(entry, at)
  for (const event of events.all()) {
    run.captured(bounded(event))
    if (run.isFull()) yield { type: 'batch', batch: run.drain(), events: run.seq(), bytes: behind }
  }
  const notices = noteDamage(damage, events.passedOver(), where, at)
  for (const problem of events.problems()) damage.add(null, `${where}: ${problem}`)
  if (!events.hasTimes())
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
