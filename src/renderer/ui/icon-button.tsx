// A square button with an icon. Its label is read by screen readers and shown in a tooltip, together with its key.

import type { ComponentProps, ReactElement } from 'react'
import { cx } from './cx.ts'
import { offProps } from './off.ts'
import { tipKeys, tipText } from './tip.ts'

type Props = Omit<ComponentProps<'button'>, 'aria-label'> & {
  readonly label: string
  readonly keys?: string
  readonly pressed?: boolean
  /** As a button's. */
  readonly off?: string | null
}

/** An icon button named `label`; `keys` is a hint, see `hintOf`. `pressed` makes it a toggle. */
export function IconButton({ label, keys, pressed, className, off = null, ...rest }: Props): ReactElement {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      {...{ [tipText]: label, [tipKeys]: keys }}
      className={cx(
        'inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-2 transition-colors duration-100',
        'hover:bg-hover hover:text-ink active:bg-press aria-expanded:bg-press aria-[current=page]:bg-press aria-pressed:bg-press aria-pressed:text-ink',
        'disabled:pointer-events-none disabled:opacity-40 aria-disabled:cursor-default aria-disabled:opacity-40',
        className,
      )}
      {...rest}
      {...offProps(off)}
    />
  )
}
