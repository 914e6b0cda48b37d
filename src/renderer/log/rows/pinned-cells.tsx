// The cells of the pinned columns. A row that holds only a part of its event asks the engine for the values, so that a column
// shows what there is, or nothing.

import { type ReactElement, useEffect, useState } from 'react'
import { type Cell, cellsOf } from '../../../core/query/cells.ts'
import type { EventRow } from '../../../core/run/run.ts'
import { useDesk } from '../../desk/desk-context.ts'
import { cx } from '../../ui/cx.ts'
import { GridCell } from '../../ui/grid.tsx'
import { UntrustedText } from '../../ui/untrusted-text.tsx'
import { oneLine } from '../data/one-line.ts'

type Props = { readonly run: number; readonly row: EventRow; readonly paths: readonly string[] }

/** One cell for each of `paths`. */
export function PinnedCells({ run, row, paths }: Props): ReactElement {
  if (row.data.length < row.size) return <CutCells run={run} row={row} paths={paths} />
  return <Cells cells={cellsOf(row.data, paths)} paths={paths} />
}

function CutCells({ run, row: { seq }, paths }: Props): ReactElement {
  const { client } = useDesk()
  const [cells, setCells] = useState<readonly Cell[]>([])
  useEffect(() => {
    setCells([])
    let stopped = false
    client.call('log.cells', { run, seq, paths: [...paths] }).then(
      (answer) => !stopped && setCells(answer.cells),
      // The rows themselves say that the log cannot be read.
      () => undefined,
    )
    return () => {
      stopped = true
    }
  }, [client, run, seq, paths])
  return <Cells cells={cells} paths={paths} />
}

const inks = { value: 'text-ink-2', number: 'text-right text-ink tabular-nums', none: '' }

function Cells({
  cells,
  paths,
}: {
  readonly cells: readonly Cell[]
  readonly paths: readonly string[]
}): ReactElement {
  return (
    <>
      {paths.map((path, i) => {
        const cell = cells[i]
        if (cell === undefined || cell.type === 'none') return <GridCell key={path} />
        return (
          <GridCell key={path} title={cell.text} className={cx('truncate whitespace-pre', inks[cell.type])}>
            <UntrustedText text={oneLine(cell.text)} />
          </GridCell>
        )
      })}
    </>
  )
}
