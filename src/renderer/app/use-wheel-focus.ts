// What a person scrolls with the wheel takes the keys: the arrows that come next are meant for it. Without this they would
// move the board's cursor and open another run.

import { useEffect } from 'react'
import { isBusy } from '../desk/is-busy.ts'

/** What scrolls and can have the focus itself. */
const taking = '[data-wheel-focus]'

/** Gives the focus to what is scrolled, unless it is there already or in a field. */
export function useWheelFocus(): void {
  useEffect(() => {
    const onWheel = ({ target, ctrlKey, deltaY }: WheelEvent) => {
      if (ctrlKey || deltaY === 0 || !(target instanceof Element)) return
      const scrolled = target.closest<HTMLElement>(taking)
      if (scrolled === null || scrolled.contains(document.activeElement) || isBusy()) return
      // Who uses the mouse needs no ring; with the first key it is there.
      scrolled.focus({ preventScroll: true, focusVisible: false })
    }
    window.addEventListener('wheel', onWheel, { passive: true })
    return () => window.removeEventListener('wheel', onWheel)
  }, [])
}
