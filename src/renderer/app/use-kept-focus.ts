// What has the focus may be taken away: a field that is left, a button that is no longer needed, a divider that is hidden. The
// browser gives the focus to the page's body then, where the keyboard has to begin anew; here it goes back to where it was.

import { useEffect } from 'react'
import { afterFrame } from '../ui/after-frame.ts'
import { focusIn, isFocusLost } from '../ui/focus-in.ts'

/** Moves the focus on from what is gone: to what had it before, else to the nearest part around that takes keys. */
export function useKeptFocus(): void {
  useEffect(() => {
    let before: HTMLElement | null = null
    let stop = () => {}
    const onLeave = ({ target, relatedTarget }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return
      if (relatedTarget !== null) {
        before = target
        return
      }
      // Told before it is taken away, when what is around it is still known.
      const around = ancestorsOf(target)
      stop()
      // Whoever takes something away may give the focus on by itself, which is better.
      stop = afterFrame(() => {
        if (!isFocusLost() || canHaveFocus(target)) return
        if (before !== null && canHaveFocus(before)) before.focus({ preventScroll: true })
        for (const part of around) if (isFocusLost() && part.isConnected) focusIn(part)
      })
    }
    document.addEventListener('focusout', onLeave)
    return () => {
      stop()
      document.removeEventListener('focusout', onLeave)
    }
  }, [])
}

function ancestorsOf(element: Element): readonly Element[] {
  const { parentElement } = element
  return parentElement === null ? [] : [parentElement, ...ancestorsOf(parentElement)]
}

function canHaveFocus(element: HTMLElement): boolean {
  return element.isConnected && element.checkVisibility() && !element.matches(':disabled')
}
