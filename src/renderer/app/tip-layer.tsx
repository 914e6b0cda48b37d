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
  const button = useTippedButton()
  const ref = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const tip = ref.current
    if (tip === null || button === null) return
    // A popover is in the top layer, above an open dialog.
    tip.showPopover()
    const at = button.getBoundingClientRect()
    const { width, height } = tip.getBoundingClientRect()
    const left = at.left + (at.width - width) / 2
    const below = at.bottom + height <= innerHeight - margin
    tip.style.left = `${Math.max(margin, Math.min(left, innerWidth - width - margin))}px`
    tip.style.top = `${below ? at.bottom : at.top - height}px`
    return () => tip.hidePopover()
  }, [button])

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

/** The button whose tooltip is due; null for none. The pointer may go on to the tooltip itself (WCAG 1.4.13). */
function useTippedButton(): Element | null {
  const [button, setButton] = useState<Element | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let shown: Element | null = null
    /** The button whose tooltip is shown, or soon will be. */
    let due: Element | null = null
    let hiddenAt = Number.NEGATIVE_INFINITY

    const show = (next: Element | null) => {
      clearTimeout(timer)
      if (shown !== null && next === null) hiddenAt = performance.now()
      shown = next
      due = next
      setButton(next)
    }
    const tipped = (target: EventTarget | null) =>
      target instanceof Element ? target.closest(`[${tipText}]`) : null
    const isOnTip = (target: EventTarget | null) =>
      target instanceof Element && target.closest('[role=tooltip]') !== null

    const over = ({ target, pointerType }: PointerEvent) => {
      if (pointerType === 'touch' || isOnTip(target)) return
      const next = tipped(target)
      if (next === shown) return
      if (shown !== null) show(null)
      clearTimeout(timer)
      due = next
      if (next === null) return
      if (performance.now() - hiddenAt < nextMs) show(next)
      else timer = setTimeout(() => show(next), restMs)
    }
    const showFocused = (target: EventTarget | null) => {
      const next = tipped(target)
      show(next?.matches(':focus-visible') === true ? next : null)
    }
    const focused = ({ target }: FocusEvent) => showFocused(target)
    const hide = () => {
      clearTimeout(timer)
      due = null
      if (shown !== null) show(null)
    }
    /** What scrolls elsewhere, as a log that grows does, leaves the button where it is. */
    const scrolled = ({ target }: Event) => {
      if (target instanceof Node && target.contains(due)) hide()
    }
    const pressed = ({ key }: KeyboardEvent) => {
      if (key === 'Escape' || key === 'Enter' || key === ' ') hide()
    }
    const stop = new AbortController()
    const { signal } = stop
    document.addEventListener('pointerover', over, { signal })
    document.addEventListener('pointerleave', hide, { signal })
    document.addEventListener('pointerdown', hide, { signal, capture: true })
    document.addEventListener('focusin', focused, { signal })
    document.addEventListener('focusout', hide, { signal })
    document.addEventListener('keydown', pressed, { signal, capture: true })
    // The focus may have come before this part of the window was loaded.
    showFocused(document.activeElement)
    document.addEventListener('scroll', scrolled, { signal, capture: true, passive: true })
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [])
  return button
}
