// Files may be dropped anywhere on the window; while some are dragged over it, it says so, above everything else. Dragged
// text and links are ignored.

import { FileDown } from 'lucide-react'
import { type ReactElement, useEffect, useRef, useState } from 'react'
import { droppedFiles } from '../desk/chosen-files.ts'
import { useDesk } from '../desk/desk-context.ts'

/** The overlay; invisible until files are dragged over the window. */
export function DropTarget(): ReactElement {
  const { actions } = useDesk()
  const [dragging, setDragging] = useState(false)
  const ref = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!hasFiles(event) || event.dataTransfer === null) return
      // Otherwise the browser would leave the page and open the file.
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      setDragging(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragging(false)
    }
    const drop = (event: DragEvent) => {
      setDragging(false)
      if (!hasFiles(event)) return
      event.preventDefault()
      void droppedFiles(event.dataTransfer).then(actions.importFiles)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [actions])

  // A popover is in the top layer, above an open dialog.
  useEffect(() => {
    if (dragging) ref.current?.showPopover()
    else ref.current?.hidePopover()
  }, [dragging])

  return (
    <div
      ref={ref}
      popover="manual"
      role="status"
      aria-hidden={!dragging}
      className="pointer-events-none fixed inset-0 m-0 size-auto items-center justify-center bg-scrim p-0 text-ink open:flex"
    >
      <div className="absolute inset-3 rounded-lg border-2 border-accent border-dashed" />
      <div className="relative flex animate-rise flex-col items-center gap-1 rounded-lg bg-overlay px-14 py-10 text-center shadow-pop">
        <FileDown aria-hidden="true" size={34} strokeWidth={1.5} className="mb-3 text-accent" />
        <p className="font-semibold text-title">Drop to import</p>
        <p className="text-ink-2">Transcripts, recorded streams, HAR files, folders of them</p>
      </div>
    </div>
  )
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true
}
