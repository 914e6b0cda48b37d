// Text fields of one line and of several, styled. Label and problem belong to LabelledField.

import type { ComponentProps, ReactElement } from 'react'
import { cx } from './cx.ts'

const look =
  'w-full rounded-md bg-raised text-base text-ink ring-1 ring-edge ring-inset aria-invalid:ring-bad disabled:opacity-50'

/** A field of one line. */
export function Input({ className, ...rest }: ComponentProps<'input'>): ReactElement {
  return (
    <input autoComplete="off" spellCheck={false} className={cx(look, 'h-8 px-2.5', className)} {...rest} />
  )
}

/** A field of several lines. */
export function TextArea({ className, ...rest }: ComponentProps<'textarea'>): ReactElement {
  return (
    <textarea
      autoComplete="off"
      spellCheck={false}
      className={cx(look, 'resize-y px-2.5 py-1.5', className)}
      {...rest}
    />
  )
}
