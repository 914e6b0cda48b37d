// Runs with their sizes, as a list; a click opens the run.

import { Pin } from 'lucide-react'
import type { ReactElement } from 'react'
import { formatBytes, formatCount } from '../../core/basics/quantities.ts'
import type { RunShare } from '../../core/storage/storage.ts'
import { useDesk, useKind, useNow } from '../desk/desk-context.ts'
import { formatDayTime } from '../ui/format-time.ts'
import { KindIcon } from '../ui/kind-icon.tsx'
import { Time } from '../ui/time.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

/** `runs` as lines; `label` names the list. */
export function RunShares({
  label,
  runs,
}: {
  readonly label: string
  readonly runs: readonly RunShare[]
}): ReactElement {
  return (
    <ul aria-label={label} className="@container/shares flex max-h-72 flex-col overflow-y-auto">
      {runs.map((run) => (
        <Line key={run.run} run={run} />
      ))}
    </ul>
  )
}

function Line({ run }: { readonly run: RunShare }): ReactElement {
  const { actions } = useDesk()
  const kind = useKind(run.kind)
  const now = useNow()
  return (
    <li>
      <button
        type="button"
        title={`${run.title}\n${formatCount(run.events, 'event')}, ${run.server}`}
        onClick={() => actions.open(run.run)}
        className="flex h-8 w-full items-center gap-2.5 rounded-md px-2 text-left text-small hover:bg-hover"
      >
        <span title={kind?.label ?? run.kind} className="text-ink-3">
          <KindIcon name={kind?.icon ?? ''} size={14} />
        </span>
        <span className="flex min-w-0 flex-1 items-center gap-1.5">
          <UntrustedText text={run.title} className="truncate" />
          {run.pinned && (
            <span role="img" aria-label="Pinned" className="inline-flex shrink-0 text-accent">
              <Pin aria-hidden="true" size={11} fill="currentColor" />
            </span>
          )}
        </span>
        <Time
          at={run.at}
          shown={(at) => formatDayTime(at, now)}
          className="shrink-0 text-right text-ink-3 tabular-nums"
        />
        <span className="hidden w-28 shrink-0 text-right text-ink-3 tabular-nums @min-[480px]/shares:block">
          {formatCount(run.events, 'event')}
        </span>
        <span className="w-14 shrink-0 text-right text-ink-2 tabular-nums">{formatBytes(run.bytes)}</span>
      </button>
    </li>
  )
}
