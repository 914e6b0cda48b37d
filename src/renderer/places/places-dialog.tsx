// The dialog of places: this computer, whose runs the window shows, and the hubs, each of which has a window of its own.

import { Monitor } from 'lucide-react'
import type { ReactElement } from 'react'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { Dialog, DialogTitle } from '../ui/dialog.tsx'
import { AddHub } from './add-hub.tsx'
import { HubRow } from './hub-row.tsx'

type Props = {
  /** The hub of a deep link. */
  readonly linked: string | null
}

/** The dialog. */
export function PlacesDialog({ linked }: Props): ReactElement {
  const { actions } = useDesk()
  const hubs = useLive((state) => state.settings.hubs)
  return (
    <Dialog label="Places" onClose={actions.closeDialog} className="w-140">
      <DialogTitle onClose={actions.closeDialog}>Places</DialogTitle>
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
        <ul className="flex flex-col px-2 py-2">
          <li className="flex min-h-12 items-center gap-3 rounded-md px-3 py-1.5">
            <Monitor aria-hidden="true" size={16} className="shrink-0 text-ink-3" />
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">This computer</span>
              <span className="block truncate text-ink-3 text-tiny">Its own log, in this window</span>
            </span>
            <span className="text-ink-3 text-small">Here</span>
          </li>
          {hubs.map((hub) => (
            <HubRow key={hub.origin} hub={hub} />
          ))}
        </ul>
        <AddHub linked={linked} />
      </div>
    </Dialog>
  )
}
