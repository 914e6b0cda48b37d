// The sidebar of a narrow window: a button in the top bar, and what it opens over the window. It closes once something was
// chosen.

import { PanelLeft } from 'lucide-react'
import { type MouseEvent, type ReactElement, useEffect, useRef, useState } from 'react'
import { shallow } from 'zustand/shallow'
import { useDesk } from '../desk/desk-context.ts'
import type { ViewState } from '../store/view-store.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { SidebarContent } from './sidebar.tsx'

const name = 'Views, kinds and servers'

/** The button, and the drawer while it is open. */
export function MenuDrawer(): ReactElement {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <IconButton label={name} aria-haspopup="dialog" aria-expanded={isOpen} onClick={() => setOpen(true)}>
        <PanelLeft aria-hidden="true" size={16} />
      </IconButton>
      {isOpen && <Drawer onClose={() => setOpen(false)} />}
    </>
  )
}

function Drawer({ onClose }: { readonly onClose: () => void }): ReactElement {
  const ref = useRef<HTMLDialogElement>(null)
  const { view } = useDesk()
  useEffect(() => {
    const dialog = ref.current
    if (dialog === null || dialog.open) return
    dialog.showModal()
    return () => dialog.close()
  }, [])
  // Another view, filter or page was chosen, or a dialog was opened.
  useEffect(
    () =>
      view.subscribe((now, before) => {
        if (!hasOnlyMoved(now, before)) onClose()
      }),
    [view, onClose],
  )

  const closeIfOutside = (event: MouseEvent) => {
    if (event.target === ref.current) onClose()
  }
  return (
    <dialog
      ref={ref}
      aria-label={name}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onMouseDown={closeIfOutside}
      className="m-0 h-dvh max-h-none w-64 max-w-[85vw] bg-frame text-ink shadow-pop"
    >
      <SidebarContent className="h-full w-full" />
    </dialog>
  )
}

/** Nothing but the board's cursor and selection are others, as when a row leaves the list by itself. */
function hasOnlyMoved(now: ViewState, before: ViewState): boolean {
  const [moved, rest] = parted(now)
  const [movedBefore, restBefore] = parted(before)
  return !shallow(moved, movedBefore) && shallow(rest, restBefore)
}

function parted({ cursor, cursorGroup, selection, ...rest }: ViewState) {
  return [{ cursor, cursorGroup, selection }, rest] as const
}
