// Whether anybody can see the window. A page that is hidden or minimised does nothing at all: no timer, no frame, no work
// for a push. When it is shown again, whoever had stopped asks for what is true now.

export type Presence = {
  readonly isShown: () => boolean
  /** Calls `listener` with what is so now, whenever that changes; returns what stops that. */
  readonly subscribe: (listener: (shown: boolean) => void) => () => void
}

/** The presence of this document (HTML Standard, page visibility). */
export function documentPresence(): Presence {
  const isShown = () => document.visibilityState === 'visible'
  return {
    isShown,
    subscribe(listener) {
      const changed = () => listener(isShown())
      document.addEventListener('visibilitychange', changed)
      return () => document.removeEventListener('visibilitychange', changed)
    },
  }
}
