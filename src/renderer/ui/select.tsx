// A native select, styled. The component library's one was rejected: it needs a style element at run time.

import { ChevronDown } from 'lucide-react'
import type { ComponentProps, ReactElement } from 'react'
import { cx } from './cx.ts'

/** A native `<select>`; its options are given as children. */
export function Select({ className, ...rest }: ComponentProps<'select'>): ReactElement {
  return (
    <span className={cx('relative inline-flex', className)}>
      <select
        className="h-8 w-full appearance-none rounded-md bg-raised pr-7 pl-2.5 text-base text-ink ring-1 ring-edge ring-inset aria-invalid:ring-bad [&>option]:bg-overlay"
        {...rest}
      />
      <ChevronDown
        aria-hidden="true"
        size={14}
        className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-ink-3"
      />
    </span>
  )
}
