// One slot of the log: an event or a dividing line. All slots have the same height.

import { type CSSProperties, memo, type ReactElement } from 'react'
import { flags } from '../../../core/log/flags.ts'
import type { EventRow } from '../../../core/run/run.ts'
import { cx } from '../../ui/cx.ts'
import { formatFlags, nameTone } from '../../ui/format-flags.ts'
import { formatTimeMs } from '../../ui/format-time.ts'
import { GridCell, GridRow } from '../../ui/grid.tsx'
import { Time } from '../../ui/time.tsx'
import { toneInk } from '../../ui/tones.ts'
import { UntrustedText } from '../../ui/untrusted-text.tsx'
import type { Divider } from '../data/dividers.ts'
import { oneLine } from '../data/one-line.ts'
import { JsonText } from '../inspect/json-text.tsx'
import { type Cell, cellsOf } from './columns.ts'

/** How rows are drawn; `columns` are the pinned ones of the run's kind. */
export type RowStyle = { readonly wrap: boolean; readonly mono: boolean; readonly columns: readonly string[] }

const lineHeight = 17
/** Lines of a wrapped row. Rows of different heights were rejected (see slots.ts). */
const wrappedLines = 4

/** The height of every row, px. */
export function rowHeightOf({ wrap }: Pick<RowStyle, 'wrap'>): number {
  return wrap ? wrappedLines * lineHeight + 10 : 26
}

/** The columns of a row: time, sequence number, name, pinned columns, data. */
export function columnsOf({ columns }: Pick<RowStyle, 'columns'>): CSSProperties {
  const pinned = columns.length === 0 ? '' : `repeat(${columns.length}, minmax(48px, 104px)) `
  return {
    gridTemplateColumns: `calc(84px + var(--am-pm)) var(--log-digits) minmax(64px, 96px) ${pinned}minmax(96px, 1fr)`,
  }
}

type Props = {
  readonly row: EventRow
  readonly rowId: string
  readonly index: number
  readonly active: boolean
  readonly selected: boolean
  readonly rowStyle: RowStyle
  readonly actions: RowActions
}

/** What the pointer does with a row. The functions must stay the same, or every row is drawn again. */
export type RowActions = {
  /** The button was pressed on the row; `extend` with Shift. */
  readonly press: (index: number, extend: boolean) => void
  /** The pointer entered the row with the button still down. */
  readonly drag: (index: number) => void
  readonly open: (index: number) => void
}

/** The row of an event; `index` counts in the filtered log. */
export const LogRow = memo(function LogRow({
  row,
  rowId,
  index,
  active,
  selected,
  rowStyle,
  actions,
}: Props): ReactElement {
  const faint = (row.flags & (flags.ping | flags.repeat | flags.late)) !== 0
  const { wrap, mono, columns } = rowStyle
  const text = wrap ? row.data : oneLine(row.data)
  return (
    <GridRow
      id={rowId}
      place={index + 1}
      aria-selected={selected}
      onPointerDown={(event) => event.button === 0 && actions.press(index, event.shiftKey)}
      onPointerEnter={(event) => (event.buttons & 1) !== 0 && actions.drag(index)}
      onClick={(event) => !event.shiftKey && actions.open(index)}
      style={columnsOf(rowStyle)}
      className={cx(
        'grid h-full gap-x-3 pr-3 pl-5',
        mono ? 'font-mono text-[11.5px]' : 'text-small',
        wrap ? 'items-start pt-[5px] leading-[17px]' : 'items-center',
        selected ? 'bg-select' : active ? 'bg-press' : 'hover:bg-hover',
        active &&
          'group-focus-visible/log:ring-2 group-focus-visible/log:ring-accent group-focus-visible/log:ring-inset',
      )}
    >
      <GridCell className="text-ink-3 tabular-nums">
        <Time at={row.at} shown={formatTimeMs} />
      </GridCell>
      <GridCell className="text-right text-ink-3 tabular-nums">{row.seq}</GridCell>
      <GridCell className={cx('truncate font-medium', toneInk[nameTone(row)])}>
        <UntrustedText text={row.name} />
      </GridCell>
      {columns.length > 0 && <Pinned row={row} columns={columns} />}
      <GridCell className={cx('flex min-w-0 gap-3', wrap ? 'items-start' : 'items-center')}>
        <span
          className={cx(
            'text-ink-3',
            wrap ? 'line-clamp-4 whitespace-pre-wrap [overflow-wrap:anywhere]' : 'truncate whitespace-pre',
          )}
        >
          {faint ? <UntrustedText text={text} /> : <JsonText text={text} inks="calm" />}
        </span>
        <FlagWords row={row} />
      </GridCell>
    </GridRow>
  )
})

/** The cells of the pinned columns. */
function Pinned({
  row,
  columns,
}: {
  readonly row: EventRow
  readonly columns: readonly string[]
}): ReactElement {
  const cells = cellsOf(row, columns)
  return (
    <>
      {columns.map((path, i) => (
        <PinnedCell key={path} cell={cells[i]} />
      ))}
    </>
  )
}

const cellInks = {
  value: 'text-ink-2',
  number: 'text-right text-ink tabular-nums',
  none: '',
  cut: 'text-ink-3',
}

function PinnedCell({ cell }: { readonly cell: Cell | undefined }): ReactElement {
  if (cell === undefined || cell.type === 'none') return <GridCell />
  const title = cell.type === 'cut' ? 'The row is too long to be read here: open the event.' : cell.text
  return (
    <GridCell title={title} className={cx('truncate whitespace-pre', cellInks[cell.type])}>
      <UntrustedText text={oneLine(cell.text)} />
    </GridCell>
  )
}

function FlagWords({ row }: { readonly row: EventRow }): ReactElement | null {
  const words = formatFlags(row)
  if (words.length === 0) return null
  return (
    <span className="ml-auto flex shrink-0 gap-2 font-sans text-tiny">
      {words.map(({ word, tone, help }) => (
        <span key={word} title={help} className={toneInk[tone]}>
          {word}
        </span>
      ))}
    </span>
  )
}

/** A row that is being loaded. */
export function LogRowPlaceholder(): ReactElement {
  return (
    <div aria-hidden="true" className="flex h-full items-center gap-3 px-5">
      <span className="h-2 w-20 rounded-full bg-hover" />
      <span className="h-2 w-64 rounded-full bg-hover" />
    </div>
  )
}

const dividerInks = { plain: 'text-ink-3', gap: 'text-ink-2', lost: 'text-warn' } as const

/** A dividing line. */
export const LogDivider = memo(function LogDivider({ divider }: { readonly divider: Divider }): ReactElement {
  return (
    <GridRow
      title={divider.text}
      className={cx('flex h-full items-center gap-3 pr-3 pl-5 text-tiny', dividerInks[divider.tone])}
    >
      <Rule tone={divider.tone} />
      <GridCell className="truncate">
        <UntrustedText text={divider.text} />
      </GridCell>
      <Rule tone={divider.tone} long />
    </GridRow>
  )
})

/** Dashed for a gap, solid for an attempt. */
function Rule({
  tone,
  long = false,
}: {
  readonly tone: Divider['tone']
  readonly long?: boolean
}): ReactElement {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'h-0 border-t',
        long ? 'min-w-6 flex-1' : 'w-6 shrink-0',
        tone === 'plain' ? 'border-line' : 'border-dashed',
        tone === 'lost' ? 'border-warn/60' : tone === 'gap' && 'border-edge',
      )}
    />
  )
}
