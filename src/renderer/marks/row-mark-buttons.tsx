// The marks on a board row, for the pointer: seen and pin, in a gutter of their own at the end of the row. They are no Tab
// stops: the keys do the same for the row under the cursor, and the board stays one stop. Their hints are titles: a tooltip
// component for each would be most of what a row costs.

import { Check, Pin } from 'lucide-react'
import { type MouseEvent, memo, type ReactElement, type ReactNode } from 'react'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { hintOf } from '../desk/keys.ts'
import { whyNotRun } from '../desk/may.ts'
import { cx } from '../ui/cx.ts'
import { GridCell } from '../ui/grid.tsx'
import { offProps } from '../ui/off.ts'

type Props = {
  readonly run: number
  /** Its states need a person, whether or not it was seen. */
  readonly asks: boolean
  readonly seen: boolean
  readonly pinned: boolean
  /** Room for one button: “seen” where the run asks for it, else the pin. */
  readonly brief: boolean
}

/** The buttons at the end of the row of `run`, which must have the class `group/row`. */
export const RowMarkButtons = memo(function RowMarkButtons({
  run,
  asks,
  seen,
  pinned,
  brief,
}: Props): ReactElement {
  const { actions } = useDesk()
  const off = useLive((state) => whyNotRun(state, run))
  return (
    <GridCell className={cx('flex shrink-0', brief ? 'w-6' : 'w-13')}>
      {asks && (
        <MarkButton
          label={seen ? 'Not seen' : 'Seen'}
          hint={seen ? 'Not seen after all' : 'Seen: needs nobody now'}
          keys={hintOf('acknowledge')}
          pressed={seen}
          shown={!seen}
          off={off}
          onPress={() => actions.acknowledge(run)}
        >
          <Check aria-hidden="true" size={14} />
        </MarkButton>
      )}
      {!(brief && asks) && (
        <MarkButton
          label={pinned ? 'Unpin' : 'Pin'}
          hint={pinned ? 'Unpin' : 'Pin: kept by every rule'}
          keys={hintOf('pin')}
          pressed={pinned}
          shown={pinned}
          off={off}
          onPress={() => actions.pin(run)}
        >
          <Pin aria-hidden="true" size={13} fill={pinned ? 'currentColor' : 'none'} />
        </MarkButton>
      )}
    </GridCell>
  )
})

type ButtonProps = {
  /** Short: a screen reader says it with each row. */
  readonly label: string
  readonly hint: string
  readonly keys: string
  readonly pressed: boolean
  /** Also while the pointer is elsewhere. */
  readonly shown: boolean
  readonly off: string | null
  readonly onPress: () => Promise<void>
  readonly children: ReactNode
}

/** How much is seen of a button that is there always, and of one that comes with the pointer. */
const whole = { always: '', pointed: 'opacity-0 group-hover/row:opacity-100 pointer-coarse:opacity-100' }
/** Of one that is off. */
const faint = {
  always: 'opacity-45',
  pointed: 'opacity-0 group-hover/row:opacity-45 pointer-coarse:opacity-45',
}

function MarkButton({
  label,
  hint,
  keys,
  pressed,
  shown,
  off,
  onPress,
  children,
}: ButtonProps): ReactElement {
  const onClick = (event: MouseEvent) => {
    // A click on the row opens the run.
    event.stopPropagation()
    void onPress()
  }
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      aria-pressed={pressed}
      title={`${hint} (key ${keys.toUpperCase()})`}
      // Keeps the focus on the board.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
      className={cx(
        'inline-flex size-6 shrink-0 items-center justify-center rounded-sm hover:bg-press hover:text-ink aria-disabled:cursor-default',
        pressed ? 'text-accent' : 'text-ink-3',
        (off === null ? whole : faint)[shown ? 'always' : 'pointed'],
      )}
      {...offProps(off)}
    >
      {children}
    </button>
  )
}
