// One run as an article of the report. Its events stand in it up to a bound, which it says: a report is for reading, and
// whoever needs all of them is better served by a transcript.

import { formatCount } from '../../../core/basics/quantities.ts'
import type { Job } from '../../../core/job/job.ts'
import { beganAt } from '../../../core/run/began-at.ts'
import type { Gap } from '../../../core/run/run.ts'
import { formatGap } from '../../../core/run/words.ts'
import { flagNames } from '../../../core/transcript/write-lines.ts'
import type { ExportMeta, ExportSection, Ranges, SectionSource } from '../../log/log-export.ts'
import type { StoredEvent } from '../../log/rows.ts'
import type { SectionRedaction } from '../sections/redact-section.ts'
import { createTakenOut } from '../sections/taken-out.ts'
import { countOf, type Piece, wholeRun } from '../sections/transcript-section.ts'
import { alertList } from './alert-parts.ts'
import { jobParts } from './job-parts.ts'
import { bounded, esc, type Html, inert } from './markup.ts'
import { overview } from './overview.ts'
import { clock, since } from './times.ts'
import { attemptList, density, gapList, type Stretch } from './wire-parts.ts'

const firstEvents = 1_500
const lastEvents = 500
const shownData = 4_000
/** Runs up to this many events are drawn event by event. */
const timedEvents = 50_000

/** The pieces of the article. */
export function* reportSection(
  source: SectionSource,
  section: ExportSection,
  _meta: ExportMeta,
  redaction: SectionRedaction,
): Generator<Piece> {
  const { summary } = redaction.run(source.run(section.run))
  const { redactor } = redaction
  const job = section.job === null ? null : yield* redactJob(section.job, source, section.run, redaction)
  const gaps = source.gaps(section.run).map((gap) => redactor.record(gap))
  const alerts = source.alerts(section.run).map((alert) => redactor.record(alert))
  const attempts = source.attempts(section.run).map(redaction.attempt)
  const head = [
    '<article>',
    overview(section, summary, job),
    density(stretches(source, section.run, summary.events), gaps),
    job === null ? '' : jobParts(job, beganAt(summary)),
    alertList(alerts),
    gapList(gaps),
    attemptList(attempts),
  ]
  yield { text: head.join('\n'), events: 0 }

  const ranges = section.ranges ?? wholeRun(summary.events)
  const total = countOf(ranges)
  const shown = shownRanges(ranges, total)
  yield { text: tableHead(section, total, countOf(shown)), events: 0 }
  const start = summary.job.firstEventAt ?? summary.createdAt
  const row = createRow(start, gaps)
  let before = 0
  for (const events of source.events(section.run, shown)) {
    let text = ''
    for (const event of events) {
      if (section.ranges === null && event.seq > before + 1) text += leftOut(event.seq - before - 1)
      before = event.seq
      text += row(redaction.event(event))
    }
    yield { text, events: events.length }
  }
  yield { text: '</tbody></table></div></section></article>\n', events: total - countOf(shown) }
}

/** What the job wrote was put together from events: what is taken out of each of them is no part of it either. */
function* redactJob(
  given: Job,
  source: SectionSource,
  run: number,
  { redactor, uncounted }: SectionRedaction,
): Generator<Piece, Job> {
  if (!redactor.on || !isJoined(given)) return redactor.record(given)
  const taken = createTakenOut()
  for (const events of source.events(run, wholeRun(source.run(run).summary.events))) {
    for (const { data } of events) taken.note(data, uncounted.text(data))
    yield { text: '', events: 0 }
  }
  // First by value: what the rules take out of the whole may be half of what they know in a piece.
  return redactor.record(withoutTaken(given, taken.without))
}

function isJoined({ text, reasoning, tools }: Job): boolean {
  return text !== null || reasoning !== undefined || tools !== undefined
}

function withoutTaken(job: Job, without: (text: string) => string): Job {
  const { text, reasoning, tools } = job
  return {
    ...job,
    text: text === null ? null : { ...text, content: without(text.content) },
    ...(reasoning === undefined ? {} : { reasoning: { ...reasoning, content: without(reasoning.content) } }),
    ...(tools === undefined ? {} : { tools: tools.map((tool) => ({ ...tool, args: without(tool.args) })) }),
  }
}

/** Each event for itself, or where they are many, the log's blocks of 1,024. */
function stretches(source: SectionSource, run: number, events: number): readonly Stretch[] {
  if (events > timedEvents) return source.blocks(run)
  return source.times(run).map((at) => ({ firstAt: at, lastAt: at, events: 1 }))
}

/** All of them, or the first and the last. */
function shownRanges(ranges: Ranges, total: number): Ranges {
  if (total <= firstEvents + lastEvents) return ranges
  return [...cut(ranges, 0, firstEvents), ...cut(ranges, total - lastEvents, lastEvents)]
}

/** The ranges of the events number `skip` to `skip + count` of `ranges`. */
function cut(ranges: Ranges, skip: number, count: number): Ranges {
  const out: [number, number][] = []
  let passed = 0
  for (const [first, last] of ranges) {
    const size = last - first + 1
    const from = Math.max(0, skip - passed)
    const to = Math.min(size, skip + count - passed)
    if (from < to) out.push([first + from, first + to - 1])
    passed += size
  }
  return out
}

function tableHead({ ranges, query }: ExportSection, total: number, shown: number): Html {
  const which = query !== null ? ` that fit “${query}”` : ranges === null ? '' : ' of a selection'
  const note =
    shown === total
      ? `${formatCount(total, 'event')}${which}`
      : `the first ${firstEvents.toLocaleString('en-US')} and the last ${lastEvents.toLocaleString('en-US')} of ${formatCount(total, 'event')}${which}; a transcript holds all of them`
  const heads = ['No.', 'Time', 'Since start', 'Attempt', 'Event', 'Data'].map(
    (one) => `<th scope="col">${one}</th>`,
  )
  return `<section><h2>Log<span class="note">${inert(note)}</span></h2><div class="scroll"><table class="log"><thead><tr>${heads.join('')}</tr></thead><tbody>\n`
}

function leftOut(count: number): Html {
  return `<tr class="divider"><td colspan="6">${formatCount(count, 'event')} left out of this report</td></tr>\n`
}

/** Gives a row for each event, with the gaps before it. */
function createRow(start: number, gaps: readonly Gap[]): (event: StoredEvent) => Html {
  let next = 0
  return ({ seq, at, attempt, name, id, data, flags, trueSize }) => {
    let text = ''
    for (let gap = gaps[next]; gap !== undefined && gap.afterSeq < seq; gap = gaps[next]) {
      text += `<tr class="divider"><td colspan="6">${inert(formatGap(gap, clock))}</td></tr>\n`
      next++
    }
    const marks = flagNames(flags)
      .filter((one) => one !== 'content')
      .map((one) =>
        one === 'truncated' ? `truncated, ${formatCount(trueSize ?? data.length, 'character')}` : one,
      )
      .map((one) => `<span class="tag">${esc(one)}</span>`)
      .join('')
    const named = `${inert(name)}${id === null ? '' : ` <span class="dim">${bounded(`#${id}`, 60)}</span>`} ${marks}`
    const cells = [
      seq.toLocaleString('en-US'),
      clock(at),
      since(start, at),
      String(attempt),
      named,
      bounded(data, shownData),
    ]
    return `${text}<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>\n`
  }
}
