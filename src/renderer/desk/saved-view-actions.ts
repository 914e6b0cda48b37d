// What a person can do with saved searches. Each is one change of the settings, which the engine stores and sends to every
// window.

import type { AppSettings } from '../../core/contract/settings.ts'
import type { Client } from '../store/client.ts'
import type { LiveStore } from '../store/live-store.ts'

type Views = AppSettings['views']

/** The actions; `attempt` reports errors. Saving under a name that is taken replaces that view. */
export function savedViewActions(
  attempt: (action: () => Promise<unknown>) => Promise<void>,
  client: Client,
  live: LiveStore,
) {
  const set = (change: (views: Views) => Views) =>
    attempt(async () => {
      const settings = await client.call('settings.set', { views: change(live.getState().settings.views) })
      live.setState({ settings })
    })
  return {
    saveView: (name: string, query: string) =>
      set((views) => [...views.filter((view) => view.name !== name), { name, query }]),
    renameView: (from: string, to: string) =>
      set((views) =>
        views
          .filter((view) => view.name === from || view.name !== to)
          .map((view) => (view.name === from ? { ...view, name: to } : view)),
      ),
    deleteView: (name: string) => set((views) => views.filter((view) => view.name !== name)),
  }
}
