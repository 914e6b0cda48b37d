// One run as CSV, as the text of an event stream and as the JSON lines of its data: formats for other programs, which hold the events and little else.

import { formatAlert } from '../../../core/alerts/alert.ts'
import { isoTime } from '../../../core/basics/times.ts'
import { flags } from '../../../core/log/flags.ts'
import { clientWhole } from '../../../core/run/client-name.ts'
import { formatNotice } from '../../../core/run/notice.ts'
import type { EventRow } from '../../../core/run/run.ts'
import { formatGap } from '../../../core/run/words.ts'
import { csvRow, csvRunCells } from '../../../core/transcript/csv.ts'
import { jsonLine } from '../../../core/transcript/json-lines.ts'
import { sseComment, sseEvent } from '../../../core/transcript/sse-text.ts'
import type { ExportMeta, ExportSection, SectionSource } from '../../log/log-export.ts'
import type { StoredEvent } from '../../log/rows.ts'
import type { SectionRedaction } from './redact-section.ts'
import { countOf, type Piece, wholeRun } from './transcript-section.ts'

/** Records of the section; the head line is the file's. */
export function* csvSection(
  source: SectionSource,
  section: ExportSection,
  _meta: ExportMeta,
  redaction: SectionRedaction,
): Generator<Piece> {
  const stored = redaction.run(source.run(section.run))
  const runCells = csvRunCells({ uid: stored.uid, kind: stored.summary.kind, title: stored.summary.title })
  for (const events of source.events(section.run, section.ranges ?? wholeRun(stored.summary.events))) {
    let text = ''
    for (const event of events) {
      const before = redaction.redactor.total()
      const shown = redaction.event(event)
      text += csvRow(runCells, toRow(shown), redaction.redactor.total() - before)
    }
    yield { text, events: events.length }
  }
}

/** The data of each event on a line of its own. An event without data has none. */
export function* jsonSection(
  source: SectionSource,
  section: ExportSection,
  _meta: ExportMeta,
  redaction: SectionRedaction,
): Generator<Piece> {
  const stored = redaction.run(source.run(section.run))
  for (const events of source.events(section.run, section.ranges ?? wholeRun(stored.summary.events))) {
    let text = ''
    for (const event of events) {
      const shown = redaction.event(event)
      if ((shown.flags & flags.noData) === 0) text += jsonLine(shown.data)
    }
    yield { text, events: events.length }
  }
}

/** The stream as it could have been sent, with a heading of comments. */
export function* sseSection(
  source: SectionSource,
  section: ExportSection,
  meta: ExportMeta,
  redaction: SectionRedaction,
): Generator<Piece> {
  const stored = redaction.run(source.run(section.run))
  const { summary } = stored
  const ranges = section.ranges ?? wholeRun(summary.events)
  const { redactor } = redaction
  const heading = [
    `${meta.by}, exported ${isoTime(meta.exportedAt)}`,
    `run ${stored.uid}, ${summary.kind}, ${summary.title}`,
    `${countOf(ranges)} of ${summary.events} events`,
    ...(summary.tapped === undefined
      ? []
      : [`came through a tap, for ${clientWhole(summary.tapped.client)}`]),
    redactor.on ? 'credentials were redacted; how many is said at the end' : 'nothing was redacted',
  ]
  const notices = source
    .attempts(section.run)
    .flatMap(({ number, notices = [] }) =>
      notices.map((notice) => redactor.text(`attempt ${number}: ${formatNotice(notice)}`)),
    )
  yield { text: [...heading, ...notices].map(sseComment).join(''), events: 0 }
  const notes = [
    ...source.gaps(section.run).map((gap) => ({
      after: gap.afterSeq,
      text: `gap ${formatGap(gap, isoTime)}`,
    })),
    ...source.alerts(section.run).map((alert) => ({
      after: alert.run === null ? summary.events : alert.afterSeq,
      text: `alert ${formatAlert(alert, isoTime)}`,
    })),
  ].toSorted((a, b) => a.after - b.after)
  let told = 0
  const notesBefore = (seq: number): string => {
    let text = ''
    for (let note = notes[told]; note !== undefined && note.after < seq; note = notes[told]) {
      text += sseComment(redactor.text(note.text))
      told++
    }
    return text
  }
  for (const events of source.events(section.run, ranges)) {
    let text = ''
    for (const event of events) {
      text += notesBefore(event.seq)
      text += sseEvent(toRow(redaction.event(event)))
    }
    yield { text, events: events.length }
  }
  const counts = redactor.counts().map(({ what, count }) => `${count} × ${what}`)
  yield { text: notesBefore(Number.POSITIVE_INFINITY), events: 0 }
  yield {
    text: sseComment(redactor.on ? `redacted: ${counts.join(', ') || 'nothing was found'}` : 'end'),
    events: 0,
  }
}

function toRow({ seq, at, attempt, name, id, data, flags, trueSize }: StoredEvent): EventRow {
  return { seq, at, attempt, name, id, data, flags, size: trueSize ?? data.length }
}
