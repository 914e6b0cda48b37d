// What a person can do with saved searches: each is one change of the settings, which the engine stores and tells to every
// window.

import type { AppSettings } from '../../core/contract/contract.ts'
import type { Client } from '../store/client.ts'
import type { LiveStore } from '../store/live-store.ts'

type Views = AppSettings['views']

/** The acts; `attempt` says what went wrong. A name that is taken is given to the newer search. */
export function viewActs(
  attempt: (act: () => Promise<unknown>) => Promise<void>,
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
