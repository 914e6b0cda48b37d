// The divider between two panes. It is one line to the eye and wide enough to be grabbed: 9 px for a mouse, 24 px for a
// finger, most of it over the second pane, so that the first one's scrollbar stays free.

import { type KeyboardEvent, type PointerEvent, type ReactElement, type RefObject, useRef } from 'react'
import { type Bounds, defaultShare, shareAfterKey, shareIn } from './split-share.ts'

type Props = {
  readonly label: string
  /** The id of the pane whose width it is. */
  readonly controls: string
  readonly frame: RefObject<HTMLElement | null>
  readonly share: number
  readonly bounds: Bounds
  /** While it is dragged. */
  readonly onMove: (share: number) => void
  /** Once it rests. */
  readonly onDone: (share: number) => void
}

/** The divider. A double click puts it back to where it began. */
export function Splitter({ label, controls, frame, share, bounds, onMove, onDone }: Props): ReactElement {
  /** The distance (px) between the pointer and the line when it was grabbed: the line must not jump. */
  const grabbed = useRef(0)
  const shareAt = (event: PointerEvent, from: number) => {
    const box = frame.current?.getBoundingClientRect()
    return box === undefined ? share : shareIn(bounds, (event.clientX - from - box.left) / box.width)
  }

  function grab(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0) return
    const box = frame.current?.getBoundingClientRect()
    grabbed.current = box === undefined ? 0 : event.clientX - box.left - share * box.width
    event.currentTarget.setPointerCapture(event.pointerId)
  }

  function drag(event: PointerEvent<HTMLDivElement>): void {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) onMove(shareAt(event, grabbed.current))
  }

  function letGo(event: PointerEvent<HTMLDivElement>): void {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) onDone(shareAt(event, grabbed.current))
  }

  function step(event: KeyboardEvent): void {
    const next = shareAfterKey(event.key, share, bounds)
    if (next === null) return
    event.preventDefault()
    onDone(next)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> has no height between two panes
    <div
      role="separator"
      tabIndex={0}
      data-arrows
      aria-label={label}
      aria-controls={controls}
      aria-orientation="vertical"
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={Math.round(bounds.min * 100)}
      aria-valuemax={Math.round(bounds.max * 100)}
      title="Drag to resize, double click to reset"
      onPointerDown={grab}
      onPointerMove={drag}
      onPointerUp={letGo}
      onDoubleClick={() => onDone(defaultShare)}
      onKeyDown={step}
      className="group/splitter relative z-10 -mr-1.5 -ml-0.5 w-[9px] shrink-0 cursor-col-resize touch-none outline-none pointer-coarse:-mr-4.5 pointer-coarse:-ml-1 pointer-coarse:w-6"
    >
      <span
        aria-hidden="true"
        className="absolute inset-y-0 left-0.5 w-px bg-line forced-colors:bg-[CanvasText] pointer-coarse:left-1 group-hover/splitter:bg-edge"
      />
      <span
        aria-hidden="true"
        className="absolute inset-y-0 left-px w-[3px] bg-accent forced-colors:bg-[Highlight] opacity-0 transition-opacity duration-100 group-hover/splitter:opacity-50 group-focus-visible/splitter:opacity-100 group-active/splitter:opacity-100 pointer-coarse:left-[3px]"
      />
    </div>
  )
}
