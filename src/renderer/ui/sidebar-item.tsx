// One line of the sidebar: an icon, a name, a count; pressed or not.

import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx.ts'

type Props = {
  readonly sign: ReactNode
  readonly children: ReactNode
  readonly count: ReactNode
  readonly chosen: boolean
  readonly onClick: () => void
  readonly title?: string
}

/** A toggle button of the sidebar. In the narrow sidebar only the icon is visible. */
export function SidebarItem({ sign, children, count, chosen, onClick, title }: Props): ReactElement {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onClick}
      title={title ?? (typeof children === 'string' ? children : undefined)}
      className={cx(
        'flex h-7 w-full items-center gap-2.5 rounded-md px-2 text-left transition-colors duration-100',
        'group-data-rail/nav:h-8 group-data-rail/nav:justify-center',
        chosen ? 'bg-press font-medium text-ink' : 'text-ink-2 hover:bg-hover hover:text-ink',
      )}
    >
      <span className="flex w-4 shrink-0 justify-center">{sign}</span>
      <span className="min-w-0 flex-1 truncate group-data-rail/nav:sr-only">{children}</span>
      <span
        className={cx(
          'shrink-0 text-small tabular-nums group-data-rail/nav:sr-only',
          chosen ? 'text-ink-2' : 'text-ink-3',
        )}
      >
        {count}
      </span>
    </button>
  )
}
