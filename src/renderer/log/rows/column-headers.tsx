// The headers of the pinned columns, in line with the rows. Without pinned columns there is no header: the other columns
// explain themselves.

import { PinOff } from 'lucide-react'
import type { ReactElement } from 'react'
import type { EventRow } from '../../../core/run/run.ts'
import { cx } from '../../ui/cx.ts'
import { UntrustedText } from '../../ui/untrusted-text.tsx'
import { cellsOf } from './columns.ts'
import { columnsOf, type RowStyle } from './log-row.tsx'

type Props = {
  readonly rowStyle: RowStyle
  /** A visible row: headers of numbers are aligned like the numbers. */
  readonly sample: EventRow | undefined
  readonly onUnpin: (path: string) => void
}

/** The row of headers. */
export function ColumnHeaders({ rowStyle, sample, onUnpin }: Props): ReactElement | null {
  if (rowStyle.columns.length === 0) return null
  const cells = sample === undefined ? [] : cellsOf(sample, rowStyle.columns)
  return (
    <div
      role="toolbar"
      aria-label="Pinned columns"
      style={columnsOf(rowStyle)}
      className="grid h-7 shrink-0 items-center gap-x-3 border-line border-b pr-3 pl-5 text-ink-3 text-tiny"
    >
      <span>time</span>
      <span className="text-right">no.</span>
      <span>event</span>
      {rowStyle.columns.map((path, i) => (
        <button
          key={path}
          type="button"
          title={`${path} – unpin this column`}
          aria-label={`Unpin the column ${path}`}
          onClick={() => onUnpin(path)}
          className={cx(
            'group/head flex h-5 min-w-0 items-center gap-1 rounded-sm text-left hover:text-ink',
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
      <span>data</span>
    </div>
  )
}
