// The event streams of a HAR file (HTTP Archive 1.2), each on its way in as a run: what a browser's developer tools save. It
// tells when each request began, and nothing of the events' own times.

import { createHash } from 'node:crypto'
import { fstatSync, readSync } from 'node:fs'
import { z } from 'zod'
import { RunlightError } from '../../core/errors.ts'
import type { Kind } from '../../core/kind.ts'
import { redactHeaders, redactUrl } from '../../core/redact.ts'
import { matchUrl } from '../../core/urls.ts'
import { sayBytes } from '../../core/words.ts'
import { createRunImport } from './import-run.ts'
import type { ImportedHead, ImportStep } from './import-steps.ts'
import { importedSummary } from './imported-summary.ts'
import { bounded, captured, chosenKind, endOfCapture } from './read-sse.ts'
import type { Reading } from './read-transcript.ts'
import { createSseParser } from './sse-parser.ts'

/** A HAR is one JSON text and has to be read whole. */
const largest = 256 * 2 ** 20

const pairs = z.array(z.object({ name: z.string(), value: z.string() })).default([])
const entrySchema = z.object({
  startedDateTime: z.string(),
  timings: z.object({ wait: z.number().default(0) }).default({ wait: 0 }),
  request: z.object({ method: z.string(), url: z.string() }),
  response: z.object({
    status: z.number(),
    headers: pairs,
    content: z.object({
      mimeType: z.string().default(''),
      text: z.string().optional(),
      encoding: z.string().optional(),
    }),
  }),
})
const harSchema = z.object({ log: z.object({ entries: z.array(z.unknown()) }) })

type Entry = z.infer<typeof entrySchema>

export function* readHar(reading: Reading): Generator<ImportStep> {
  const { fd, start, source, damage } = reading
  const size = fstatSync(fd).size
  const entries = parse(fd, start, size, source.name)
  let streams = 0
  for (const [i, value] of entries.entries()) {
    const parsed = entrySchema.safeParse(value)
    if (!parsed.success) {
      const mime = z
        .object({ response: z.object({ content: z.object({ mimeType: z.string() }) }) })
        .safeParse(value)
      if (mime.success && isStream(mime.data.response.content.mimeType))
        damage.add(null, `entry ${i + 1} is a stream, but not as HAR 1.2 has it`)
      continue
    }
    const entry = parsed.data
    if (!isStream(entry.response.content.mimeType)) continue
    streams++
    if ((entry.response.content.text ?? '') === '') {
      damage.add(null, `entry ${i + 1} is a stream whose text the browser did not save`)
      continue
    }
    yield* readEntry(reading, entry, i + 1, Math.round((size * (i + 1)) / entries.length))
  }
  if (streams === 0)
    throw new RunlightError('bad-input', `${source.name} has no event stream in it: nothing was taken in.`)
}

function isStream(mimeType: string): boolean {
  return /^text\/event-stream\b/i.test(mimeType)
}

function* readEntry(reading: Reading, entry: Entry, number: number, behind: number): Generator<ImportStep> {
  const { source, kinds, damage, into } = reading
  const { text = '', encoding } = entry.response.content
  const bytes = Buffer.from(text, encoding === 'base64' ? 'base64' : 'utf8')
  const { kind, baseUrl, params } = kindOf(entry.request.url, source.kind, kinds)
  const began = Date.parse(entry.startedDateTime)
  const startedAt = Number.isFinite(began) ? began : Math.round(source.modifiedAt)
  const at = Math.round(startedAt + Math.max(0, entry.timings.wait))
  const url = redactUrl(entry.request.url)
  const hash = createHash('sha256').update(`${entry.startedDateTime} ${entry.request.url}\n`).update(bytes)
  const head: ImportedHead = {
    uid: `har-${hash.digest('hex').slice(0, 32)}-${kind.id}`,
    kind: kind.id,
    baseUrl,
    params,
    events: 0,
    summary: importedSummary(source, {
      kind: kind.id,
      server: URL.canParse(url) ? new URL(url).host : source.name,
      title: kind.title(params) || url,
      createdAt: startedAt,
      generates: !kind.observes(params),
      beatMs: kind.beatMs,
    }),
  }
  yield { type: 'run', head, bytes: behind }
  const target = into()
  if (target === null) return
  const run = createRunImport(target, head, kind)
  const attempt = {
    ...captured(url, startedAt, bytes.length),
    openedAt: at,
    endedAt: at,
    ending: endOfCapture,
    method: entry.request.method,
    status: entry.response.status,
    headers: redactHeaders(entry.response.headers.map(({ name, value }) => [name, value])),
  }
  const parser = createSseParser(() => {})
  for (const [i, line] of linesOf(bytes).entries()) {
    const event = parser.line(line, i + 1)
    if (event !== null) run.event(bounded({ ...event, at, attempt: 1, repeat: false, trueSize: null }))
    if (run.pending() >= 1_000) yield { type: 'batch', batch: run.drain(), events: run.seq(), bytes: behind }
  }
  if (parser.isOpen()) damage.add(null, `entry ${number}: the last event was cut off before its blank line`)
  damage.note(
    'A HAR tells when a request began, not when each event came: the events of a stream stand at its beginning.',
  )
  run.attempt({ ...attempt, events: run.seq() }, 0)
  const { summary, batch } = run.finish(null, `Imported from ${source.name}`, {
    bytes: bytes.length,
    lastBytesAt: run.seq() === 0 ? null : at,
  })
  yield { type: 'batch', batch, events: run.seq(), bytes: behind }
  yield { type: 'ran', summary, bytes: behind }
}

/** By the documented URL of a kind, unless a person chose one; else the kind that any URL fits. */
function kindOf(url: string, chosen: string | null, kinds: ReadonlyMap<string, Kind>) {
  const candidates = chosen === null ? [...kinds.values()] : [chosenKind(chosen, kinds)]
  for (const kind of candidates) {
    for (const pattern of kind.urlPatterns) {
      const match = matchUrl(pattern, url)
      if (match !== null) return { kind, baseUrl: match.baseUrl, params: match.params }
    }
  }
  const kind = chosenKind(chosen, kinds)
  const field = kind.fields.find((one) => one.type === 'url')
  const params: Record<string, string> = field === undefined ? {} : { [field.name]: redactUrl(url) }
  return { kind, baseUrl: '', params }
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = []
  let from = 0
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 10 && bytes[i] !== 13) continue
    lines.push(bytes.subarray(from, i))
    if (bytes[i] === 13 && bytes[i + 1] === 10) i++
    from = i + 1
  }
  return lines
}

function parse(fd: number, start: number, size: number, name: string): readonly unknown[] {
  if (size > largest) {
    throw new RunlightError(
      'bad-input',
      `${name} is ${sayBytes(size)}, and a HAR of more than 256 MiB is not read: save only the stream’s entry.`,
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
