// Draws the open dialog, if there is one, and the question of closing over it. Each is loaded when it is first opened, or before, when the page is idle.

import type { ReactElement } from 'react'
import { useDesk, useView } from '../desk/desk-context.ts'
import { Dialog } from '../ui/dialog.tsx'
import { lazyChunk, lazyPart } from '../ui/lazy-part.tsx'

const options = {
  fallback: () => null,
  frame: (sentence: ReactElement) => <LostDialog sentence={sentence} />,
}

const AddRunDialog = lazyPart(
  lazyChunk(() => import('../add-run/add-run-dialog.tsx')),
  (module) => module.AddRunDialog,
  options,
)
const ServersDialog = lazyPart(
  lazyChunk(() => import('../servers/servers-dialog.tsx')),
  (module) => module.ServersDialog,
  options,
)
const PlacesDialog = lazyPart(
  lazyChunk(() => import('../places/places-dialog.tsx')),
  (module) => module.PlacesDialog,
  options,
)
const Palette = lazyPart(
  lazyChunk(() => import('../palette/palette.tsx')),
  (module) => module.Palette,
  options,
)
const KeySheet = lazyPart(
  lazyChunk(() => import('./key-sheet.tsx')),
  (module) => module.KeySheet,
  options,
)
const ClosingDialog = lazyPart(
  lazyChunk(() => import('./closing-dialog.tsx')),
  (module) => module.ClosingDialog,
  { ...options, frame: (sentence) => <LostDialog sentence={sentence} isClosing={true} /> },
)
const ConfirmDialog = lazyPart(
  lazyChunk(() => import('../run/confirm-dialog.tsx')),
  (module) => module.ConfirmDialog,
  options,
)
const ExportDialog = lazyPart(
  lazyChunk(() => import('../transcripts/export-dialog.tsx')),
  (module) => module.ExportDialog,
  options,
)
const ImportDialog = lazyPart(
  lazyChunk(() => import('../transcripts/import-dialog.tsx')),
  (module) => module.ImportDialog,
  options,
)
const TransferDialog = lazyPart(
  lazyChunk(() => import('../transcripts/transfer-dialog.tsx')),
  (module) => module.TransferDialog,
  options,
)
const StopRunsDialog = lazyPart(
  lazyChunk(() => import('../select/stop-runs-dialog.tsx')),
  (module) => module.StopRunsDialog,
  options,
)
const SnoozeRunsDialog = lazyPart(
  lazyChunk(() => import('../select/snooze-runs-dialog.tsx')),
  (module) => module.SnoozeRunsDialog,
  options,
)
const TagRunsDialog = lazyPart(
  lazyChunk(() => import('../select/tag-runs-dialog.tsx')),
  (module) => module.TagRunsDialog,
  options,
)

/** The open dialogs. */
export function Dialogs(): ReactElement {
  const closing = useView((state) => state.closing)
  return (
    <>
      <OpenDialog />
      {closing && <ClosingDialog />}
    </>
  )
}

function OpenDialog(): ReactElement | null {
  const dialog = useView((state) => state.dialog)
  switch (dialog?.type) {
    case 'add-run':
      return (
        <AddRunDialog
          key={dialog.url ?? dialog.like}
          linked={dialog.url ?? null}
          like={dialog.like ?? null}
        />
      )
    case 'servers':
      return <ServersDialog edit={dialog.edit} part={dialog.part ?? 'profile'} />
    case 'places':
      return <PlacesDialog key={dialog.origin} linked={dialog.origin ?? null} />
    case 'palette':
      return <Palette />
    case 'keys':
      return <KeySheet />
    case 'confirm':
      return <ConfirmDialog action={dialog.action} run={dialog.run} />
    case 'export':
      return <ExportDialog what={dialog.what} />
    case 'import':
      return <ImportDialog files={dialog.files} />
    case 'stop-runs':
      return <StopRunsDialog runs={dialog.runs} />
    case 'snooze-runs':
      return <SnoozeRunsDialog runs={dialog.runs} />
    case 'tag-runs':
      return <TagRunsDialog runs={dialog.runs} />
    case 'transfer':
      return <TransferDialog jobs={dialog.jobs} />
    default:
      return null
  }
}

function LostDialog({
  sentence,
  isClosing = false,
}: {
  readonly sentence: ReactElement
  readonly isClosing?: boolean
}): ReactElement {
  const { actions } = useDesk()
  const close = isClosing ? actions.leaveClosing : actions.closeDialog
  return (
    <Dialog label="Not loaded" onClose={close} className="w-104">
      {sentence}
    </Dialog>
  )
}
