// Draws the open dialog, if there is one.

import type { ReactElement } from 'react'
import { AddRunDialog } from '../add-run/add-run-dialog.tsx'
import { useView } from '../desk/desk-context.ts'
import { Palette } from '../palette/palette.tsx'
import { ConfirmDialog } from '../run/confirm-dialog.tsx'
import { ServersDialog } from '../servers/servers-dialog.tsx'
import { ExportDialog } from '../transcripts/export-dialog.tsx'
import { ImportDialog } from '../transcripts/import-dialog.tsx'
import { TransferDialog } from '../transcripts/transfer-dialog.tsx'
import { KeySheet } from './key-sheet.tsx'

/** The open dialog. */
export function Dialogs(): ReactElement | null {
  const dialog = useView((state) => state.dialog)
  switch (dialog?.type) {
    case 'add-run':
      return <AddRunDialog key={dialog.url} linked={dialog.url ?? null} />
    case 'servers':
      return <ServersDialog edit={dialog.edit} />
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
    case 'transfer':
      return <TransferDialog jobs={dialog.jobs} />
    default:
      return null
  }
}
