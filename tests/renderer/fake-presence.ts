// A window that the test shows and hides.

import type { Presence } from '../../src/renderer/store/presence.ts'

export function createFakePresence(shown = true): Presence & { readonly show: (shown: boolean) => void } {
  const listeners = new Set<(shown: boolean) => void>()
  let now = shown
  return {
    isShown: () => now,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    show(next) {
      now = next
      for (const listener of listeners) listener(next)
    },
  }
}
