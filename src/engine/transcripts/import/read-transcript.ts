// A transcript on its way in: line by line, section by section. What cannot be used is told by its number, and the rest is
// kept; a section without its last line was cut off, and the log says so.

import { isUtf8 } from 'node:buffer'
import { formatBytes, formatCount } from '../../../core/basics/quantities.ts'
import type { Kind } from '../../../core/kind/kind.ts'
import { isSettled } from '../../../core/run/states.ts'
import type { EventLine, Header } from '../../../core/transcript/format.ts'
import { transcriptType } from '../../../core/transcript/format.ts'
import { readLine } from '../../../core/transcript/read-line.ts'
import { longestLine, piecesOfFile, readLines } from '../formats/lines.ts'
import type { Damage } from './damage.ts'
import { createRunImport, type ImportedEvent, type RunImport } from './import-run.ts'
import type { ImportSource, ImportStep } from './import-steps.ts'
import { headOf } from './transcript-head.ts'

export type Reading = {
  readonly fd: number
  readonly start: number
  readonly source: ImportSource
  readonly kinds: ReadonlyMap<string, Kind>
  readonly damage: Damage
  /** The run of the log that the section goes into, as the engine has decided; null passes over it. */
  readonly into: () => number | null
}

/** Lines that are passed over before a sign of life. */
const passedLines = 20_000

