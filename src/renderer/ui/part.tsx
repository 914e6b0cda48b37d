// A titled part of the overview or of the connection page.

import type { ReactElement, ReactNode } from 'react'

/** `children` under `title`, with `note` at the line's other end. */
export function Part({
  title,
  note,
  children,
}: {
  readonly title: string
  readonly note?: ReactNode
  readonly children: ReactNode
}): ReactElement {
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="mb-2 flex items-baseline justify-between gap-4">
        <span className="font-medium text-ink-2 text-small">{title}</span>
        <span className="text-ink-3 text-tiny">{note}</span>
      </h3>
      {children}
    </section>
  )
}
