// A transcript opened for playing back. It is read once from end to end for what it holds; after that each connection reads
// its own events from their place in the file, so that a recording of any size takes the memory of one event.

import { closeSync, fstatSync, openSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, resolve } from 'node:path'
import { RunlightError } from '../../../core/basics/errors.ts'
import { mask } from '../../../core/secrets/redact.ts'
import { redactedMark } from '../../../core/secrets/text-rules.ts'
import type { AttemptLine, EventLine, Header } from '../../../core/transcript/format.ts'
import { transcriptType } from '../../../core/transcript/format.ts'
import { readLine } from '../../../core/transcript/read-line.ts'
import type {
  RecordedConnection,
  RecordedEvent,
  RecordedPlace,
  RecordedRun,
  Recording,
} from '../../../core/transcript/recording.ts'
import { serverEnded } from '../../connection/endings.ts'
import { sniff } from '../captures/sniff.ts'
import { longestLine, piecesOfFile, readLines } from '../formats/lines.ts'
import { packingOf, unpack } from '../formats/packed.ts'
import { explainReading } from './explain-reading.ts'

/** Lines between two moments in which others have their turn. */
const linesAtOnce = 1_000
const breathe = () => new Promise<void>((done) => setImmediate(done))

/** Events that came one after the other over one connection, and where they begin in the file. */
type Stretch = {
  readonly attempt: number
  readonly offset: number
  readonly first: EventLine
  last: EventLine
  lastId: string
}

type Section = {
  readonly header: Header
  readonly stretches: Stretch[]
  readonly attempts: Map<number, AttemptLine>
  events: number
  lastId: string
}

/** Opens the transcript at `path`. Rejects with a RunlightError where it is none, or has no event in it. */
export async function openRecording(path: string): Promise<Recording> {
  const whole = resolve(path)
  const name = basename(whole)
  let fd: number | null = null
  try {
    fd = await openText(openSync(whole, 'r'), name)
    const { type, start } = sniff(fd, name, Date.now())
    if (type !== 'transcript')
      throw new RunlightError(
        'bad-input',
        `${name} tells no times, so it cannot be played back: import it, then export it as a transcript.`,
      )
    const { sections, damaged } = await scan(fd, start)
    const runs = sections.filter(({ events }) => events > 0).map((section) => toRun(fd ?? 0, section))
    if (runs.length === 0) throw new RunlightError('bad-input', `${name} has no event in it to play back.`)
    const open = fd
    return { runs, damaged, close: () => closeSync(open) }
  } catch (thrown) {
    if (fd !== null) closeSync(fd)
    throw explainReading(thrown, whole)
  }
}

/** The file, or the text that it is packed around; `fd` is closed then. */
async function openText(fd: number, name: string): Promise<number> {
  const packing = packingOf(fd)
  if (packing === null) return fd
  try {
    const text = unpack(fd, packing, { name, scratch: tmpdir(), size: fstatSync(fd).size })
    let step = await text.next()
    while (step.done !== true) step = await text.next()
    return step.value.fd
  } finally {
    closeSync(fd)
  }
}

async function scan(fd: number, start: number): Promise<{ sections: Section[]; damaged: number }> {
  const sections: Section[] = []
  let section: Section | null = null
  let damaged = 0
  let begin = start
  for (const { number, bytes, offset } of readLines(piecesOfFile(fd), start, longestLine, false)) {
    if (number % linesAtOnce === 0) await breathe()
    const at = begin
    begin = offset
    const read = bytes === null ? null : readLine(bytes.toString('utf8'))
    if (read?.type === 'damaged-header') damaged++
    const line = read?.type === 'damaged-header' ? read.header : read
    if (line === null || line.type === 'damaged' || line.type === 'newer') {
      damaged += bytes?.length === 0 ? 0 : 1
      if (line?.type === 'newer') section = null
    } else if (line.type === transcriptType) {
      section = { header: line, stretches: [], attempts: new Map(), events: 0, lastId: '' }
      sections.push(section)
    } else if (line.type === 'attempt') section?.attempts.set(line.number, line)
    else if (line.type === 'event' && section !== null) addEvent(section, line, at)
  }
  return { sections, damaged }
}

function addEvent(section: Section, line: EventLine, offset: number): void {
  // What was said is not kept: only when, and by which connection.
  const event = { ...line, data: '' }
  section.events++
  if (event.id !== undefined) section.lastId = event.id
  const { lastId } = section
  const present = section.stretches.at(-1)
  if (present?.attempt === event.attempt) {
    present.last = event
    present.lastId = lastId
  } else section.stretches.push({ attempt: event.attempt, offset, first: event, last: event, lastId })
}

