// The tooltips of the window: one element for all icon buttons and times, on hover and focus. It goes by the attributes that
// ui/icon-button.tsx and ui/time-tip.ts set. A component around each button was rejected: it made drawing a page of buttons several times as
// long, and its library was a seventh of what is loaded before the first frame. Nothing may be said in a tooltip alone.

import { type ReactElement, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { tipText } from '../ui/tip.ts'
import { TipContent } from './tip-content.tsx'

/** A pointer that rests this long wants to know. */
const restMs = 500
/** Shortly after one tooltip, the next comes at once. */
const nextMs = 200
const gap = 6
const margin = 8

/** Draws the tooltip of the button that is hovered or focused; nothing otherwise. */
export function TipLayer(): ReactElement | null {
  const { button, moved } = useTippedButton()
  const ref = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const tip = ref.current
    if (tip === null || button === null) return
    // A popover is in the top layer, above an open dialog.
    tip.showPopover()
    return () => tip.hidePopover()
  }, [button])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a button that moved is a reason to place it again
  useLayoutEffect(() => {
    const tip = ref.current
    if (tip === null || button === null) return
    const at = button.getBoundingClientRect()
    const { width, height } = tip.getBoundingClientRect()
    const left = at.left + (at.width - width) / 2
    const below = at.bottom + height <= innerHeight - margin
    tip.style.left = `${Math.max(margin, Math.min(left, innerWidth - width - margin))}px`
    tip.style.top = `${below ? at.bottom : at.top - height}px`
  }, [button, moved])

  const page = document.querySelector('main')
  if (page === null) return null
  // In the page's landmark, where a screen reader looks for it; as a popover it is drawn above everything all the same.
  return createPortal(
    <div
      ref={ref}
      role="tooltip"
      popover="manual"
      style={{ paddingBlock: gap }}
      className="inset-auto m-0 max-w-80 border-0 bg-transparent"
    >
      <span className="flex animate-rise items-center gap-2 rounded-md bg-overlay px-2 py-1 text-ink text-small shadow-pop">
        {button !== null && <TipContent element={button} />}
      </span>
    </div>,
    page,
  )
}

type Tipped = { readonly button: Element | null; readonly moved: number }

/**
 * The button whose tooltip is due (null for none), and how often it has moved. The pointer may go on to the tooltip itself
 * (WCAG 1.4.13). What the keyboard is at keeps its tooltip whatever comes to lie under a resting pointer.
 */
function useTippedButton(): Tipped {
  const [tipped, setTipped] = useState<Tipped>({ button: null, moved: 0 })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    /** The button under the pointer, once it is due; it comes before the focused one. */
    let hovered: Element | null = null
    /** The button under the pointer, due or not. */
    let pointed: Element | null = null
    /** The button that has the focus visibly. */
    let focused: Element | null = null
    /** The button that was pressed, or whose tooltip was closed: a further key is no reason to show it. */
    let closed: Element | null = null
    let hiddenAt = Number.NEGATIVE_INFINITY

    const draw = () => {
      const button = [hovered, focused].find((one) => one?.isConnected) ?? null
      setTipped((known) => (known.button === button ? known : { button, moved: 0 }))
    }
    const hover = (next: Element | null) => {
      clearTimeout(timer)
      if (hovered !== null && next === null) hiddenAt = performance.now()
      hovered = next
      pointed = next
      draw()
    }
    const over = ({ target, pointerType }: PointerEvent) => {
      if (pointerType === 'touch' || isOnTip(target)) return
      const next = tippedOf(target)
      if (next !== null && next === hovered) return
      hover(null)
      pointed = next
      if (next === null) return
      if (performance.now() - hiddenAt < nextMs) hover(next)
      else timer = setTimeout(() => hover(next), restMs)
    }
    const focus = (target: EventTarget | null) => {
      const next = tippedOf(target)
      if (next !== closed) closed = null
      focused = next?.matches(':focus-visible') === true ? next : null
      hover(null)
    }
    const blur = () => {
      focused = null
      hover(null)
    }
    const close = (target: EventTarget | null) => {
      closed = tippedOf(target)
      blur()
    }
    /** What scrolls elsewhere, as a log that grows does, leaves the button where it is. */
    const scrolled = ({ target }: Event) => {
      if (!(target instanceof Node)) return
      if (target.contains(pointed)) hover(null)
      if (focused === null || !target.contains(focused)) return
      // The focus itself scrolls a button into sight, and tells of it afterwards.
      if (isWithin(focused, target)) setTipped(({ button, moved }) => ({ button, moved: moved + 1 }))
      else focused = null
      draw()
    }
    const pressed = ({ key }: KeyboardEvent) => {
      if (key === 'Escape' || key === 'Enter' || key === ' ') close(document.activeElement)
    }
    /** A key makes the focus visible where a pointer or a script had put it. */
    const released = () => {
      const next = tippedOf(document.activeElement)
      if (focused === null && next !== null && next !== closed) focus(next)
    }
    const stop = new AbortController()
    const { signal } = stop
    document.addEventListener('pointerover', over, { signal })
    document.addEventListener('pointerleave', () => hover(null), { signal })
    document.addEventListener('pointerdown', ({ target }) => close(target), { signal, capture: true })
    document.addEventListener('focusin', ({ target }) => focus(target), { signal })
    document.addEventListener('focusout', blur, { signal })
    document.addEventListener('keydown', pressed, { signal, capture: true })
    document.addEventListener('keyup', released, { signal, capture: true })
    // The focus may have come before this part of the window was loaded.
    focus(document.activeElement)
    document.addEventListener('scroll', scrolled, { signal, capture: true, passive: true })
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [])
  return tipped
}

function tippedOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest(`[${tipText}]`) : null
}

function isOnTip(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=tooltip]') !== null
}

/** Whether something of `element` is seen in what scrolls it. */
function isWithin(element: Element, scroller: Node): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  const box = scroller instanceof Element ? scroller.getBoundingClientRect() : { top: 0, bottom: innerHeight }
  return bottom > box.top && top < box.bottom
}
