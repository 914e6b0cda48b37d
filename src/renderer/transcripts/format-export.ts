// What an export contains, and what each format is for, in words. Pure.

import { formatCount } from '../../core/basics/quantities.ts'
import type { Exported, ExportFormat } from '../../core/contract/calls/transcripts.ts'
import type { RunSummary } from '../../core/run/run.ts'

type FormatLabels = { readonly name: string; readonly use: string }

export const formatLabels: Readonly<Record<ExportFormat, FormatLabels>> = {
  transcript: {
    name: 'Transcript',
    use: 'Everything, to open in Runlight again or to replay: events, times, attempts and gaps.',
  },
  html: {
    name: 'HTML report',
    use: 'One page that a colleague without Runlight can read in any browser.',
  },
  csv: {
    name: 'CSV',
    use: 'A row for each event, for a spreadsheet or a script.',
  },
  sse: {
    name: 'Raw event stream',
    use: 'The stream as it was sent, for a parser or a test.',
  },
  jsonl: {
    name: 'JSON lines',
    use: 'The data of each event on a line of its own, for jq or a script.',
  },
}

/** In the order in which they are offered. */
export const formatOrder: readonly ExportFormat[] = ['transcript', 'html', 'csv', 'sse', 'jsonl']

/** The export’s title: the run’s, or the query. */
export function exportTitle(what: Exported, run: RunSummary | undefined): string {
  if (what.type === 'search') return `Results of “${what.query}”`
  if (what.type === 'runs') return formatCount(what.runs.length, 'run')
  return run?.title ?? `Run ${what.run}`
}

/** Which events it contains. */
export function formatExported(what: Exported, run: RunSummary | undefined): string {
  if (what.type === 'search') return 'every event found, by run'
  if (what.type === 'runs') return 'all events of each, in one file'
  if (what.ranges !== null) {
    const count = what.ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0)
    return `${count === 1 ? 'the selected event' : `the ${formatCount(count, 'selected event')}`} of ${(run?.events ?? count).toLocaleString('en-US')}`
  }
  if (what.query !== '') return `the events that fit “${what.query}”`
  if (run === undefined) return 'all events'
  return run.events === 1 ? 'its one event' : `all ${formatCount(run.events, 'event')}`
}
