// The ARIA roles of a virtual list: grid, row and cell on plain elements. The grid is one stop for the Tab key and names its
// active row by aria-activedescendant. A <table> was rejected: it needs all of its rows in the document.

import type { ComponentProps, ReactElement } from 'react'
import { cx } from './cx.ts'

type GridProps = ComponentProps<'div'> & {
  /** The number of all rows, drawn or not; -1 while it is not known. */
  readonly rows: number
  /** The id of the row under the cursor. */
  readonly active: string | undefined
  /** No row that is seen has the cursor, so that the list itself shows its focus. */
  readonly away: boolean
}

/** The list itself: it has the focus and receives the keys. */
export function Grid({ rows, active, away, className, ...rest }: GridProps): ReactElement {
  return (
    // biome-ignore lint/a11y/useSemanticElements: only the visible rows exist, which a table cannot express
    <div
      role="grid"
      tabIndex={0}
      aria-rowcount={rows}
      aria-activedescendant={active}
      data-wheel-focus
      className={cx(className, away ? 'pane-focus' : 'outline-none')}
      {...rest}
    />
  )
}

/** Whether the row at `index` is in the `range` of those in sight. */
export function isIn(
  range: { readonly startIndex: number; readonly endIndex: number } | null,
  index: number,
): boolean {
  return range !== null && index >= range.startIndex && index <= range.endIndex
}

type RowProps = ComponentProps<'div'> & {
  /** The row's index among all rows, from 1. */
  readonly place?: number
}

/** One row; a click on it does what Enter does on the grid. */
export function GridRow({ place, ...rest }: RowProps): ReactElement {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    <div role="row" tabIndex={-1} aria-rowindex={place} {...rest} />
  )
}

/** One cell of a row. */
export function GridCell(props: ComponentProps<'div'>): ReactElement {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names a row
    <div role="gridcell" {...props} />
  )
}
