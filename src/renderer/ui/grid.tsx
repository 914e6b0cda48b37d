// The roles of a list whose rows exist only while they are seen: grid, row and cell over plain elements. One stop for the
// Tab key, the row under the cursor named by aria-activedescendant. A real table was rejected: it wants all of its rows.

import type { ComponentProps, ReactElement } from 'react'

type GridProps = ComponentProps<'div'> & {
  /** The number of rows there are, seen or not; -1 while it is not known. */
  readonly rows: number
  /** The id of the row under the cursor. */
  readonly active: string | undefined
}

/** The list itself. It takes the focus and the keys. */
export function Grid({ rows, active, ...rest }: GridProps): ReactElement {
  return (
    // biome-ignore lint/a11y/useSemanticElements: only the rows in sight exist, which no table can say
    <div role="grid" tabIndex={0} aria-rowcount={rows} aria-activedescendant={active} {...rest} />
  )
}

type RowProps = ComponentProps<'div'> & {
  /** The row's place among all, from 1. */
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
