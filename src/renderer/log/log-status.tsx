// The status line of the log: how many events there are, how many are shown and why not all, how many are selected, and
// whether the newest is followed. A count that is not final says so.

import type { ReactElement } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { RowFilter } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { hintOf } from '../desk/keys.ts'
import { QueryChips } from '../search/query-chips.tsx'
import { Button } from '../ui/button.tsx'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import type { Log } from './data/use-log.ts'
import type { LogQuery } from './filter/use-log-query.ts'
import { maxSelected } from './selection/selection.ts'

type Props = {
  readonly run: RunSummary
  readonly log: Pick<Log, 'total' | 'complete'>
  readonly filter: RowFilter
  readonly query: LogQuery
  readonly selected: number
  readonly following: boolean
  readonly onPings: (shown: boolean) => void
}

/** The status line under the toolbar. */
export function LogStatus({ run, log, filter, query, selected, following, onPings }: Props): ReactElement {
  return (
    <div className="flex min-h-8 shrink-0 items-start gap-3 border-line border-b pr-3 pl-5 text-ink-3 text-small">
      <span className="flex h-8 shrink-0 items-center gap-2">
        <span role="status" className="tabular-nums">
          {formatShown(run, log, filter)}
        </span>
        <Pings run={run} log={log} filter={filter} onPings={onPings} />
      </span>
      {query.text.trim() !== '' && (
        <div className="min-w-0 py-1">
          <QueryChips value={query.text} onChange={query.apply} />
        </div>
      )}
      <span className="ml-auto flex h-8 shrink-0 items-center gap-3 pr-1">
        {selected > 1 && <span className="text-ink-2 tabular-nums">{formatSelected(selected)}</span>}
        {!isSettled(run.connection.state) && following && (
          <span className="flex items-center gap-1.5">
            <ConnectionGlyph state="live" />
            following the newest
          </span>
        )}
      </span>
    </div>
  )
}

/** `1,204 of 70,000 events`; while it is counted `1,204 found so far, of 70,000 events`. */
function formatShown(
  { events }: RunSummary,
  { total, complete }: Props['log'],
  { query }: RowFilter,
): string {
  const all = formatCount(events, 'event')
  if (query === '') return all
  if (total === null) return `Looking through ${all}…`
  const found = total.toLocaleString('en-US')
  return complete ? `${found} of ${all}` : `${found} found so far, of ${all}…`
}

function formatSelected(count: number): string {
  const words = `${count.toLocaleString('en-US')} selected`
  return count === maxSelected ? `${words}, the most there can be` : words
}

function Pings({
  run,
  log,
  filter,
  onPings,
}: Omit<Props, 'query' | 'selected' | 'following'>): ReactElement | null {
  const { pings, query } = filter
  const hidden = query === '' ? run.events - (log.total ?? run.events) : run.pings
  if (!pings && hidden <= 0) return null
  return (
    <>
      <span aria-hidden="true">·</span>
      <span>
        {pings ? 'pings shown' : query === '' ? `${formatCount(hidden, 'ping')} hidden` : 'pings hidden'}
      </span>
      <Button
        variant="quiet"
        size="small"
        title={hintOf('toggle-pings')}
        className="-ml-1"
        onClick={() => onPings(!pings)}
      >
        {pings ? 'Hide' : 'Show'}
      </Button>
    </>
  )
}
