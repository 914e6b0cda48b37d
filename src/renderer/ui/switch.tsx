// A switch: on or off at once, without saving.

import type { ReactElement } from 'react'
import { cx } from './cx.ts'

/** The switch called `label`; `isFirst`: it gets the focus of a dialog that opens. */
export function Switch({
  label,
  checked,
  isFirst = false,
  onChange,
}: {
  readonly label: string
  readonly checked: boolean
  readonly isFirst?: boolean
  readonly onChange: (checked: boolean) => void
}): ReactElement {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      aria-label={label}
      {...(isFirst ? { 'data-first': true } : {})}
      onClick={() => onChange(!checked)}
      className="hit flex h-5 shrink-0 items-center rounded-full"
    >
      <span
        aria-hidden="true"
        className={cx(
          'flex h-4 w-7 items-center rounded-full px-0.5 ring-1 ring-inset transition-colors duration-100',
          checked ? 'bg-accent-fill ring-transparent' : 'bg-hover ring-edge',
        )}
      >
        <span
          className={cx(
            'size-3 rounded-full transition-transform duration-100',
            checked ? 'translate-x-3 bg-on-accent' : 'bg-ink-3',
          )}
        />
      </span>
    </button>
  )
}
