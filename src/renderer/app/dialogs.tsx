// Draws the one dialog that is open, if one is.

import type { ReactElement } from 'react'
import { AddRunDialog } from '../add-run/add-run-dialog.tsx'
import { Palette } from '../palette/palette.tsx'
import { ConfirmDialog } from '../run/confirm-dialog.tsx'
import { ServersDialog } from '../servers/servers-dialog.tsx'
import { useView } from './desk-context.ts'
import { KeySheet } from './key-sheet.tsx'

/** The open dialog. */
export function Dialogs(): ReactElement | null {
  const dialog = useView((state) => state.dialog)
  switch (dialog?.type) {
    case 'add-run':
      return <AddRunDialog />
    case 'servers':
      return <ServersDialog edit={dialog.edit} />
    case 'palette':
      return <Palette />
    case 'keys':
      return <KeySheet />
    case 'confirm':
      return <ConfirmDialog act={dialog.act} run={dialog.run} />
    default:
      return null
  }
}
