// The headers of the pinned columns, in line with the rows. Without pinned columns there is no header: the other columns
// explain themselves. Columns that there is no room for are counted here.

import { PinOff } from 'lucide-react'
import type { ReactElement } from 'react'
import { formatCount } from '../../../core/basics/quantities.ts'
import { cellsOf } from '../../../core/query/cells.ts'
import type { EventRow } from '../../../core/run/run.ts'
import { cx } from '../../ui/cx.ts'
import { UntrustedText } from '../../ui/untrusted-text.tsx'
import type { RowLayout } from './row-layout.ts'

type Props = {
  readonly layout: RowLayout
  /** A visible row: headers of numbers are aligned like the numbers. */
  readonly sample: EventRow | undefined
  readonly onUnpin: (path: string) => void
}

/** The row of headers. */
export function ColumnHeaders({ layout, sample, onUnpin }: Props): ReactElement | null {
  const { columns, shown, grid, raw } = layout
  if (columns.length === 0) return null
  const left = columns.slice(shown.pinned.length)
  const more = (
    <span className="truncate" title={`No room for ${left.join(', ')}: make the window wider.`}>
      {formatCount(left.length, 'pinned column')} more, no room
    </span>
  )
  const cells = cellsOf(sample?.data ?? '', shown.pinned)
  return (
    <div
      role="toolbar"
      aria-label="Pinned columns"
      style={grid}
      className="grid h-7 shrink-0 items-center border-line border-b pr-3 pl-5 text-ink-3 text-tiny"
    >
      {shown.time && <span>time</span>}
      {shown.number && <span className="text-right">no.</span>}
      <span>level</span>
      {shown.name && <span>event</span>}
      {shown.pinned.map((path, i) => (
        <button
          key={path}
          type="button"
          title={`${path} – unpin this column`}
          aria-label={`Unpin the column ${path}`}
          onClick={() => onUnpin(path)}
          className={cx(
            'group/head flex h-6 min-w-0 items-center gap-1 rounded-sm text-left hover:text-ink',
            cells[i]?.type === 'number' && 'flex-row-reverse',
          )}
        >
          <span className="truncate font-medium text-ink-2">
            <UntrustedText text={path} />
          </span>
          <PinOff
            aria-hidden="true"
            size={11}
            className="shrink-0 opacity-50 group-hover/head:opacity-100 group-focus-visible/head:opacity-100"
          />
        </button>
      ))}
      <span className="flex min-w-0 gap-3">
        {raw ? 'data' : 'message'}
        {left.length > 0 && more}
      </span>
    </div>
  )
}
