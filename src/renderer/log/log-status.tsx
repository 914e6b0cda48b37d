// How many events a log has, how many are shown and why not all, how many are selected, and whether the newest is followed:
// on the line of the filter. A count that is not final says so.

import type { ReactElement } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { RowFilter } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { hintOf } from '../desk/keys.ts'
import { formatEventPosition } from '../desk/playhead.ts'
import { Button } from '../ui/button.tsx'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import type { Log } from './data/use-log.ts'
import { maxSelected } from './selection/selection.ts'

type Props = {
  readonly run: RunSummary
  readonly log: Pick<Log, 'total' | 'complete'>
  readonly filter: RowFilter
  /** The event at the moment that is looked at; null for the present. */
  readonly past: number | null
  readonly selected: number
  readonly following: boolean
  readonly onPings: (shown: boolean) => void
}

/** The count beside the filter. */
export function LogStatus({ run, log, filter, past, selected, following, onPings }: Props): ReactElement {
  // A count that grows with every event would be read out without an end; what a filter found is an answer.
  const isGrowing = past === null && filter.query === '' && !isSettled(run.connection.state)
  return (
    <div className="flex min-w-0 items-center gap-2 overflow-hidden whitespace-nowrap px-2 @max-[400px]/log:sr-only text-ink-3 text-small tabular-nums">
      <span role="status" aria-live={isGrowing ? 'off' : 'polite'} className="truncate">
        {past === null ? formatShown(run, log, filter) : formatEventPosition(past, run.events)}
      </span>
      {selected > 1 ? (
        <span className="truncate text-ink-2">{formatSelected(selected)}</span>
      ) : (
        <Pings run={run} filter={filter} onPings={onPings} />
      )}
      {!isSettled(run.connection.state) && following && (
        <span className="flex shrink-0 items-center gap-1.5 @max-[760px]/log:sr-only">
          <ConnectionGlyph state="live" />
          following the newest
        </span>
      )}
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
  filter: { pings, query },
  onPings,
}: Pick<Props, 'run' | 'filter' | 'onPings'>): ReactElement | null {
  if (run.pings === 0) return null
  const words = pings
    ? 'pings shown'
    : query === ''
      ? `${formatCount(run.pings, 'ping')} hidden`
      : 'pings hidden'
  return (
    <span className="flex min-w-0 items-center gap-1 @max-[520px]/log:hidden">
      <span aria-hidden="true">·</span>
      <span className="truncate">{words}</span>
      <Button
        variant="quiet"
        size="small"
        title={hintOf('toggle-pings')}
        className="px-1.5"
        onClick={() => onPings(!pings)}
      >
        {pings ? 'Hide' : 'Show'}
      </Button>
    </span>
  )
}
