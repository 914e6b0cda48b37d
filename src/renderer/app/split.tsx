// Two panes side by side with a divider that the mouse, a finger and the keys move; its place is kept on this machine. Where
// both do not fit, or the second is maximised, the second has the whole width. A library was rejected: those that are
// accessible write a style element for the pointer, which the content security policy blocks.

import { type ReactElement, type ReactNode, useId, useRef, useState } from 'react'
import { cx } from '../ui/cx.ts'
import { lazyChunk, lazyPart } from '../ui/lazy-part.tsx'
import { useSize } from '../ui/use-size.ts'
import { boundsOf, defaultShare, isNarrow, shareIn } from './split-share.ts'
import { usePaneFocus } from './use-pane-focus.ts'

/** As wide as the divider, until that can be dragged. */
const Line = () => <div className="w-px shrink-0 bg-line" />
const Splitter = lazyPart(
  lazyChunk(() => import('./splitter.tsx')),
  (module) => module.Splitter,
  { fallback: Line, frame: Line },
)

const storageKey = 'split-beside'

/**
 * `first` and, when there is one, `second` beside it; `maximised`: `second` alone. Whether `first` is hidden stands in
 * `data-alone` of the frame, named `group/split`, so that `second` can offer the way back.
 */
export function Split({
  first,
  second,
  maximised,
}: {
  readonly first: ReactNode
  readonly second: ReactNode | null
  readonly maximised: boolean
}): ReactElement {
  const frame = useRef<HTMLDivElement>(null)
  const firstPane = useRef<HTMLDivElement>(null)
  const secondPane = useRef<HTMLDivElement>(null)
  const firstId = useId()
  const { width } = useSize(frame)
  const [wanted, setWanted] = useState(recall)
  const bounds = boundsOf(width)
  const share = shareIn(bounds, wanted)
  const open = second !== null
  const alone = open && (maximised || isNarrow(width))
  usePaneFocus({ firstPane, secondPane, open, alone })

  return (
    <div
      ref={frame}
      data-alone={alone ? (maximised ? 'maximised' : 'narrow') : undefined}
      className="group/split flex min-h-0 min-w-0 flex-1"
    >
      <div
        ref={firstPane}
        id={firstId}
        style={open && !alone ? { flexBasis: `${share * 100}%` } : {}}
        className={cx(
          'min-h-0 min-w-0',
          open ? 'shrink-0 grow-0' : 'flex-1',
          // Not removed: the list keeps its place.
          alone && 'hidden',
        )}
      >
        {first}
      </div>
      {open && (
        <>
          {!alone && (
            <Splitter
              label="Width of the list"
              controls={firstId}
              frame={frame}
              share={share}
              bounds={bounds}
              onMove={setWanted}
              onDone={(next) => {
                setWanted(next)
                keep(next)
              }}
            />
          )}
          <div ref={secondPane} className="min-h-0 min-w-0 flex-1">
            {second}
          </div>
        </>
      )}
    </div>
  )
}

function recall(): number {
  const kept = Number(localStorage.getItem(storageKey) ?? Number.NaN)
  return kept > 0 && kept < 1 ? kept : defaultShare
}

function keep(share: number): void {
  if (share === defaultShare) localStorage.removeItem(storageKey)
  else localStorage.setItem(storageKey, String(share))
}
