// A progress bar of an export or import; empty while the total is unknown.

import type { ReactElement } from 'react'
import { cx } from '../ui/cx.ts'

type Props = { readonly percent: number | null; readonly label: string; readonly className?: string }

/** The bar; `percent` null means an unknown total. */
export function TransferBar({ percent, label, className }: Props): ReactElement {
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent === null ? undefined : Math.floor(percent)}
      className={cx(
        'block overflow-hidden rounded-full bg-press forced-colors:border forced-colors:border-[CanvasText]',
        className,
      )}
    >
      <span
        style={{ width: `${percent ?? 0}%` }}
        className="block h-full rounded-full bg-accent transition-[width] duration-300 ease-out forced-colors:bg-[CanvasText]"
      />
    </span>
  )
}
