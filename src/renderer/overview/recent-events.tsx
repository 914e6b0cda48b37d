// The latest events of a run whose job makes nothing to look at, and how they arrived: one tick for each on their own time.

import { type ReactElement, useCallback } from 'react'
import { oneLine } from '../../core/basics/clip.ts'
import { formatCount, formatDuration } from '../../core/basics/quantities.ts'
import { flags } from '../../core/log/flags.ts'
import type { EventRow, RunSummary } from '../../core/run/run.ts'
import { useDesk } from '../desk/desk-context.ts'
import { usePolled } from '../desk/use-polled.ts'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { JsonText } from '../ui/json-text.tsx'
import { Section } from '../ui/section.tsx'
import { Time } from '../ui/time.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

const ticks = 60
const lines = 8
const paceMs = 1_000

/** The events of `run` up to `upTo`, the newest first. */
export function RecentEvents({
  run: { id },
  upTo,
}: {
  readonly run: RunSummary
  readonly upTo: number
}): ReactElement | null {
  const { client, actions } = useDesk()
  const ask = useCallback(
    () =>
      client.call('events.window', {
        run: id,
        filter: { pings: true },
        index: Math.max(0, upTo - ticks),
        limit: ticks,
      }),
    [client, id, upTo],
  )
  const { value } = usePolled(ask, upTo, () => paceMs)
  const rows = value?.rows.filter((row) => row.seq <= upTo) ?? []
  const [first, last] = [rows[0], rows.at(-1)]
  if (first === undefined || last === undefined) return null
  return (
    <Section
      title="Last events"
      note={
        <Button variant="quiet" size="small" onClick={() => actions.showTab('log')}>
          All in the log
        </Button>
      }
    >
      {rows.length > 2 && last.at > first.at && <BeatStrip rows={rows} from={first.at} to={last.at} />}
      <ol className="flex flex-col">
        {rows
          .slice(-lines)
          .toReversed()
          .map((row) => (
            <li key={row.seq} className="border-line border-t first:border-t-0">
              <button
                type="button"
                title="Open in the log"
                onClick={() => actions.openAt(id, row.seq)}
                className="grid min-h-7 w-full grid-cols-[calc(60px_+_var(--am-pm))_minmax(56px,112px)_minmax(0,1fr)] items-baseline gap-x-3 rounded-sm py-1 text-left text-small hover:bg-hover"
              >
                <Time at={row.at} className="text-ink-3 tabular-nums" />
                <UntrustedText text={row.name} className="truncate text-ink-2" />
                <Words row={row} />
              </button>
            </li>
          ))}
      </ol>
    </Section>
  )
}

/** What an event says: its sentence in ink; data without one is quieter, and its punctuation faint, as in the log. */
function Words({ row }: { readonly row: EventRow }): ReactElement {
  const text = oneLine(row.message ?? row.data, 300)
  const isFaint = (row.flags & (flags.ping | flags.repeat | flags.late)) !== 0
  return (
    <span className={cx('truncate', isFaint && 'text-ink-3')}>
      {row.message === undefined && !isFaint ? (
        <JsonText text={text} inks="calm" />
      ) : (
        <UntrustedText text={text} />
      )}
    </span>
  )
}

type BeatProps = { readonly rows: readonly EventRow[]; readonly from: number; readonly to: number }

function BeatStrip({ rows, from, to }: BeatProps): ReactElement {
  const mean = (to - from) / (rows.length - 1)
  return (
    <figure className="mb-2 rounded-md bg-raised px-3 pt-2 pb-1.5 ring-1 ring-line ring-inset">
      <svg aria-hidden="true" viewBox="0 0 1000 20" preserveAspectRatio="none" className="block h-5 w-full">
        <path
          d={rows.map(({ at }) => `M${(((at - from) / (to - from)) * 1_000).toFixed(1)} 0V20`).join('')}
          className="stroke-accent/70"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <figcaption className="mt-1 flex justify-between gap-3 text-ink-3 text-tiny tabular-nums">
        <Time at={from} />
        <span className="truncate">
          {formatCount(rows.length, 'event')} in {formatDuration(to - from)}, one every {formatDuration(mean)}
        </span>
        <Time at={to} />
      </figcaption>
    </figure>
  )
}
