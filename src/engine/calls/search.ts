// The calls that find. Each asks the review's thread for slices until there is a page to show or a moment has passed, so that
// whoever waits sees something, and whoever no longer asks costs nothing.

import type { searchCalls } from '../../core/contract/calls/search.ts'
import type { Handlers, Output, RowFilter } from '../../core/contract/contract.ts'
import type { Kind } from '../../core/kind/kind.ts'
import { atZone, textAtZone } from '../../core/query/at-zone.ts'
import { formatTerm, type Names } from '../../core/query/explain.ts'
import { printQuery } from '../../core/query/print.ts'
import type { LogAccess } from '../log/port.ts'
import { gather, gatherCounts, type Search } from '../review/gather.ts'
import { parseOrThrow } from '../review/parse-or-throw.ts'

/** Of a call, in all its slices. */
const momentMs = 250
const perPartMs = 300

type Deps = {
  readonly log: LogAccess
  readonly kinds: ReadonlyMap<string, Kind>
  /** Left out of every list and count, see `runs.setAside`. */
  readonly isAside: (run: number) => boolean
  /** The zone that the person enters times in. */
  readonly zone: () => string
}

export function searchCallsOf({ log, kinds, isAside, zone }: Deps): Pick<Handlers, keyof typeof searchCalls> {
  const meant = <I extends { readonly query: string }>(input: I): I => ({
    ...input,
    query: textAtZone(input.query, Date.now(), zone()),
  })
  return {
    'search.run': async (input) => {
      const page = await gather(log.review.search, meant(input), momentMs)
      return { ...page, groups: page.groups.filter(({ run }) => !isAside(run.id)) }
    },
    'search.count': async (input) => {
      const page = await gatherCounts(log.review.searchCount, meant(input), momentMs)
      return { ...page, counts: page.counts.filter(({ run }) => !isAside(run)) }
    },
    'search.known': ({ run }) => log.review.searchKnown(run),
    'search.why': ({ query, within }) =>
      why(log.review.search, query, within, { kind: (id) => kinds.get(id)?.label ?? id, zone: zone() }),
  }
}

/** A page of one run's rows; with a query the rows that it lets through, as far as they are found by now. */
export async function windowOf(
  log: LogAccess,
  run: number,
  filter: RowFilter,
  index: number,
  limit: number,
  zone: string,
): Promise<Output<'events.window'>> {
  const { pings } = filter
  const query = textAtZone(filter.query, Date.now(), zone)
  if (query.trim() === '') return { ...(await log.window(run, filter, index, limit)), complete: true }
  const until = performance.now() + momentMs
  for (;;) {
    const { enough, ...window } = await log.review.searchWindow(run, query, pings, index, limit)
    if (enough || performance.now() > until) return window
  }
}

/** Looks for each part of the query by itself, and says which of them leaves nothing. */
async function why(
  search: Search,
  text: string,
  within: number | null,
  names: Required<Names>,
): Promise<Output<'search.why'>> {
  const query = atZone(parseOrThrow(text), Date.now(), names.zone)
  const parts: Output<'search.why'>['parts'] = []
  for (const clause of query) {
    const alone = await finds(search, printQuery([clause]), within)
    parts.push({ from: clause[0]?.from ?? 0, to: clause.at(-1)?.to ?? 0, alone })
  }
  const say = (i: number) => (query[i] ?? []).map((term) => formatTerm(term, names, Date.now())).join(' or ')
  const where = within === null ? 'in the log' : 'in this run'
  const empty = parts.flatMap(({ alone }, i) => (alone === false ? [say(i)] : []))
  if (empty.length > 0) {
    const list = empty.join(empty.length === 2 ? ' nor: ' : '; nor: ')
    return { sentence: `Nothing ${where} fits: ${list}.`, parts }
  }
  if (query.length < 2) return { sentence: `Nothing ${where} fits this.`, parts }
  if (query.length === 2) return { sentence: `Each part is found ${where}, but never both together.`, parts }
  for (const i of query.keys()) {
    const rest = query.filter((_, other) => other !== i)
    if ((await finds(search, printQuery(rest), within)) === true) {
      return { sentence: `Each part is found ${where}. Something fits all but this: ${say(i)}.`, parts }
    }
  }
  return { sentence: `Each part is found ${where}, but never together.`, parts }
}

async function finds(search: Search, query: string, within: number | null): Promise<boolean | null> {
  const { groups, done } = await gather(
    search,
    { query, within, cursor: null, limit: 1, perRun: 1 },
    perPartMs,
  )
  return groups.length > 0 ? true : done ? false : null
}
