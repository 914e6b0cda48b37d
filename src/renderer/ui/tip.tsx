// A tooltip on hover and focus. Nothing may be said in a tooltip alone.

import { Tooltip } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { Kbd } from './kbd.tsx'

/** Shows `text`, and `keys` beside it, while `children` is hovered or focused. Not for use inside a dialog's top layer. */
export function Tip({
  text,
  keys,
  children,
}: {
  readonly text: ReactNode
  readonly keys?: string
  readonly children: ReactElement
}): ReactElement {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-w-80 animate-rise items-center gap-2 rounded-md bg-overlay px-2 py-1 text-small text-ink shadow-pop"
        >
          {text}
          {keys !== undefined && <Kbd keys={keys} />}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
