// One run as a section of a transcript: its header, then everything in the order of the log, then its end.

import type { Alert } from '../../../core/alerts/alert.ts'
import {
  type AlertLine,
  type Header,
  type Selection,
  transcriptType,
  transcriptVersion,
} from '../../../core/transcript/format.ts'
import { eventLines, recordLine } from '../../../core/transcript/write-lines.ts'
import type { ExportMeta, ExportSection, Ranges, SectionSource, WrittenLines } from '../../log/log-export.ts'
import type { StoredEvent } from '../../log/rows.ts'
import type { SectionRedaction } from './redact-section.ts'

/** A part of a section: as text, or as bytes that nobody else has. */
export type Piece =
  | { readonly text: string; readonly events: number }
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly events: number }

/** Events that are written one by one where the log leaves some of them, before it is asked again. */
const leftEvents = 256

/** The pieces of the section's text. */
export function* transcriptSection(
  source: SectionSource,
  section: ExportSection,
  meta: ExportMeta,
  redaction: SectionRedaction,
): Generator<Piece> {
  const before = new Map(redaction.redactor.counts().map(({ what, count }) => [what, count]))
  const { run } = section
  const stored = redaction.run(source.run(run))
  const { summary } = stored
  const ranges = section.ranges ?? wholeRun(summary.events)
  const total = countOf(ranges)
  const { job, connection, tapped } = summary
  const header: Header = {
    type: transcriptType,
    version: transcriptVersion,
    run: {
      uid: stored.uid,
      kind: summary.kind,
      title: summary.title,
      server: summary.server,
      baseUrl: stored.baseUrl,
      params: { ...stored.params },
      createdAt: summary.createdAt,
      generates: summary.generates,
      marks: summary.marks,
      job: { state: job.state, cause: job.cause, finishedAt: job.finishedAt },
      connection,
      bytes: summary.bytes,
      lastBytesAt: summary.lastBytesAt,
      beatMs: summary.beatMs,
      ...(tapped === undefined ? {} : { tapped: { client: tapped.client, unrecorded: tapped.unrecorded } }),
    },
    events: total,
    exportedAt: meta.exportedAt,
    by: meta.by,
    redaction: { on: redaction.redactor.on, rules: [...redaction.redactor.rules] },
    selection: selectionOf(section, summary.events),
  }
  yield { text: recordLine(header), events: 0 }

  const around = createAround(source, run, summary.events, redaction)
  // A pattern of the person's own may change any text: then each is read.
  const write = redaction.redactor.mayChange('') ? undefined : source.written
  for (const [first, last] of ranges) {
    for (let next = first; next <= last; ) {
      const before = around.before(next)
      if (before !== '') yield { text: before, events: 0 }
      const written = write?.(run, next, Math.min(last, around.undisturbedTo())) ?? null
      const to = written === null ? Math.min(last, next + leftEvents - 1) : next + written.events - 1
      const spans = written === null ? [{ from: next, to, sound: false }] : spansOf(written, next, redaction)
      for (const { from, to, sound } of spans) {
        if (written !== null && sound) yield { bytes: written.bytes(from, to), events: to - from + 1 }
        else yield* oneByOne(source, run, from, to, around, redaction)
      }
      next = to + 1
    }
  }
  const redacted = redaction.redactor
    .counts()
    .map(({ what, count }) => ({ what, count: count - (before.get(what) ?? 0) }))
    .filter(({ count }) => count > 0)
  const end = recordLine({ type: 'end', events: total, redacted })
  yield { text: around.before(Number.POSITIVE_INFINITY) + end, events: 0 }
}

type Span = { readonly from: number; to: number; readonly sound: boolean }

/** The events of `written`, the first of which is `first`, by whether redaction is sure to leave them as they are. */
function spansOf(written: WrittenLines, first: number, { redactor }: SectionRedaction): readonly Span[] {
  if (!redactor.on) return [{ from: first, to: first + written.events - 1, sound: true }]
  const spans: Span[] = []
  for (const [i, text] of written.texts().entries()) {
    const seq = first + i
    const sound = !redactor.mayChange(text)
    const last = spans.at(-1)
    if (last?.sound === sound) last.to = seq
    else spans.push({ from: seq, to: seq, sound })
  }
  return spans
}

function* oneByOne(
  source: SectionSource,
  run: number,
  from: number,
  to: number,
  around: Around,
  redaction: SectionRedaction,
): Generator<Piece> {
  for (const events of source.events(run, [[from, to]])) {
    let text = ''
    for (const event of events) {
      text += around.before(event.seq)
      text += eventLines(toWrite(redaction.event(event)))
    }
    yield { text, events: events.length }
  }
}

export function wholeRun(events: number): Ranges {
  return events === 0 ? [] : [[1, events]]
}

export function countOf(ranges: Ranges): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0)
}

function selectionOf({ ranges, query }: ExportSection, of: number): Selection | null {
  if (ranges === null) return null
  return { ranges: ranges.map(([first, last]) => [first, last]), query, of }
}

function toWrite(event: StoredEvent) {
  const { raw } = event
  return { ...event, raw: raw === null ? null : Buffer.from(raw).toString('base64') }
}

/** An alert of several runs knows no place in this one: it stands at the end. */
function alertLine(alert: Alert, events: number): AlertLine {
  const { type: what, severity, ruleName: rule, at, since, cause, seq, lasting } = alert
  const { resolvedAt, resolution, acknowledgedAt, note, many: several } = alert
  const afterSeq = alert.run === null ? events : Math.min(alert.afterSeq, events)
  return {
    type: 'alert',
    what,
    severity,
    rule,
    at,
    since,
    cause,
    seq,
    afterSeq,
    lasting,
    resolvedAt,
    resolution,
    acknowledgedAt,
    note,
    several,
  }
}

type Around = ReturnType<typeof createAround>

/** The lines of gaps, attempts, transitions and alerts: `before` gives those that stand before event `seq`, each once. */
function createAround(
  source: SectionSource,
  run: number,
  events: number,
  { redactor, attempt }: SectionRedaction,
) {
  const records = [
    ...source
      .gaps(run)
      .map((gap) => ({ after: gap.afterSeq, order: 0, record: { type: 'gap', ...redactor.record(gap) } })),
    ...source
      .attempts(run)
      .map((one) => ({ after: one.afterSeq, order: 1, record: { type: 'attempt', ...attempt(one) } })),
    ...source.transitions(run).map((one) => ({
      after: one.afterSeq,
      order: 2,
      record: { type: 'transition', ...redactor.record(one) },
    })),
    ...source.alerts(run).map((alert) => {
      const line = alertLine(alert, events)
      return { after: line.afterSeq, order: 3, record: { ...redactor.record(line), type: line.type } }
    }),
  ]
  // A stable sort: records of one type stay in the order of their numbers.
  records.sort((a, b) => a.after - b.after || a.order - b.order)
  let next = 0
  return {
    before: (seq: number): string => {
      let text = ''
      for (let one = records[next]; one !== undefined && one.after < seq; one = records[next]) {
        text += recordLine(one.record)
        next++
      }
      return text
    },
    /** The last event before which no further line stands. */
    undisturbedTo: (): number => records[next]?.after ?? Number.POSITIVE_INFINITY,
  }
}
