// The actions that the first frame has buttons for; the others, which `createActions` adds, are loaded after it.

import type { Client } from '../store/client.ts'
import type { LiveStore } from '../store/live-store.ts'
import type { Notices } from '../store/notices.ts'
import type { DialogState, Page, View, ViewStore } from '../store/view-store.ts'
import { attemptWith } from './attempt.ts'
import type { Preferences } from './preferences.ts'

export type FrameDeps = {
  readonly client: Client
  readonly live: LiveStore
  readonly view: ViewStore
  readonly notices: Notices
}

export type FrameActions = ReturnType<typeof createFrameActions>

/** The actions over `deps`. None of them rejects: errors are shown as notices. */
export function createFrameActions({ client, live, view, notices }: FrameDeps) {
  const attempt = attemptWith(notices)
  return {
    openDialog: (dialog: DialogState) => view.setState({ dialog }),
    showPage: (page: Page) => view.setState({ page }),
    /** Shows the runs of `next`, within the filters by kind and server that the sidebar counts within. */
    showView: (next: View) => view.setState({ page: 'board', view: next }),
    setPreferences: (change: Partial<Preferences>) =>
      attempt(async () => {
        live.setState({ settings: await client.call('settings.set', change) })
      }),
  }
}
