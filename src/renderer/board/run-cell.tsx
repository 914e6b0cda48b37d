// What a row says of its run: which one it is, and then the cause of its state or its last words, in one line or in two.

import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { RowMarks } from '../marks/row-marks.tsx'
import { needOf } from '../store/board-list.ts'
import { ImportedBadge } from '../transcripts/imported-badge.tsx'
import { ClientBadge } from '../ui/client-badge.tsx'
import { cx } from '../ui/cx.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import type { RowLayout } from './layout.ts'
import { Message, MessageBeside, RowIcon } from './row-parts.tsx'

type Props = {
  readonly run: RunSummary
  /** Another run has its title. */
  readonly twin: boolean
  readonly layout: RowLayout
}

/** The kind's icon, the title with its marks, and the message: beside the title, or below it where rows are high. */
export function RunCell({ run, twin, layout }: Props): ReactElement {
  const title = (
    <>
      <RowTitle run={run} twin={twin} />
      <ImportedBadge run={run} brief={layout.density === 'compact'} />
      <RowMarks marks={run.marks} />
      {!layout.columns.includes('client') && (
        <ClientBadge run={run} className="ml-2 shrink-[9999]" nameClass="max-w-40" />
      )}
    </>
  )
  if (layout.density === 'compact') {
    return (
      <div className="flex min-w-0 items-center">
        <RowIcon kind={run.kind} />
        {title}
        {!layout.columns.includes('message') && <MessageBeside run={run} />}
      </div>
    )
  }
  return (
    <div className="flex min-w-0 items-center">
      <RowIcon kind={run.kind} />
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex min-w-0 items-center">{title}</div>
        {!layout.columns.includes('message') && <Message run={run} />}
      </div>
    </div>
  )
}

/** The title, of less weight where nothing happens any more; with the run's number where another run has the same. */
export function RowTitle({ run, twin }: Pick<Props, 'run' | 'twin'>): ReactElement {
  const isQuiet = needOf(run) === 'finished'
  return (
    <>
      <UntrustedText
        text={run.title}
        className={cx('min-w-0 truncate', isQuiet ? 'text-ink-2' : 'font-medium text-ink')}
      />
      {twin && <span className="ml-1.5 shrink-0 text-ink-3 text-small tabular-nums">#{run.id}</span>}
    </>
  )
}
