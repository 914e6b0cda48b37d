// The way out for a run that its server refuses or whose server is not found: the profile, opened where it can be mended.

import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk } from '../desk/desk-context.ts'
import { useWhyNot } from '../desk/may.ts'
import { Button } from '../ui/button.tsx'

type Props = { readonly run: RunSummary; readonly edit: 'credentials' | 'address' }

/** The button. */
export function EditServer({ run, edit }: Props): ReactElement {
  const { actions } = useDesk()
  const off = useWhyNot('admin', run)
  return (
    <Button
      variant="primary"
      off={off}
      onClick={() => actions.openDialog({ type: 'servers', edit: run.serverId })}
    >
      {edit === 'credentials' ? 'Edit credentials' : 'Edit address'}
    </Button>
  )
}
