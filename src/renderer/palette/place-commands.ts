// The commands of the palette about places: each hub, and the list of them. Only where the host can open windows.

import { Waypoints } from 'lucide-react'
import type { AppSettings } from '../../core/contract/settings.ts'
import { hubHost } from '../../core/team/hub-address.ts'
import type { Actions } from '../desk/actions.ts'
import type { Command } from './command.ts'

/** The latest opened first. */
export function placeCommands(actions: Actions, hubs: AppSettings['hubs']): readonly Command[] {
  const group = 'Places'
  return [
    ...hubs.map(({ origin, name }) => ({
      id: `hub-${origin}`,
      group,
      label: name === hubHost(origin) ? `Open ${name}` : `Open ${name}, ${hubHost(origin)}`,
      icon: Waypoints,
      run: () => void actions.openHub(origin),
    })),
    {
      id: 'places',
      group,
      label: 'Open a hub: add, rename, remove places…',
      icon: Waypoints,
      run: () => actions.openDialog({ type: 'places' }),
    },
  ]
}
