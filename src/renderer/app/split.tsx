// Two panes with a divider: side by side in a wide window, one above the other in a narrow one. The divider follows the
// pointer and the arrow keys, and its position is kept.

import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useRef,
  useState,
} from 'react'
import { cx } from '../ui/cx.ts'
import { useSize } from '../ui/use-size.ts'

/** From this width on (px), the panes stand side by side. */
const besideFrom = 880
const minShare = 0.24
const maxShare = 0.72

type Direction = 'beside' | 'stacked'

const starts: Readonly<Record<Direction, number>> = { beside: 0.42, stacked: 0.38 }

/** `first` and, when there is one, `second` beside or below it. */
export function Split({
  first,
  second,
}: {
  readonly first: ReactNode
  readonly second: ReactNode | null
}): ReactElement {
  const ref = useRef<HTMLDivElement>(null)
  const { width } = useSize(ref)
  const direction: Direction = width >= besideFrom ? 'beside' : 'stacked'
  const [shares, setShares] = useState(() => ({ beside: recall('beside'), stacked: recall('stacked') }))
  const share = shares[direction]

  function move(next: number): void {
    const kept = Math.min(maxShare, Math.max(minShare, next))
    setShares((known) => ({ ...known, [direction]: kept }))
    localStorage.setItem(`split-${direction}`, String(kept))
  }

  return (
    <div ref={ref} className={cx('flex min-h-0 min-w-0 flex-1', direction === 'stacked' && 'flex-col')}>
      <div
        style={second === null ? {} : { flexBasis: `${share * 100}%` }}
        className={cx('min-h-0 min-w-0', second === null ? 'flex-1' : 'shrink-0 grow-0')}
      >
        {first}
      </div>
      {second !== null && (
        <>
          <Handle direction={direction} share={share} frame={ref} onMove={move} />
          <div className="min-h-0 min-w-0 flex-1">{second}</div>
        </>
      )}
    </div>
  )
}

type HandleProps = {
  readonly direction: Direction
  readonly share: number
  readonly frame: React.RefObject<HTMLDivElement | null>
  readonly onMove: (share: number) => void
}

function Handle({ direction, share, frame, onMove }: HandleProps): ReactElement {
  function drag(event: PointerEvent<HTMLHRElement>): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || frame.current === null) return
    const box = frame.current.getBoundingClientRect()
    onMove(
      direction === 'beside'
        ? (event.clientX - box.left) / box.width
        : (event.clientY - box.top) / box.height,
    )
  }

  function step(event: KeyboardEvent): void {
    const steps: Record<string, number> = {
      ArrowLeft: -0.02,
      ArrowUp: -0.02,
      ArrowRight: 0.02,
      ArrowDown: 0.02,
    }
    const by = steps[event.key]
    if (by === undefined) return
    event.preventDefault()
    onMove(share + by)
  }

  return (
    <hr
      data-arrows
      aria-label="Size of the board"
      aria-orientation={direction === 'beside' ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={minShare * 100}
      aria-valuemax={maxShare * 100}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={step}
      className={cx(
        'relative z-10 shrink-0 touch-none border-0 bg-line transition-colors hover:bg-edge active:bg-accent',
        'after:absolute after:content-[""]',
        direction === 'beside'
          ? 'w-px cursor-col-resize after:-inset-x-1 after:inset-y-0'
          : 'h-px cursor-row-resize after:inset-x-0 after:-inset-y-1',
      )}
    />
  )
}

function recall(direction: Direction): number {
  const kept = Number(localStorage.getItem(`split-${direction}`) ?? Number.NaN)
  return kept >= minShare && kept <= maxShare ? kept : starts[direction]
}
