// The marks on a board row, for the pointer: seen and pin. They lie over the end of the row while it is hovered. They are no
// Tab stops: the keys do the same for the row under the cursor, and the board stays one stop.

import { Check, Pin } from 'lucide-react'
import { type MouseEvent, memo, type ReactElement, type ReactNode } from 'react'
import { useDesk } from '../desk/desk-context.ts'
import { hintOf } from '../desk/keys.ts'
import { cx } from '../ui/cx.ts'
import { GridCell } from '../ui/grid.tsx'
import { IconButton } from '../ui/icon-button.tsx'

type Props = {
  readonly run: number
  /** Its states need a person, whether or not it was seen. */
  readonly asks: boolean
  readonly seen: boolean
  readonly pinned: boolean
}

/** The buttons over the end of the row of `run`, which must have the class `group/row`. */
export const RowMarkButtons = memo(function RowMarkButtons({ run, asks, seen, pinned }: Props): ReactElement {
  const { actions } = useDesk()
  return (
    <GridCell className="absolute inset-y-0 right-2 hidden items-center group-hover/row:flex">
      <span className="flex rounded-lg bg-overlay p-0.5 ring-1 ring-edge ring-inset">
        {asks && (
          <MarkButton
            label={seen ? 'Not seen after all' : 'Seen: needs nobody now'}
            keys={hintOf('acknowledge')}
            pressed={seen}
            onPress={() => actions.acknowledge(run)}
          >
            <Check aria-hidden="true" size={15} className={cx(seen && 'text-accent')} />
          </MarkButton>
        )}
        <MarkButton
          label={pinned ? 'Unpin' : 'Pin: kept by every rule'}
          keys={hintOf('pin')}
          pressed={pinned}
          onPress={() => actions.pin(run)}
        >
          <Pin
            aria-hidden="true"
            size={14}
            className={cx(pinned && 'text-accent')}
            fill={pinned ? 'currentColor' : 'none'}
          />
        </MarkButton>
      </span>
    </GridCell>
  )
})

type ButtonProps = {
  readonly label: string
  readonly keys: string
  readonly pressed: boolean
  readonly onPress: () => Promise<void>
  readonly children: ReactNode
}

function MarkButton({ label, keys, pressed, onPress, children }: ButtonProps): ReactElement {
  const onClick = (event: MouseEvent) => {
    // A click on the row opens the run.
    event.stopPropagation()
    void onPress()
  }
  return (
    <IconButton
      tabIndex={-1}
      label={label}
      keys={keys}
      pressed={pressed}
      // Keeps the focus on the board.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {children}
    </IconButton>
  )
}
