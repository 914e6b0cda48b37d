// What a screen reader is told when something was copied: a dialog's own live region, since those outside of it are not heard.

import { type ReactElement, useState } from 'react'

/** The region, to be drawn all the time, and what says a sentence in it. The same sentence is heard again. */
export function useCopied(): { readonly region: ReactElement; readonly said: (sentence: string) => void } {
  const [{ sentence, times }, set] = useState({ sentence: '', times: 0 })
  return {
    region: (
      <p aria-live="polite" className="sr-only">
        <span key={times}>{sentence}</span>
      </p>
    ),
    said: (next) => set((before) => ({ sentence: next, times: before.times + 1 })),
  }
}
