// Words side by side with dots between them, on one line. Where not all fit, the last are left out as wholes: half a word and
// a dangling dot say less than nothing. What is left out is in the tooltip.

import type { ReactElement } from 'react'
import { cx } from './cx.ts'
import { keyByIndex } from './key-by-index.ts'
import { UntrustedText } from './untrusted-text.tsx'

/** `parts`, the first of which is cut where not even it fits. */
export function DotLine({
  parts,
  className,
}: {
  readonly parts: readonly string[]
  readonly className?: string
}): ReactElement {
  return (
    // What wraps is below the one line that is seen.
    <p
      title={parts.join(' · ')}
      className={cx('flex h-5 min-w-0 flex-wrap overflow-hidden leading-5', className)}
    >
      {keyByIndex(parts).map(({ key, index, item }) => (
        <span key={key} className="max-w-full truncate">
          {index > 0 && <span className="mx-1.5">·</span>}
          <UntrustedText text={item} />
        </span>
      ))}
    </p>
  )
}
