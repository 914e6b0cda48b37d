// Around controls that somebody may read and not use: none of them does anything, and the reason stands above.

import type { ReactElement, ReactNode } from 'react'

/** `children` as they are where `why` is null. */
export function OffSet({
  why,
  children,
}: {
  readonly why: string | null
  readonly children: ReactNode
}): ReactElement {
  if (why === null) return <>{children}</>
  return (
    <fieldset disabled className="min-w-0">
      <p className="mb-1.5 text-ink-3 text-small">{why}</p>
      {children}
    </fieldset>
  )
}
