// Listens to the keyboard for the whole window and hands each act on. A dialog keeps its keys to itself.

import { useEffect } from 'react'
import { type KeyAct, keyAct } from '../desk/keys.ts'

/** Calls `onAct` for every key press that means something here. */
export function useKeys(onAct: (act: KeyAct) => void): void {
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]') !== null)
        return
      const { key, ctrlKey, metaKey, altKey, target } = event
      const act = keyAct({
        key,
        ctrlKey,
        metaKey,
        altKey,
        typing: isField(target),
        ownsArrows:
          target instanceof Element && target.closest('button, a, [role=menu], [data-arrows]') !== null,
      })
      if (act === null) return
      event.preventDefault()
      onAct(act)
    }
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [onAct])
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
}
