// A button that does nothing now and says why: it stays in the order of the Tab key, so that everybody can learn the reason.

import { tipText } from './tip.ts'

/** Nothing for a button that works. */
export function offProps(why: string | null) {
  if (why === null) return {}
  return {
    'aria-disabled': true,
    'aria-description': why,
    [tipText]: why,
    title: undefined,
    onClick: undefined,
  }
}