/** A time as a line holds it; in data it would be escaped. */
const fractions = /[{,]"(?:at|from|until|since|\w+At)":\d+\.\d/
const lookedAt = 1_000
/** An event as Runlight writes it, whose one time has no fraction. */
const wholeTime = /^\{"type":"event","seq":\d+,"at":\d+,/

type Section = {
  readonly header: Header
  readonly run: RunImport | null
  /** How much was damaged before it. */
  readonly damagedBefore: number
  /** The number that the file gave the last event, and how many of its events were seen. */
  lastSeq: number
  /** The file's number of the event from which on none is missing. */
  wholeFrom: number
  seen: number
  /** Data that goes on in further lines. */
  open: { readonly event: EventLine; readonly pieces: string[] } | null
}

export function* readTranscript({ fd, start, source, kinds, damage, into }: Reading): Generator<ImportStep> {
  let section: Section | null = null
  let quiet = 0
  let behind = 0

  for (const { number, bytes, length, offset, ended } of readLines(
    piecesOfFile(fd),
    start,
    longestLine,
    false,
  )) {
    behind = offset
    if (bytes === null) {
      damage.add(
        number,
        `it is ${formatBytes(length)} long, and no line of a transcript is longer than 64 MiB`,
      )
      continue
    }
    if (length === 0) continue
    if (!isUtf8(bytes)) {
      damage.add(number, 'it is not valid UTF-8')
      continue
    }
    const text = bytes.toString('utf8')
    if (!wholeTime.test(text) && fractions.test(text.slice(0, lookedAt)))
      damage.note('Its times have fractions of a millisecond: they are rounded.')
    const read = readLine(text)
    if (read.type === 'damaged-header') damage.add(number, read.reason)
    const line = read.type === 'damaged-header' ? read.header : read
    if (section?.open != null && line.type !== 'more') closeParts(section, number, damage)
    switch (line.type) {
      case transcriptType: {
        if (section !== null) yield* cutOff(section, source, damage, offset)
        const head = headOf(line, source)
        yield { type: 'run', head, bytes: offset }
        const run = into()
        section = {
          header: line,
          run: run === null ? null : createRunImport(run, head, kinds.get(head.kind)),
          damagedBefore: damage.count(),
          lastSeq: 0,
          wholeFrom: 1,
          seen: 0,
          open: null,
        }
        if (run !== null && !kinds.has(head.kind)) {
          damage.note(
            `This Runlight has no kind ${head.kind}: the events are kept, and what they mean is not read.`,
          )
        }
        continue
      }
      case 'newer':
        damage.add(number, `it begins a transcript of version ${line.version}, made by a newer Runlight`)
        if (section !== null) yield* cutOff(section, source, damage, offset)
        section = null
        continue
      case 'damaged':
        damage.add(number, !ended && number > 1 ? 'the file was cut off within it' : line.reason)
        continue
      case 'other':
        continue
      default:
    }
    if (section === null) {
      if (line.type === 'event')
        damage.add(number, 'no header stands before it, so that its run is not known')
      continue
    }
    const { run } = section
    if (line.type === 'end') {
      if (run === null) yield { type: 'passed', bytes: offset }
      else yield* whole(section, run, source, damage, line.events, offset)
      section = null
      continue
    }
    if (run === null) {
      if (++quiet % passedLines === 0) yield { type: 'passed', bytes: offset }
      continue
    }
    switch (line.type) {
      case 'event':
        if (line.parts === undefined) takeEvent(section, run, line, line.data)
        else section.open = { event: line, pieces: [line.data] }
        break
      case 'more':
        takePart(section, run, line, number, damage)
        break
      case 'attempt': {
        const { type: _, ...attempt } = line
        run.attempt(attempt)
        break
      }
      case 'gap': {
        const { type: _, ...gap } = line
        run.gap(gap)
        break
      }
      case 'transition': {
        const { type: _, number: __, afterSeq: ___, ...transition } = line
        run.transition(transition)
        break
      }
      case 'alert':
        run.alert(line, placeOf(section, run, line.seq), section.header.exportedAt)
        break
    }
    if (run.isFull()) yield { type: 'batch', batch: run.drain(), events: run.seq(), bytes: offset }
  }
  if (section !== null) yield* cutOff(section, source, damage, behind)
}

function takeEvent(section: Section, run: RunImport, line: EventLine, data: string): void {
  const { seq, at, attempt, name, id, flags, trueSize, raw } = line
  // A selection has holes of its own.
  if (section.header.selection === null && seq > section.lastSeq + 1) {
    const missing = seq - section.lastSeq - 1
    run.lostLines(`${formatCount(missing, 'event')} of the file, from number ${section.lastSeq + 1} on`)
  }
  if (seq !== section.lastSeq + 1) section.wholeFrom = seq
  section.lastSeq = seq
  section.seen++
  run.event({
    at,
    attempt,
    name,
    id: id ?? null,
    data,
    repeat: flags?.includes('repeat') ?? false,
    maybeRepeat: flags?.includes('maybeRepeat') ?? false,
    ...lackOf(flags),
    trueSize: trueSize ?? null,
    raw: raw === undefined ? null : Buffer.from(raw, 'base64'),
  })
}

/** The number here of the file's event `seq`; null where that is not among those just taken. */
function placeOf({ lastSeq, wholeFrom }: Section, run: RunImport, seq: number | null): number | null {
  return seq === null || seq < wholeFrom || seq > lastSeq ? null : run.seq() - (lastSeq - seq)
}

function lackOf(flags: EventLine['flags']): Pick<ImportedEvent, 'lacks'> {
  if (flags?.includes('noData') === true) return { lacks: 'data' }
  if (flags?.includes('bareLine') === true) return { lacks: 'field' }
  return flags?.includes('cutOff') === true ? { lacks: 'end' } : {}
}

function takePart(
  section: Section,
  run: RunImport,
  { seq, part, data }: { seq: number; part: number; data: string },
  number: number,
  damage: Damage,
): void {
  const { open } = section
  if (open === null || seq !== open.event.seq || part !== open.pieces.length + 1) {
    damage.add(number, 'it goes on with an event that does not stand before it')
    return
  }
  open.pieces.push(data)
  if (part < (open.event.parts ?? 0)) return
  section.open = null
  takeEvent(section, run, open.event, open.pieces.join(''))
}

/** Further lines are missing: what there is of the event is kept and marked as cut. */
function closeParts(section: Section, number: number, damage: Damage): void {
  const { open, run } = section
  section.open = null
  if (open === null || run === null) return
  damage.add(
    number,
    `the data of event ${open.event.seq} does not go on here as it should; its beginning is kept`,
  )
  const data = open.pieces.join('')
  const trueSize = open.event.trueSize ?? data.length + 1
  takeEvent(section, run, { ...open.event, trueSize }, data)
}

function* whole(
  section: Section,
  run: RunImport,
  { name }: ImportSource,
  damage: Damage,
  events: number,
  offset: number,
): Generator<ImportStep> {
  const { header, seen } = section
  const { connection, bytes, lastBytesAt } = header.run
  const all = Math.max(events, header.events)
  if (seen < all) {
    if (header.selection === null && section.lastSeq < all)
      run.lostLines(`${formatCount(all - section.lastSeq, 'event')} at the end of the file`)
    damage.note(`${(all - seen).toLocaleString('en-US')} of ${formatCount(all, 'event')} could not be read.`)
    countLoss(section, damage)
  }
  const asItWas = isSettled(connection.state) && header.selection === null && seen === all
  const cause =
    header.selection === null ? `Imported from ${name}` : `Imported from ${name}, which holds a selection`
  const { summary, batch } = run.finish(asItWas ? connection : null, cause, { bytes, lastBytesAt })
  yield { type: 'batch', batch, events: run.seq(), bytes: offset }
  yield { type: 'ran', summary, alerts: run.alerts(), bytes: offset }
}

/** Events are missing: that is damage, also where no single line is damaged. */
function countLoss({ damagedBefore, header }: Section, damage: Damage): void {
  if (damage.count() === damagedBefore) damage.add(null, `events of “${header.run.title}” are missing`)
}

/** The section has no last line. */
function* cutOff(
  section: Section,
  { name }: ImportSource,
  damage: Damage,
  offset: number,
): Generator<ImportStep> {
  const { header, run } = section
  closeParts(section, 0, damage)
  if (run === null) return
  damage.note(
    `${name} was cut off: it holds ${run.seq().toLocaleString('en-US')} of ${formatCount(header.events, 'event')} of “${header.run.title}”. These are kept.`,
  )
  countLoss(section, damage)
  run.lostLines('the file was cut off here')
  const { bytes, lastBytesAt } = header.run
  const { summary, batch } = run.finish(null, `Imported from ${name}, which was cut off`, {
    bytes,
    lastBytesAt,
  })
  yield { type: 'batch', batch, events: run.seq(), bytes: offset }
  yield { type: 'ran', summary, alerts: run.alerts(), bytes: offset }
}
