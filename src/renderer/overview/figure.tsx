// One figure in a compact line of them: its name, its value, and in a quieter ink what qualifies it.

import type { ReactElement, ReactNode } from 'react'

/** The figure, as an entry of a `<dl>`; a value that is too long for the line is cut. */
export function Figure({
  name,
  note = null,
  title,
  children,
}: {
  readonly name: string
  readonly note?: string | null
  readonly title?: string
  readonly children: ReactNode
}): ReactElement {
  return (
    <div title={title} className="flex min-w-0 max-w-full items-baseline gap-1.5 whitespace-nowrap">
      <dt className="shrink-0 text-ink-3">{name}</dt>
      <dd className="min-w-0 truncate font-medium">{children}</dd>
      {note !== null && <dd className="shrink-0 text-ink-3">{note}</dd>}
    </div>
  )
}
