// A run as one line of a terminal: the two truths side by side, and how far the job is. It fits the window whatever the
// run is called: what matters least is left out first.

import { formatClock, formatCount } from '../../core/basics/quantities.ts'
import { isEarlyCount } from '../../core/job/model.ts'
import { formatTook, tookOf, workingSince } from '../../core/job/took.ts'
import { clientNote } from '../../core/run/client-words.ts'
import { jobWordOf } from '../../core/run/reach.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isFinished, isOpen } from '../../core/run/states.ts'
import { formatConnection } from '../../core/run/words.ts'
import { printable } from '../terminal/printable.ts'
import { cutToWidth, widthOf } from '../terminal/width.ts'

const leastTitle = 16
/** Less than this of a cause tells nobody anything. */
const leastCause = 12
const barLength = 10
const glyphs: Readonly<Record<RunSummary['connection']['state'], string>> = {
  idle: '·',
  connecting: '◌',
  live: '●',
  quiet: '○',
  stalled: '◐',
  waiting: '↻',
  paused: '‖',
  closed: '■',
  'ended-early': '▲',
  refused: '✕',
  stopped: '□',
}

type Part = { readonly text: string; readonly paint?: Paint; readonly rank: number }
type Paint = 'green' | 'yellow' | 'red' | 'dim'

const codes: Readonly<Record<Paint, number>> = { green: 32, yellow: 33, red: 31, dim: 2 }

/** The line at `now` (epoch ms), in at most `columns` columns. */
export function liveLine(run: RunSummary, now: number, columns: number, colours: boolean): string {
  const parts = keepFitting(partsOf(run, now), columns - leastTitle)
  const title: Part = { text: cutToWidth(printable(run.title), columns - widthOfAll(parts)), rank: 0 }
  const left = columns - widthOfAll([title, ...parts])
  const cause = left < leastCause ? '' : cutToWidth(printable(run.connection.cause ?? ''), left)
  const shown = [title, ...parts, { text: cause, paint: 'dim' as const, rank: 0 }].filter(
    ({ text }) => text !== '',
  )
  const plain = shown.map(({ text }) => text).join('  ')
  if (widthOf(plain) > columns) return cutToWidth(plain, columns)
  return colours ? shown.map(painted).join('  ') : plain
}

/** As many parts as fit into `columns`; the highest rank is the first to go, and the two states (rank 0) never do. */
function keepFitting(parts: readonly Part[], columns: number): readonly Part[] {
  const highest = Math.max(...parts.map(({ rank }) => rank))
  if (highest === 0 || widthOfAll(parts) <= columns) return parts
  const kept = parts.filter(({ rank }) => rank !== highest)
  return keepFitting(kept, columns)
}

/** With the two spaces that go with each part. */
function widthOfAll(parts: readonly Part[]): number {
  return parts.reduce((sum, { text }) => sum + widthOf(text) + 2, 0)
}

function painted({ text, paint }: Part): string {
  return paint === undefined ? text : `\u001b[${codes[paint]}m${text}\u001b[0m`
}

function partsOf(run: RunSummary, now: number): readonly Part[] {
  const { job, connection, lastBytesAt } = run
  const note = run.tapped === undefined ? null : clientNote(run.tapped.client)
  const took = tookOf(job)
  const since = workingSince(job)
  const { usage, state } = job
  const outputTokens = usage === undefined || isEarlyCount(usage, state) ? null : usage.output
  const elapsed = took !== null ? formatTook(took.ms) : since === null ? null : formatClock(now - since)
  const parts: (Part | null)[] = [
    { text: jobWordOf(run), paint: jobPaint(job.state), rank: 0 },
    job.percent === null ? null : { text: bar(job.percent), rank: 3 },
    job.percent === null ? null : { text: `${Math.floor(job.percent)} %`, rank: 1 },
    job.done === null || job.total === null ? null : { text: `${job.done}/${job.total}`, rank: 4 },
    job.stage === null ? null : { text: cutToWidth(printable(job.stage), 32), rank: 5 },
    outputTokens === null ? null : { text: formatCount(outputTokens, 'token'), rank: 6 },
    elapsed === null ? null : { text: elapsed, paint: 'dim', rank: 2 },
    {
      text: `${glyphs[connection.state]} ${formatConnection(connection, lastBytesAt, now)}`,
      paint: connectionPaint(connection.state, job.state),
      rank: 0,
    },
    note === null ? null : { text: note, paint: note === 'client slow' ? 'yellow' : 'dim', rank: 1 },
  ]
  return parts.filter((part) => part !== null)
}

function bar(percent: number): string {
  const full = Math.floor((percent / 100) * barLength)
  return '▓'.repeat(full) + '░'.repeat(barLength - full)
}

function jobPaint(state: RunSummary['job']['state']): Paint {
  if (state === 'completed') return 'green'
  return state === 'failed' ? 'red' : state === 'unknown' ? 'yellow' : 'dim'
}

function connectionPaint(state: RunSummary['connection']['state'], job: RunSummary['job']['state']): Paint {
  if (state === 'refused' || (state === 'ended-early' && !isFinished(job))) return 'red'
  if (isOpen(state) && state !== 'stalled') return 'green'
  return state === 'stalled' || state === 'waiting' ? 'yellow' : 'dim'
}
