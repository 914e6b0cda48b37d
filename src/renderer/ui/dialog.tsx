// The one dialog, on the browser's own <dialog>: it traps the focus, returns it, and closes on Esc and on a click outside. A
// library's dialog was rejected: it adds a style element at run time, which the content security policy blocks.

import { X } from 'lucide-react'
import { type MouseEvent, type ReactElement, type ReactNode, useLayoutEffect, useRef } from 'react'
import { cx } from './cx.ts'
import { focusIn, isFocusLost } from './focus-in.ts'

type Props = {
  /** The dialog's name for screen readers. */
  readonly label: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly className?: string
  /** Near the top of the window, for search dialogs. */
  readonly high?: boolean
}

/** Shows `children` above everything else while it is mounted. `onClose` must unmount it. `data-first` marks what gets the focus, where it is seen. */
export function Dialog({ label, onClose, children, className, high = false }: Props): ReactElement {
  const ref = useRef<HTMLDialogElement>(null)

  // Closed before it leaves the document: only so the browser gives the focus back. Where nothing had it, as after a key that
  // opened the dialog of a fresh window, the page takes it.
  useLayoutEffect(() => {
    const dialog = ref.current
    if (dialog === null || dialog.open) return
    dialog.showModal()
    const marked = [...dialog.querySelectorAll<HTMLElement>('[data-first]')]
    marked.find((one) => one.checkVisibility())?.focus()
    return () => {
      dialog.close()
      if (isFocusLost() || dialog.contains(document.activeElement)) focusIn(document.querySelector('main'))
    }
  }, [])

  function closeIfOutside(event: MouseEvent<HTMLDialogElement>): void {
    if (event.target === ref.current) onClose()
  }

  return (
    <dialog
      ref={ref}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onMouseDown={closeIfOutside}
      className={cx('max-h-none max-w-none overflow-visible', high ? 'mt-[14vh]' : 'mt-[min(9vh,96px)]')}
    >
      <div
        className={cx(
          'flex max-h-[calc(100dvh-min(9vh,96px)-16px)] max-w-[calc(100vw-24px)] animate-rise flex-col overflow-hidden rounded-lg bg-overlay shadow-pop',
          className,
        )}
      >
        {children}
      </div>
    </dialog>
  )
}

/** The dialog's title bar with its close button. */
export function DialogTitle({
  children,
  onClose,
}: {
  readonly children: ReactNode
  readonly onClose: () => void
}): ReactElement {
  return (
    <div className="flex h-12 shrink-0 items-center justify-between border-line border-b pr-2.5 pl-5">
      <h2 className="font-semibold text-base">{children}</h2>
      <button
        type="button"
        aria-label="Close"
        title="Close (Esc)"
        onClick={onClose}
        className="inline-flex size-7 items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
      >
        <X aria-hidden="true" size={15} />
      </button>
    </div>
  )
}
