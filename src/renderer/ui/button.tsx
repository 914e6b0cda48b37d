// The one button, in four variants. Links that look like buttons, and buttons that look like links, do not exist here: what
// acts is a button.

import type { ComponentProps, ReactElement } from 'react'
import { cx } from './cx.ts'
import { offProps } from './off.ts'

type ButtonVariant = 'primary' | 'plain' | 'quiet' | 'danger'

const variants: Readonly<Record<ButtonVariant, string>> = {
  primary: 'bg-accent-fill text-on-accent hover:brightness-110 active:brightness-95',
  plain: 'bg-hover text-ink ring-1 ring-line ring-inset hover:bg-press',
  quiet: 'text-ink-2 hover:bg-hover hover:text-ink active:bg-press',
  danger: 'text-bad ring-1 ring-line ring-inset hover:bg-bad/10',
}

type Props = ComponentProps<'button'> & {
  readonly variant?: ButtonVariant
  readonly size?: 'small' | 'base' | 'large'
  /** Why it does nothing now, for whoever asks; it can be reached all the same. Null and absent: it works. */
  readonly off?: string | null
}

const sizes = {
  small: 'h-6 gap-1.5 rounded-sm px-2 text-small',
  base: 'h-7 gap-1.5 rounded-md px-2.5 text-small',
  large: 'h-9 gap-2 rounded-md px-4 text-base',
} as const

/** A button; `type="button"` unless said otherwise, so that none submits a form by accident. */
export function Button({
  variant = 'plain',
  size = 'base',
  type = 'button',
  className,
  off = null,
  ...rest
}: Props): ReactElement {
  return (
    <button
      type={type}
      className={cx(
        'inline-flex shrink-0 items-center justify-center font-medium whitespace-nowrap transition-colors duration-100',
        'disabled:pointer-events-none disabled:opacity-45 aria-disabled:cursor-default aria-disabled:opacity-45',
        sizes[size],
        variants[variant],
        className,
      )}
      {...rest}
      {...offProps(off)}
    />
  )
}
