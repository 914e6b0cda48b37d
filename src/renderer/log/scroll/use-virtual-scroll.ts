// Scrolls any number of rows of one height, and follows their end. Any movement up stops following at once, reaching the end
// starts it again. Scroll events alone were rejected: they come too late while rows arrive, and the list would jump back.

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useSize } from '../../ui/use-size.ts'
import {
  elementHeight,
  type Geometry,
  isScaled,
  lastOffset,
  offsetAfter,
  type ScrollPosition,
  topFor,
  visibleRows,
  wheelPx,
} from './virtual-scroll.ts'

const overscan = 8
const settleMs = 140

export type VirtualScroll = {
  /** The height of the element inside the scroller, px. */
  readonly height: number
  readonly first: number
  readonly last: number
  /** The rows at the upper and at the lower edge. */
  readonly top: number
  readonly bottom: number
  /** The position of row `i` in that element, px. */
  readonly topOf: (i: number) => number
  readonly following: boolean
  /** The height of the scroller, px. */
  readonly view: number
  readonly onScroll: () => void
  /** To be called for wheels and keys that move up. */
  readonly stopFollowing: () => void
  readonly toEnd: () => void
  readonly toStart: () => void
  /** Scrolls row `i` to the upper edge and stops following. */
  readonly toRow: (i: number) => void
  /** Scrolls row `i` to the middle and stops following. */
  readonly toMiddle: (i: number) => void
  /** The same, unless the row is visible. */
  readonly revealInMiddle: (i: number) => void
  /** Scrolls down by a number of rows, may be negative. */
  readonly shift: (rows: number) => void
  /** Makes row `i` visible with as little movement as possible. */
  readonly reveal: (i: number) => void
}

