// What the pointer can do with a run's marks from its row: say that it was seen, and pin it. They lie over the row's end
// while the pointer is on it and take no room. The keys A and B do the same for the row under the cursor, so that the
// board stays one stop for the Tab key.

import { Check, Pin } from 'lucide-react'
import { type MouseEvent, memo, type ReactElement, type ReactNode } from 'react'
import { useDesk } from '../desk/desk-context.ts'
import { hintOf } from '../desk/keys.ts'
import { cx } from '../ui/cx.ts'
import { GridCell } from '../ui/grid.tsx'
import { IconButton } from '../ui/icon-button.tsx'

type Props = {
  readonly run: number
  /** Its states ask for somebody, whether or not it was seen. */
  readonly asks: boolean
  readonly seen: boolean
  readonly pinned: boolean
}

/** The buttons over the end of the row of `run`, which must be a `group/row`. Drawn anew only when a mark changes. */
export const RowActs = memo(function RowActs({ run, asks, seen, pinned }: Props): ReactElement {
  const { actions } = useDesk()
  return (
    <GridCell className="absolute inset-y-0 right-2 hidden items-center group-hover/row:flex">
      <span className="flex rounded-lg bg-overlay p-0.5 ring-1 ring-edge ring-inset">
        {asks && (
          <Act
            label={seen ? 'Not seen after all' : 'Seen: needs nobody now'}
            keys={hintOf('acknowledge')}
            pressed={seen}
            act={() => actions.acknowledge(run)}
          >
            <Check aria-hidden="true" size={15} className={cx(seen && 'text-accent')} />
          </Act>
        )}
        <Act
          label={pinned ? 'Unpin' : 'Pin: kept by every rule'}
          keys={hintOf('pin')}
          pressed={pinned}
          act={() => actions.pin(run)}
        >
          <Pin
            aria-hidden="true"
            size={14}
            className={cx(pinned && 'text-accent')}
            fill={pinned ? 'currentColor' : 'none'}
          />
        </Act>
      </span>
    </GridCell>
  )
})

type ActProps = {
  readonly label: string
  readonly keys: string
  readonly pressed: boolean
  readonly act: () => Promise<void>
  readonly children: ReactNode
}

function Act({ label, keys, pressed, act, children }: ActProps): ReactElement {
  const onClick = (event: MouseEvent) => {
    // The row itself would open the run.
    event.stopPropagation()
    void act()
  }
  return (
    <IconButton
      tabIndex={-1}
      label={label}
      keys={keys}
      pressed={pressed}
      // The keyboard stays on the board.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {children}
    </IconButton>
  )
}
