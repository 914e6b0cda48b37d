// A titled section of the sidebar.

import type { ReactElement, ReactNode } from 'react'

/** `children` under `title`; `action` is a button at the end of the title's line. */
export function SidebarSection({
  title,
  action,
  children,
}: {
  readonly title: string
  readonly action?: ReactNode
  readonly children: ReactNode
}): ReactElement {
  return (
    <section
      aria-label={title}
      className="mt-6 group-data-rail/nav:mt-3 group-data-rail/nav:border-line group-data-rail/nav:border-t group-data-rail/nav:pt-3"
    >
      <h2 className="mb-1 flex h-6 items-center justify-between pr-0.5 pl-2 font-medium text-ink-3 text-tiny group-data-rail/nav:hidden">
        {title}
        {action}
      </h2>
      {children}
    </section>
  )
}
