// What a person can do, as functions: each calls the engine, says what went wrong, and moves the view where that helps.
// Buttons, keys and the palette all use these, so that they cannot do different things under one name.

import type { AppSettings } from '../../core/contract/contract.ts'
import { asksPerson, type MarkChange } from '../../core/run/marks.ts'
import { type Client, errorMessage } from '../store/client.ts'
import type { LiveStore } from '../store/live-store.ts'
import type { Notices } from '../store/notices.ts'
import type { Confirmed, DialogState, Page, Tab, View, ViewState, ViewStore } from '../store/view-store.ts'
import { saveText } from '../ui/downloads.ts'
import { runActs } from './run-acts.ts'
import { transcriptActs } from './transcript-acts.ts'
import type { Transfers } from './transfers.ts'
import { viewActs } from './view-acts.ts'

export type ActionDeps = {
  readonly client: Client
  readonly live: LiveStore
  readonly view: ViewStore
  readonly notices: Notices
  readonly transfers: Transfers
}

export type Actions = ReturnType<typeof createActions>

/** The acts over `deps`. None of them rejects: what fails is said in a notice. */
export function createActions({ client, live, view, notices, transfers }: ActionDeps) {
  async function attempt(act: () => Promise<unknown>): Promise<void> {
    try {
      await act()
    } catch (thrown) {
      notices.show(errorMessage(thrown), 'bad')
    }
  }

  const show = (dialog: DialogState) => view.setState({ dialog })
  const hide = () => view.setState({ dialog: null })
  /** One change of the view, so that it is one step to go back by. */
  const open = (run: number, tab?: Tab, at: Partial<Pick<ViewState, 'goTo' | 'logQuery'>> = {}) =>
    view.setState((state) => ({
      open: run,
      cursor: run,
      tab: tab ?? state.tab,
      marking: state.open === run ? state.marking : null,
      // What narrows one run's log says nothing of another's.
      logQuery: state.open === run ? state.logQuery : '',
      ...at,
    }))

  return {
    show,
    hide,
    open: (run: number, tab?: Tab) => open(run, tab),
    /** Opens the log of `run` at event `seq`; with a query the log is narrowed by it. */
    openAt: (run: number, seq: number, logQuery?: string) =>
      open(run, 'log', { goTo: { run, seq }, ...(logQuery === undefined ? {} : { logQuery }) }),
    /** Opens the log of `run`, narrowed by a query. */
    openLog: (run: number, logQuery: string) => open(run, 'log', { logQuery }),
    close: () => view.setState({ open: null }),
    showPage: (page: Page) => view.setState({ page }),
    compare: (run: number, other: number | null) =>
      view.setState({ page: 'compare', compare: { run, other }, open: null }),
    /** Back to the board, with the run open that was compared. */
    leaveCompare: () => {
      const run = view.getState().compare?.run
      const isKnown = run !== undefined && live.getState().runs.has(run)
      // At once, so that the way back leads here and not to a place in between.
      view.setState({ page: 'board', ...(isKnown ? { open: run, cursor: run, logQuery: '' } : {}) })
    },
    /** Opens the search page with this query. */
    search: (query: string) => view.setState({ page: 'search', query, text: '' }),
    ...viewActs(attempt, client, live),
    ...transcriptActs({ view, notices, transfers }),
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

    mark: (run: number, change: MarkChange) => attempt(() => client.call('runs.mark', { run, change })),

    pin: (run: number) => {
      const marks = live.getState().runs.get(run)?.marks
      return attempt(() => client.call('runs.mark', { run, change: { pinned: marks?.pinned !== true } }))
    },

    /** Says of a run that it was seen, or takes that back; for runs that need nobody it does nothing. */
    acknowledge: (run: number) => {
      const summary = live.getState().runs.get(run)
      if (summary === undefined || !asksPerson(summary)) return Promise.resolve()
      const acknowledged = summary.marks.acknowledgedAt === null
      return attempt(() => client.call('runs.mark', { run, change: { acknowledged } }))
    },

    /** Opens the run with its title, tags or note ready to be typed. */
    edit: (run: number, marking: 'title' | 'tags' | 'note') => {
      open(run)
      view.setState({ marking })
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

    /** Hands the diagnostics over as a file: where it goes is the browser's or the system's to ask. */
    saveDiagnostics: () =>
      attempt(async () => {
        const { name, text } = await client.call('app.diagnostics', {})
        saveText(name, text)
      }),

    startSample: () =>
      attempt(async () => {
        const { runs } = await client.call('app.startSample', {})
        const first = runs[0]
        if (first !== undefined) open(first)
      }),
  }
}
