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
      {/* It stays while its section is read. */}
      <h3 className="sticky top-[var(--page-head,0px)] z-10 -mx-1 mb-1 flex min-h-7 items-center justify-between gap-4 bg-surface px-1">
        <span className="font-medium text-ink-2 text-small">{title}</span>
        <span className="text-ink-3 text-tiny">{note}</span>
      </h3>
      {children}
    </section>
  )
}
