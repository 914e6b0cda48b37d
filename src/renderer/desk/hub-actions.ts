// What a person does about hubs: only where the host can open windows for them.

import type { Client } from '../store/client.ts'
import type { LiveStore } from '../store/live-store.ts'
import type { DialogState } from '../store/view-store.ts'
import type { Attempt } from './attempt.ts'

export function hubActions(
  attempt: Attempt,
  client: Client,
  live: LiveStore,
  openDialog: (dialog: DialogState) => void,
) {
  /** Opens the window of a hub that is kept, or brings it to the front. */
  const openHub = (origin: string) => attempt(() => client.call('desk.openHub', { origin, token: null }))
  return {
    openHub,
    /** A hub that is kept is opened; for another one the form is filled in, and the person decides. */
    openHubLink: (origin: string) => {
      const { hubs } = live.getState().settings
      if (hubs.some((hub) => hub.origin === origin)) return void openHub(origin)
      openDialog({ type: 'places', origin })
    },
  }
}
