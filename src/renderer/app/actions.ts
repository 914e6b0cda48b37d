// What a person can do, as functions: each calls the engine, says what went wrong, and moves the view where that helps.
// Buttons, keys and the palette all use these, so that they cannot do different things under one name.

import type { AppSettings } from '../../core/contract.ts'
import { runActs } from '../run/run-acts.ts'
import { type Client, sentenceOf } from '../store/client.ts'
import type { LiveStore } from '../store/live-store.ts'
import type { Notices } from '../store/notices.ts'
import type { Confirmed, DialogState, Page, Tab, View, ViewStore } from '../store/view-store.ts'

export type ActionDeps = {
  readonly client: Client
  readonly live: LiveStore
  readonly view: ViewStore
  readonly notices: Notices
}

export type Actions = ReturnType<typeof createActions>

/** The acts over `deps`. None of them rejects: what fails is said in a notice. */
export function createActions({ client, live, view, notices }: ActionDeps) {
  async function attempt(act: () => Promise<unknown>): Promise<void> {
    try {
      await act()
    } catch (thrown) {
      notices.say(sentenceOf(thrown), 'bad')
    }
  }

  const show = (dialog: DialogState) => view.setState({ dialog })
  const hide = () => view.setState({ dialog: null })
  const open = (run: number, tab?: Tab) =>
    view.setState((state) => ({ open: run, cursor: run, tab: tab ?? state.tab }))

  return {
    show,
    hide,
    open,
    /** Opens the log of `run` at event `seq`. */
    openAt: (run: number, seq: number) => {
      view.setState({ goTo: { run, seq } })
      open(run, 'log')
    },
    close: () => view.setState({ open: null }),
    showPage: (page: Page) => view.setState({ page }),
    compare: (run: number, other: number | null) =>
      view.setState({ page: 'compare', compare: { run, other } }),
    showTab: (tab: Tab) => view.setState({ tab }),
    showView: (next: View) => view.setState({ page: 'board', view: next }),
    clearFilters: () => view.setState({ view: 'all', kind: null, server: null, text: '' }),

    retry: (run: number) => attempt(() => client.call('runs.retry', { run })),

    /** Stops watching; for a request that generates this cancels the job, and is asked first. */
    stop: (run: number) => {
      const summary = live.getState().runs.get(run)
      const act = summary === undefined ? null : runActs(summary).stop
      if (act === 'cancel') show({ type: 'confirm', act: 'cancel', run })
      return act === 'stop' ? attempt(() => client.call('runs.stop', { run })) : Promise.resolve()
    },

    ask: (act: Confirmed, run: number) => show({ type: 'confirm', act, run }),

    /** Does what was asked and said yes to. */
    confirmed: (act: Confirmed, run: number) =>
      attempt(async () => {
        hide()
        if (act === 'cancel') await client.call('runs.stop', { run })
        if (act === 'remove') {
          await client.call('runs.remove', { run })
          view.setState((state) => (state.open === run ? { open: null } : state))
        }
        if (act === 'start-again') open((await client.call('runs.startAgain', { run })).run)
      }),

    setTheme: (theme: AppSettings['theme']) =>
      attempt(async () => {
        live.setState({ settings: await client.call('settings.set', { theme }) })
      }),

    startSample: () =>
      attempt(async () => {
        const { runs } = await client.call('app.startSample', {})
        const first = runs[0]
        if (first !== undefined) open(first)
      }),
  }
}
