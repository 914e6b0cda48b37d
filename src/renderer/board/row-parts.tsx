// Parts of a row that the wide board has in a column and a card beside others.

import { Check } from 'lucide-react'
import type { ComponentProps, ReactElement } from 'react'
import { jobWordOf } from '../../core/run/reach.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useKind } from '../desk/desk-context.ts'
import { needOf } from '../store/board-list.ts'
import { cx } from '../ui/cx.ts'
import { formatLastMessage, formatRunStatus, type RunStatusText } from '../ui/format-run.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { KindIcon } from '../ui/kind-icon.tsx'
import { jobTone, toneInk } from '../ui/tones.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { selectsBox } from './selecting.ts'

type Props = { readonly run: RunSummary }

/**
 * The kind's icon. Under the pointer, and while the run is selected, a box that selects it is in its place: a click with Ctrl
 * and the keys do the same, so that it is no stop of its own.
 */
export function RowIcon({ kind }: { readonly kind: string }): ReactElement {
  const info = useKind(kind)
  return (
    <span
      title={info?.label ?? kind}
      {...selectsBox}
      className="-my-1 -ml-1.5 mr-1 flex w-7 shrink-0 justify-center py-1 text-ink-3"
    >
      <span className="group-hover/row:hidden group-aria-selected/row:hidden">
        <KindIcon name={info?.icon ?? ''} />
      </span>
      <span
        aria-hidden="true"
        className="hidden size-4 items-center justify-center rounded-sm text-on-accent ring-1 ring-edge ring-inset group-hover/row:flex group-aria-selected/row:flex group-aria-selected/row:bg-accent-fill group-aria-selected/row:ring-transparent"
      >
        <Check size={12} strokeWidth={3} className="hidden group-aria-selected/row:block" />
      </span>
    </span>
  )
}

/** The job's state: its icon in the colour of the state, its word grey where nothing happens any more. */
export function JobWord({ run }: Props): ReactElement {
  const { job } = run
  const isQuiet = needOf(run) === 'finished'
  return (
    <span className="flex shrink-0 items-center gap-1.5 whitespace-nowrap">
      <JobGlyph state={job.state} percent={job.percent} />
      <span
        className={cx(
          'text-small',
          isQuiet ? 'text-ink-3' : job.state === 'processing' ? 'text-ink-2' : toneInk[jobTone[job.state]],
        )}
      >
        {jobWordOf(run)}
      </span>
    </span>
  )
}

/** What sort of job it is. */
export function KindName({ run }: Props): ReactElement {
  const label = useKind(run.kind)?.label ?? run.kind
  return <UntrustedText text={label} className="block truncate text-ink-3 text-small" />
}

/** The same in a column of its own, of runs that are over as well. */
export function LastMessage({ run }: Props): ReactElement | null {
  const message = formatLastMessage(run)
  return message === null ? null : <MessageText run={run} message={message} className="min-w-0" />
}

/** The cause of the run's state, or its last words; it fills what room there is. */
export function Message({ run }: Props): ReactElement | null {
  const message = formatRunStatus(run)
  return message === null ? null : <MessageText run={run} message={message} className="min-w-0" />
}

/**
 * The same beside a title, to which it gives way: a cause down to a quarter of the line, so that of two texts that are too
 * long both are still to be recognised, and of a title that fits beside it the cause alone is cut; other words altogether.
 */
export function MessageBeside({ run }: Props): ReactElement | null {
  const message = formatRunStatus(run)
  if (message === null) return null
  const { text, important } = message
  const minWidth = important ? `min(25%, ${Math.ceil(text.length * 0.75)}ch)` : 0
  return <MessageText run={run} message={message} style={{ minWidth }} className="ml-3 shrink-[9999]" />
}

function MessageText({
  run,
  message: { text, important },
  className,
  ...rest
}: Props & ComponentProps<'span'> & { readonly message: RunStatusText }): ReactElement {
  const ink = important && needOf(run) !== 'finished' ? 'text-ink-2' : 'text-ink-3'
  return (
    <span title={text} className={cx('truncate text-small', ink, className)} {...rest}>
      <UntrustedText text={text} />
    </span>
  )
}
