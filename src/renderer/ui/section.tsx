// A titled section of the overview, the connection tab, the timeline, the compare page or the storage page.

import type { ReactElement, ReactNode } from 'react'

/** `children` under `title`; `note` stands at the right end of the title's line. */
export function Section({
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
