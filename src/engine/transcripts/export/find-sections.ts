// Which runs an export takes, and which events of each: a run, ranges of it, several runs, or what a query finds. What is found is asked
// for page by page, as a person scrolling through the results would.

import { RunlightError } from '../../../core/basics/errors.ts'
import type { Exported } from '../../../core/contract/calls/transcripts.ts'
import type { Input, Output } from '../../../core/contract/contract.ts'
import type { RunSummary } from '../../../core/run/run.ts'
import type { Ranges } from '../../log/log-export.ts'
import { countOf } from '../sections/transcript-section.ts'

export type SearchRun = (input: Input<'search.run'>) => Promise<Output<'search.run'>>

export type FoundSection = {
  readonly run: RunSummary
  readonly ranges: Ranges | null
  readonly query: string | null
  readonly events: number
}

const pageSize = 500

/** The sections of `what`, newest run first. Throws where nothing is found, or a run is gone. */
export async function findSections(
  what: Exported,
  summary: (run: number) => RunSummary,
  search: SearchRun,
  signal: AbortSignal,
): Promise<FoundSection[]> {
  const found = await lookForSections(what, summary, search, signal)
  if (found.length === 0) throw nothingFound()
  return found
}

/** The same, where it is no error that nothing is found. */
export async function lookForSections(
  what: Exported,
  summary: (run: number) => RunSummary,
  search: SearchRun,
  signal: AbortSignal,
): Promise<FoundSection[]> {
  if (what.type === 'run' && what.query === '') {
    const run = summary(what.run)
    const ranges = what.ranges === null ? null : inOrder(what.ranges, run.events)
    return [{ run, ranges, query: null, events: ranges === null ? run.events : countOf(ranges) }]
  }
  if (what.type === 'runs') {
    const runs = what.runs.map(summary)
    return runs
      .toSorted((a, b) => b.createdAt - a.createdAt || b.id - a.id)
      .map((run) => ({ run, ranges: null, query: null, events: run.events }))
  }
  const within = what.type === 'run' ? what.run : null
  if (within !== null) summary(within)
  const found = await hits(what.query, within, search, signal)
  const sections = [...found.values()].map(({ run, seqs, itself }): FoundSection => {
    if (seqs.length === 0 && itself) return { run, ranges: null, query: null, events: run.events }
    const ranges = toRanges(seqs)
    return { run, ranges, query: what.query, events: countOf(ranges) }
  })
  return sections.filter(({ ranges }) => ranges === null || ranges.length > 0)
}

export function nothingFound(): RunlightError {
  return new RunlightError('not-found', 'The query finds nothing, so there is nothing to export.', {
    reason: 'nothing-found',
  })
}

type Found = { run: RunSummary; seqs: number[]; itself: boolean }

async function hits(
  query: string,
  within: number | null,
  search: SearchRun,
  signal: AbortSignal,
): Promise<Map<number, Found>> {
  const found = new Map<number, Found>()
  let cursor: string | null = null
  for (;;) {
    signal.throwIfAborted()
    const page: Output<'search.run'> = await search({
      query,
      within,
      cursor,
      limit: pageSize,
      perRun: pageSize,
    })
    for (const { run, hits: list, itself, more } of page.groups) {
      const known = found.get(run.id) ?? { run, seqs: [], itself: false }
      if (within === null && more) {
        const whole = await hits(query, run.id, search, signal)
        known.seqs = whole.get(run.id)?.seqs ?? known.seqs
      } else for (const { seq } of list) known.seqs.push(seq)
      known.itself ||= itself
      found.set(run.id, known)
    }
    cursor = page.cursor
    if (page.done || cursor === null) return found
  }
}

/** Numbers as ranges, in order, each once. */
function toRanges(seqs: readonly number[]): Ranges {
  const ranges: [number, number][] = []
  for (const seq of Float64Array.from(seqs).sort()) {
    const last = ranges.at(-1)
    if (last !== undefined && seq <= last[1] + 1) last[1] = seq
    else ranges.push([seq, seq])
  }
  return ranges
}

/** Ranges as a person gave them: within the run, in order and apart. */
function inOrder(given: Ranges, events: number): Ranges {
  const ranges: [number, number][] = []
  const within = given.map(([a, b]): [number, number] => [Math.min(a, b), Math.min(Math.max(a, b), events)])
  for (const [first, last] of within.toSorted((a, b) => a[0] - b[0])) {
    if (first > events) continue
    const before = ranges.at(-1)
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last)
    else ranges.push([first, last])
  }
  if (ranges.length === 0) {
    throw new RunlightError(
      'bad-input',
      `The run has ${events.toLocaleString('en-US')} events, and none of them is in the selection.`,
    )
  }
  return ranges
}
