// Keys, drawn as they are printed on a keyboard.

import type { ReactElement } from 'react'

/** One box for each of `keys`, which are separated by spaces: `⌘ K`, `g`. */
export function Kbd({ keys }: { readonly keys: string }): ReactElement {
  return (
    <span className="inline-flex gap-0.5">
      {keys.split(' ').map((key) => (
        <kbd
          key={key}
          className="inline-flex h-4 min-w-4 items-center justify-center rounded-[3px] bg-hover px-1 font-sans text-[10px] leading-none font-medium text-ink-2 ring-1 ring-line ring-inset"
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
