// A dropdown menu. Not modal: a modal one locks scrolling with a style element, which the content security policy blocks.

import { DropdownMenu } from 'radix-ui'
import { createContext, type ReactElement, type ReactNode, use, useRef, useState } from 'react'
import { cx } from './cx.ts'
import { Kbd } from './kbd.tsx'

/**
 * What was chosen is done once the menu has closed and given the focus back to its button: a dialog that opens then returns
 * the focus there, and a field keeps it.
 */
const AfterClose = createContext<(act: () => void) => void>((act) => act())

/** A menu that `trigger` opens; `children` are `MenuItem`s. */
export function Menu({
  trigger,
  children,
  align = 'end',
}: {
  readonly trigger: ReactElement
  readonly children: ReactNode
  readonly align?: 'start' | 'end'
}): ReactElement {
  const chosen = useRef<(() => void) | null>(null)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <DropdownMenu.Root modal={false} open={isOpen} onOpenChange={setIsOpen}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      {/* In the page's landmark, not beside all landmarks. */}
      <DropdownMenu.Portal container={document.querySelector('main')}>
        <DropdownMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={() => {
            const act = chosen.current
            chosen.current = null
            if (act !== null) queueMicrotask(act)
          }}
          className="z-40 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 animate-rise overflow-y-auto rounded-lg bg-overlay p-1 shadow-pop"
        >
          <AfterClose
            value={(act) => {
              chosen.current = act
            }}
          >
            {children}
          </AfterClose>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** One action of a menu. */
export function MenuItem({
  children,
  onSelect,
  keys,
  danger = false,
}: {
  readonly children: ReactNode
  readonly onSelect: () => void
  readonly keys?: string
  readonly danger?: boolean
}): ReactElement {
  const afterClose = use(AfterClose)
  return (
    <DropdownMenu.Item
      onSelect={() => afterClose(onSelect)}
      className={cx(
        'flex h-7 items-center gap-2 rounded-md px-2 text-small outline-none data-highlighted:bg-hover',
        danger ? 'text-bad' : 'text-ink',
      )}
    >
      {children}
      {keys !== undefined && (
        <span className="ml-auto pl-4">
          <Kbd keys={keys} />
        </span>
      )}
    </DropdownMenu.Item>
  )
}

/** Actions that belong together, under `title`. */
export function MenuGroup({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}): ReactElement {
  return (
    <DropdownMenu.Group aria-label={title}>
      <DropdownMenu.Label className="px-2 pt-1.5 pb-0.5 text-ink-3 text-tiny">{title}</DropdownMenu.Label>
      {children}
    </DropdownMenu.Group>
  )
}

/** One of several choices; `checked` marks the present one. */
export function MenuChoice({
  children,
  checked,
  onSelect,
  keys,
}: {
  readonly children: ReactNode
  readonly checked: boolean
  readonly onSelect: () => void
  readonly keys?: string
}): ReactElement {
  return (
    <DropdownMenu.CheckboxItem
      checked={checked}
      onSelect={onSelect}
      className="flex h-7 items-center gap-2 rounded-md pr-3 pl-2 text-ink text-small outline-none data-highlighted:bg-hover"
    >
      <span aria-hidden="true" className={cx('w-3 text-accent', !checked && 'invisible')}>
        ✓
      </span>
      {children}
      {keys !== undefined && (
        <span className="ml-auto pl-4">
          <Kbd keys={keys} />
        </span>
      )}
    </DropdownMenu.CheckboxItem>
  )
}
