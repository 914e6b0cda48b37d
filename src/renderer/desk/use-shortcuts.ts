// Listens for the shortcuts of one scope wherever the focus is. A dialog keeps its keys to itself.

import { useEffect, useRef } from 'react'
import { isDialogOpen } from './focused.ts'
import { shortcutOf } from './keys.ts'
import type { Handlers, Scope } from './shortcuts.ts'

type Options = {
  /** Selector: while the focus is within such an element, its keys are its own. */
  readonly ignore: string
  /** Before every listener without it. */
  readonly capture?: boolean
}

/** Calls the handler of each shortcut of `scope` that is pressed, and keeps the press from doing anything else. */
export function useShortcuts<S extends Scope>(
  scope: S,
  handlers: Handlers<S>,
  { ignore, capture = false }: Options,
): void {
  const latest = useRef(handlers)
  latest.current = handlers
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const { target } = event
      if (event.defaultPrevented || event.isComposing || isDialogOpen()) return
      if (target instanceof Element && target.closest(ignore) !== null) return
      const id = shortcutOf(scope, event)
      if (id === null) return
      event.preventDefault()
      latest.current[id]()
    }
    window.addEventListener('keydown', listener, { capture })
    return () => window.removeEventListener('keydown', listener, { capture })
  }, [scope, ignore, capture])
}
