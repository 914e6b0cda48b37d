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
  const [isOpen, setIsOpen] = useState(false)
  return (
    <DropdownMenu.Root modal={false} open={isOpen} onOpenChange={setIsOpen}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <MenuPanel align={align} sideOffset={4}>
        {children}
      </MenuPanel>
    </DropdownMenu.Root>
  )
}

/**
 * The menu of what is under the pointer, open at this point of the window until it is closed. `onClosed` unmounts it and
 * gives the focus to where it was.
 */
export function MenuAt({
  x,
  y,
  label,
  onClosed,
  children,
}: {
  readonly x: number
  readonly y: number
  readonly label: string
  readonly onClosed: () => void
  readonly children: ReactNode
}): ReactElement {
  const [isOpen, setIsOpen] = useState(true)
  return (
    <DropdownMenu.Root modal={false} open={isOpen} onOpenChange={setIsOpen}>
      <DropdownMenu.Trigger asChild>
        <button
          type="button"
          tabIndex={-1}
          aria-label={label}
          style={{ left: x, top: y }}
          className="pointer-events-none fixed size-0 overflow-hidden opacity-0"
        />
      </DropdownMenu.Trigger>
      <MenuPanel align="start" sideOffset={0} onClosed={onClosed}>
        {children}
      </MenuPanel>
    </DropdownMenu.Root>
  )
}

function MenuPanel({
  children,
  align,
  sideOffset,
  onClosed,
}: {
  readonly children: ReactNode
  readonly align: 'start' | 'end'
  readonly sideOffset: number
  /** Takes the focus, in place of the trigger. */
  readonly onClosed?: () => void
}): ReactElement {
  const chosen = useRef<(() => void) | null>(null)
  return (
    // In the page's landmark, not beside all landmarks.
    <DropdownMenu.Portal container={document.querySelector('main')}>
      <DropdownMenu.Content
        align={align}
        sideOffset={sideOffset}
        collisionPadding={8}
        onCloseAutoFocus={(event) => {
          const act = chosen.current
          chosen.current = null
          if (onClosed !== undefined) {
            event.preventDefault()
            onClosed()
          }
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
  )
}

/** One action of a menu. */
export function MenuItem({
  children,
  onSelect,
  keys,
  danger = false,
  off = false,
  under,
}: {
  readonly children: ReactNode
  readonly onSelect: () => void
  readonly keys?: string
  readonly danger?: boolean
  /** It can be read and not chosen. */
  readonly off?: boolean
  /** A line below it. */
  readonly under?: string
}): ReactElement {
  const afterClose = use(AfterClose)
  return (
    <DropdownMenu.Item
      aria-disabled={off || undefined}
      onSelect={(event) => {
        if (off) event.preventDefault()
        else afterClose(onSelect)
      }}
      className={cx(
        'rounded-md px-2 text-small outline-none data-highlighted:bg-hover',
        off ? 'text-ink-3' : danger ? 'text-bad' : 'text-ink',
      )}
    >
      <span className="flex h-7 items-center gap-2">
        {children}
        {keys !== undefined && (
          <span className="ml-auto pl-4">
            <Kbd keys={keys} />
          </span>
        )}
      </span>
      {under !== undefined && <span className="block max-w-64 pb-1.5 text-ink-3 text-tiny">{under}</span>}
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
