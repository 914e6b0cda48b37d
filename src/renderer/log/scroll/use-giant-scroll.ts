// Scrolls through any number of rows of one height and follows their end when asked to. Following obeys: any movement
// upwards ends it at once, and reaching the end begins it again. Deciding by scroll events alone was rejected: while rows
// arrive they come too late, and the window would snap back under the person's hand.

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useSize } from '../../ui/use-size.ts'
import {
  elementHeight,
  type Geometry,
  isScaled,
  lastOffset,
  offsetAfter,
  type Place,
  rowsInSight,
  topFor,
  wheelPx,
} from './giant-scroll.ts'

const overscan = 8
const restMs = 140

export type GiantScroll = {
  /** The height of the element inside the scroller, px. */
  readonly height: number
  readonly first: number
  readonly last: number
  /** The rows at the upper and at the lower edge. */
  readonly top: number
  readonly bottom: number
  /** Where row `i` stands inside that element, px. */
  readonly topOf: (i: number) => number
  readonly following: boolean
  /** The height of the scroller, px. */
  readonly view: number
  readonly onScroll: () => void
  /** To be told of wheels and keys that move upwards. */
  readonly leaveEnd: () => void
  readonly toEnd: () => void
  readonly toStart: () => void
  /** Puts row `i` at the upper edge, without following. */
  readonly toRow: (i: number) => void
  /** Puts row `i` in the middle, without following. */
  readonly toMiddle: (i: number) => void
  /** The same, but a row that is in sight stays where it is. */
  readonly centre: (i: number) => void
  /** Moves down by so many rows. */
  readonly shift: (rows: number) => void
  /** Brings row `i` into sight with as little movement as needed. */
  readonly reveal: (i: number) => void
}

/** `count` rows of `rowHeight` px in the element of `ref`. Starts at the end, following. */
export function useGiantScroll(
  ref: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): GiantScroll {
  const { height: view } = useSize(ref)
  const geometry: Geometry = { content: count * rowHeight, view }
  const [place, setPlace] = useState<Place>({ offset: 0, top: 0 })
  const [following, setFollowing] = useState(true)
  const now = useRef({ place, geometry, following: true })
  now.current.geometry = geometry
  const heightBefore = useRef(rowHeight)
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const put = useCallback((next: Place) => {
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
    // Rows of another height: the one at the upper edge stays there.
    const last = lastOffset(now.current.geometry)
    if (grown !== 1) return goTo(wanted ? last : Math.min(known.offset * grown, last))
    if (wanted && element.scrollTop < known.top - 2) follow(false)
    else if (wanted) goTo(lastOffset(now.current.geometry))
    else if (known.offset > lastOffset(now.current.geometry)) goTo(lastOffset(now.current.geometry))
  }, [count, view, rowHeight, goTo, follow, ref])

  useEffect(() => () => clearTimeout(rest.current), [])

  /** Puts the thumb where it belongs, without moving a row. */
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
    const offset = offsetAfter(known, top, shape)
    put({ offset, top })
    if (offset >= lastOffset(shape) - 2) follow(true)
    else if (offset < known.offset) follow(false)
    clearTimeout(rest.current)
    rest.current = setTimeout(settle, restMs)
  }, [ref, put, follow, settle])

  // In proportion the browser would stop at the thumb's end, far from the last row: here each wheel is counted by hand.
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

  const leaveEnd = useCallback(() => {
    if (lastOffset(now.current.geometry) > 0) follow(false)
  }, [follow])

  const toRow = useCallback(
    (i: number) => {
      leaveEnd()
      goTo(Math.min(Math.max(0, i * rowHeight), lastOffset(now.current.geometry)))
    },
    [rowHeight, leaveEnd, goTo],
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
  const centre = useCallback(
    (i: number) => {
      const { place: known, geometry: shape } = now.current
      const start = i * rowHeight
      if (start >= known.offset && start + rowHeight <= known.offset + shape.view) leaveEnd()
      else toMiddle(i)
    },
    [rowHeight, leaveEnd, toMiddle],
  )

  const shift = useCallback(
    (rows: number) => {
      if (rows !== 0) goTo(Math.max(0, now.current.place.offset + rows * rowHeight))
    },
    [rowHeight, goTo],
  )

  const [first, last] = rowsInSight(place.offset, rowHeight, geometry, overscan)
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
    leaveEnd,
    toEnd,
    toStart,
    toRow,
    toMiddle,
    centre,
    shift,
    reveal,
  }
}