function toRun(fd: number, section: Section): RecordedRun {
  const { header, events } = section
  const { kind, title, params, baseUrl, createdAt } = header.run
  const made = connectionsOf(section)
  const first = section.attempts.get(1)
  const last = section.stretches.at(-1)?.last.at ?? createdAt
  const eventsOf: RecordedRun['eventsOf'] = (connection, afterSeq) => {
    const stretch = made[connection]?.stretch
    return stretch == null ? [] : readStretch(fd, stretch, afterSeq)
  }
  return {
    title,
    kind,
    params,
    baseUrl,
    target: first === undefined ? null : targetOf(first.url),
    events,
    lastsMs: Math.max(0, last - (first?.startedAt ?? section.stretches[0]?.first.at ?? last)),
    connections: made.map(({ recorded }) => recorded),
    eventsOf,
    find: async (id) => {
      let place: RecordedPlace | null = null
      for (const connection of made.keys()) {
        let looked = 0
        for (const event of eventsOf(connection, 0)) {
          if (++looked % linesAtOnce === 0) await breathe()
          if (event.id === id) place = { connection, seq: event.seq, at: event.at }
        }
      }
      return place
    },
  }
}

type Made = { readonly recorded: RecordedConnection; readonly stretch: Stretch | null }

/** Every attempt with the events that came over it; events of an attempt that the file does not tell of come as well. */
function connectionsOf({ attempts, stretches, header }: Section): Made[] {
  const numbers = [...new Set([...attempts.keys(), ...stretches.map(({ attempt }) => attempt)])]
  const sorted = numbers.toSorted((a, b) => a - b)
  let lastId = ''
  return sorted.map((number, i) => {
    const stretch = stretches.find(({ attempt }) => attempt === number) ?? null
    const attempt = attempts.get(number) ?? null
    lastId = stretch?.lastId ?? lastId
    const endsRun = i === sorted.length - 1
    const early = header.run.connection.state === 'ended-early'
    const lost = attempt?.ending !== serverEnded && (!endsRun || (early && attempt !== null))
    return { recorded: { ...cameOf(attempt, stretch, lost), lastId }, stretch }
  })
}

function cameOf(
  attempt: AttemptLine | null,
  stretch: Stretch | null,
  lost: boolean,
): Omit<RecordedConnection, 'lastId'> {
  const { startedAt, openedAt, endedAt, status } = attempt ?? {
    startedAt: stretch?.first.at ?? 0,
    openedAt: null,
    endedAt: null,
    status: null,
  }
  const opened = openedAt ?? stretch?.first.at ?? null
  if (opened !== null) {
    const end = Math.max(opened, stretch?.last.at ?? 0, endedAt ?? 0)
    const came = { type: 'stream', openedAt: opened, endedAt: end, lost } as const
    return { afterMs: Math.max(0, opened - startedAt), came }
  }
  const afterMs = Math.max(0, (endedAt ?? startedAt) - startedAt)
  if (attempt === null || status === null) return { afterMs, came: { type: 'nothing' } }
  const kept = attempt.headers.filter(
    ([name, value]) => /^(content-type|retry-after|location)$/i.test(name) && !isHidden(value),
  )
  const headers = Object.fromEntries(kept)
  return { afterMs, came: { type: 'answer', status, headers, body: attempt.bodyHead ?? '' } }
}

/** The events of a stretch, data that goes on in further lines put together. */
function* readStretch(fd: number, stretch: Stretch, afterSeq: number): Generator<RecordedEvent> {
  let open: { event: EventLine; data: string[] } | null = null
  for (const { bytes } of readLines(piecesOfFile(fd), stretch.offset, longestLine, false)) {
    const line = bytes === null ? null : readLine(bytes.toString('utf8'))
    if (line?.type === 'more' && open !== null && line.seq === open.event.seq) {
      open.data.push(line.data)
      continue
    }
    if (open !== null) yield toEvent(open.event, open.data.join(''))
    open = null
    if (line?.type === transcriptType || line?.type === 'end') return
    if (line?.type !== 'event') continue
    if (line.attempt !== stretch.attempt) return
    if (line.seq > afterSeq) open = { event: line, data: [line.data] }
  }
  if (open !== null) yield toEvent(open.event, open.data.join(''))
}

function toEvent({ seq, at, name, id, flags }: EventLine, data: string): RecordedEvent {
  const has = (flag: string) => flags?.includes(flag) ?? false
  return { seq, at, name, id: id ?? null, data, ping: has('ping'), terminal: has('terminal') }
}

/** Path and query of `url`, without what was taken out of it. */
function targetOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { host, pathname, searchParams } = new URL(url)
  if (host === '') return null
  const query = new URLSearchParams([...searchParams].filter(([, value]) => !isHidden(value)))
  return query.size === 0 ? pathname : `${pathname}?${query}`
}

function isHidden(value: string): boolean {
  return value.includes(mask) || value.includes(redactedMark)
}