/** Scrolls `count` rows of `rowHeight` px in the element of `ref`. Starts at the end, following. */
export function useVirtualScroll(
  ref: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): VirtualScroll {
  const { height: view } = useSize(ref)
  const geometry: Geometry = { content: count * rowHeight, view }
  const [place, setPlace] = useState<ScrollPosition>({ offset: 0, top: 0 })
  const [following, setFollowing] = useState(true)
  const now = useRef({ place, geometry, following: true })
  now.current.geometry = geometry
  const heightBefore = useRef(rowHeight)
  const viewBefore = useRef(view)
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const put = useCallback((next: ScrollPosition) => {
    now.current.place = next
    setPlace(next)
  }, [])

  const follow = useCallback((wanted: boolean) => {
    now.current.following = wanted
    setFollowing(wanted)
  }, [])

  /** Moves the rows and the thumb together. */
  const goTo = useCallback(
    (offset: number) => {
      const element = ref.current
      if (element === null) return
      const top = topFor(offset, now.current.geometry)
      element.scrollTop = top
      put({ offset, top })
    },
    [ref, put],
  )

  const toEnd = useCallback(() => {
    follow(true)
    goTo(lastOffset(now.current.geometry))
  }, [follow, goTo])

  // biome-ignore lint/correctness/useExhaustiveDependencies: more rows or another height are the reason to move
  useLayoutEffect(() => {
    const { place: known, following: wanted } = now.current
    const element = ref.current
    if (element === null || view === 0) return
    const grown = rowHeight / heightBefore.current
    heightBefore.current = rowHeight
    // Of a list that became taller the browser itself corrects the place, which nobody moved; rows may come before that is measured.
    const resized = viewBefore.current !== view || isOfOtherHeight(element, view)
    viewBefore.current = view
    // With another row height, the row at the upper edge stays there.
    const last = lastOffset(now.current.geometry)
    if (grown !== 1) return goTo(wanted ? last : Math.min(known.offset * grown, last))
    if (wanted && !resized && element.scrollTop < known.top - 2) follow(false)
    else if (wanted) goTo(lastOffset(now.current.geometry))
    else if (known.offset > lastOffset(now.current.geometry)) goTo(lastOffset(now.current.geometry))
  }, [count, view, rowHeight, goTo, follow, ref])

  useEffect(() => () => clearTimeout(rest.current), [])

  /** Corrects the scrollTop without moving a row. */
  const settle = useCallback(() => {
    const element = ref.current
    if (element === null) return
    const { offset } = now.current.place
    const top = topFor(offset, now.current.geometry)
    if (Math.abs(top - element.scrollTop) < 1) return
    flushSync(() => put({ offset, top }))
    element.scrollTop = top
  }, [ref, put])

  const onScroll = useCallback(() => {
    const element = ref.current
    if (element === null) return
    const { place: known, geometry: shape } = now.current
    const top = element.scrollTop
    if (Math.abs(top - known.top) < 1) return
    // Another height, which is not drawn yet: the browser's correction, see above.
    if (now.current.following && isOfOtherHeight(element, shape.view)) return
    const offset = offsetAfter(known, top, shape)
    put({ offset, top })
    if (offset >= lastOffset(shape) - 2) follow(true)
    else if (offset < known.offset) follow(false)
    clearTimeout(rest.current)
    rest.current = setTimeout(settle, settleMs)
  }, [ref, put, follow, settle])

  // With proportional scrolling the browser would stop far from the last row: wheel events are handled here.
  const scaled = isScaled(geometry)
  useEffect(() => {
    const element = ref.current
    if (element === null || !scaled) return
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey) return
      event.preventDefault()
      const { place: known, geometry: shape } = now.current
      const last = lastOffset(shape)
      const offset = Math.min(last, Math.max(0, known.offset + wheelPx(event, rowHeight, shape.view)))
      follow(offset >= last - 2)
      goTo(offset)
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [ref, scaled, rowHeight, follow, goTo])

  const stopFollowing = useCallback(() => {
    if (lastOffset(now.current.geometry) > 0) follow(false)
  }, [follow])

  const toRow = useCallback(
    (i: number) => {
      stopFollowing()
      goTo(Math.min(Math.max(0, i * rowHeight), lastOffset(now.current.geometry)))
    },
    [rowHeight, stopFollowing, goTo],
  )
  const toStart = useCallback(() => toRow(0), [toRow])

  const reveal = useCallback(
    (i: number) => {
      const { place: known, geometry: shape } = now.current
      const start = i * rowHeight
      if (start < known.offset) goTo(start)
      else if (start + rowHeight > known.offset + shape.view) goTo(start + rowHeight - shape.view)
    },
    [rowHeight, goTo],
  )

  const toMiddle = useCallback(
    (i: number) => toRow(i - Math.floor(now.current.geometry.view / rowHeight / 2)),
    [rowHeight, toRow],
  )
  const revealInMiddle = useCallback(
    (i: number) => {
      const { place: known, geometry: shape } = now.current
      const start = i * rowHeight
      if (start >= known.offset && start + rowHeight <= known.offset + shape.view) stopFollowing()
      else toMiddle(i)
    },
    [rowHeight, stopFollowing, toMiddle],
  )

  const shift = useCallback(
    (rows: number) => {
      if (rows !== 0) goTo(Math.max(0, now.current.place.offset + rows * rowHeight))
    },
    [rowHeight, goTo],
  )

  const [first, last] = visibleRows(place.offset, rowHeight, geometry, overscan)
  const topOf = (i: number) => i * rowHeight - place.offset + place.top
  return {
    height: elementHeight(geometry.content),
    first,
    last,
    top: Math.ceil(place.offset / rowHeight),
    bottom: Math.max(0, Math.min(count, Math.floor((place.offset + view) / rowHeight)) - 1),
    topOf,
    following,
    view,
    onScroll,
    stopFollowing,
    toEnd,
    toStart,
    toRow,
    toMiddle,
    revealInMiddle,
    shift,
    reveal,
  }
}

/** Whether the element has by now another height than what is drawn is made for. */
function isOfOtherHeight(element: HTMLElement, view: number): boolean {
  return Math.abs(element.clientHeight - view) > 1
}
