// Whether the keyboard is in use elsewhere, so that a list must not take the focus.

import { textFields } from './focused.ts'

/** Whether the focus is in a field, or in something that lies over the window. */
export function isBusy(): boolean {
  const over = document.activeElement?.closest(`${textFields}, [role=dialog], [role=menu]`)
  return over !== null && over !== undefined
}
