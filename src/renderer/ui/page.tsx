// A page of text and settings beside the sidebar: its heading, and one column that scrolls.

import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx.ts'

/** The page called `title`; `note` stands at the end of the heading's line. */
export function Page({
  title,
  note,
  children,
}: {
  readonly title: string
  readonly note?: ReactNode
  readonly children: ReactNode
}): ReactElement {
  return (
    <PageScroller title={title} note={note} className="@container/text">
      <div className="mx-auto flex max-w-3xl flex-col gap-9 px-5 pt-6 pb-12">{children}</div>
    </PageScroller>
  )
}

/** A page that scrolls as a whole. The heading is within what scrolls: it has the focus first, and the arrows must scroll there. */
export function PageScroller({
  title,
  note,
  className,
  children,
}: {
  readonly title: string
  readonly note?: ReactNode
  readonly className: string
  readonly children: ReactNode
}): ReactElement {
  return (
    <section
      aria-label={title}
      data-arrows
      data-wheel-focus
      tabIndex={-1}
      className={cx(
        'pane-focus h-full min-h-0 scroll-pt-18 overflow-y-auto bg-surface [--page-head:calc(11*var(--spacing))]',
        className,
      )}
    >
      <header className="sticky top-0 z-20 flex h-11 items-center justify-between gap-4 border-line border-b bg-surface px-5">
        <h2 className="font-semibold text-base">{title}</h2>
        {note}
      </header>
      {children}
    </section>
  )
}

/** One line of a page: what it is about at the left, the value or the control at the right; one below the other where it is narrow. */
export function PageLine({
  label,
  help,
  children,
}: {
  readonly label: ReactNode
  readonly help?: ReactNode
  readonly children: ReactNode
}): ReactElement {
  return (
    <div className="flex min-h-11 flex-col gap-x-6 gap-y-1.5 border-line border-t px-3.5 py-2 first:border-t-0 @min-[560px]/text:flex-row @min-[560px]/text:items-center">
      <div className="min-w-0 @min-[560px]/text:w-56 @min-[560px]/text:shrink-0">
        <p className="font-medium">{label}</p>
        {help !== undefined && <p className="text-ink-3 text-small">{help}</p>}
      </div>
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  )
}

/** The frame around the lines of a section. */
export function PageCard({ children }: { readonly children: ReactNode }): ReactElement {
  return <div className="rounded-lg bg-raised ring-1 ring-line ring-inset">{children}</div>
}
