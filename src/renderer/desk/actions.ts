// What a person can do, as functions: each calls the engine, reports errors, and changes the view where needed. Buttons,
// keys and the palette all call these, so that the same name always does the same.

import type { Place } from '../../core/contract/deep-link.ts'
import type { AppSettings } from '../../core/contract/settings.ts'
import { numberMeant } from '../../core/query/number-meant.ts'
import type { MarkChange } from '../../core/run/mark-change.ts'
import { asksPerson, hasOpenAlert } from '../../core/run/marks.ts'
import type { ConfirmedAction, Tab, View, ViewState } from '../store/view-store.ts'
import { saveText } from '../ui/downloads.ts'
import { fillScreen } from '../ui/full-screen.ts'
import { alertActions, seeAlertsOf } from './alert-actions.ts'
import { attemptWith } from './attempt.ts'
import { boardActions } from './board-actions.ts'
import type { FrameActions, FrameDeps } from './frame-actions.ts'
import { hubActions } from './hub-actions.ts'
import { importActions } from './import-actions.ts'
import { formatPlace, linkTo, placeShown } from './links.ts'
import type { RecentSearches } from './recent-searches.ts'
import { runActions } from './run-actions.ts'
import { savedViewActions } from './saved-view-actions.ts'
import { shownSettings } from './shown-settings.ts'
import type { Transfers } from './transfers.ts'

export type ActionDeps = { readonly transfers: Transfers; readonly recents: RecentSearches }

export type Actions = ReturnType<typeof createActions>

/** The frame's actions and all others. None of them rejects: errors are shown as notices. */
export function createActions(
  { client, live, view, notices, actions: ofFrame }: FrameDeps & { readonly actions: FrameActions },
  { transfers, recents }: ActionDeps,
) {
  const attempt = attemptWith(notices)
  const { openDialog } = ofFrame
  const changeLog = shownSettings(live, 'log', (log) => client.call('settings.set', { log }))
  const closeDialog = () => view.setState({ dialog: null })
  /** One change of the view, so that it is one entry of the history. */
  const open = (run: number, tab?: Tab, at: Partial<Pick<ViewState, 'goTo' | 'logQuery' | 'moment'>> = {}) =>
    view.setState((state) => ({
      open: run,
      cursor: run,
      tab: tab ?? state.tab,
      marking: state.open === run ? state.marking : null,
      // The query of one run's log is not meant for another's.
      logQuery: state.open === run ? state.logQuery : '',
      event: state.open === run ? state.event : null,
      moment: state.open === run ? state.moment : null,
      ...at,
    }))

  const openAt = (run: number, seq: number, logQuery?: string) =>
    open(run, 'log', { goTo: { run, seq }, ...(logQuery === undefined ? {} : { logQuery }) })

  const backTo = (run: number | null | undefined) => {
    const isKnown = run != null && live.getState().runs.has(run)
    // In one change, so that going back leads to the page that was left and not to a state in between.
    view.setState({ page: 'board', ...(isKnown ? { open: run, cursor: run, logQuery: '' } : {}) })
  }

  return {
    ...ofFrame,
    closeDialog,
    /** Asks what closing the window shall mean, over what is open. */
    askClosing: () => view.setState({ closing: true }),
    leaveClosing: () => view.setState({ closing: false }),
    open: (run: number, tab?: Tab) => open(run, tab),
    /** Opens the log of `run` at event `seq`; with a query the log is narrowed by it. */
    openAt,
    /** Opens what a link leads to. */
    openPlace: (place: Place) => {
      if (place.type === 'search') return view.setState({ page: 'search', query: place.query, text: '' })
      if (place.type === 'moment') return open(place.run, undefined, { moment: place.at })
      if (place.type === 'event') return open(place.run, 'log', { goTo: place, logQuery: '' })
      open(place.run)
    },
    /** Copies a link to `place`; null stands for what the window shows. */
    copyLink: (place: Place | null) =>
      attempt(async () => {
        const linked = place ?? placeShown(view.getState())
        if (linked === null) return notices.show('Open a run or search for something to link to.')
        const link = linkTo(linked, location)
        if (link === null)
          return notices.show('This search is too long for a link: save it as a view.', 'bad')
        await navigator.clipboard.writeText(link).then(
          () => notices.show(`Copied a link to ${formatPlace(linked)}.`),
          () => notices.show(`The clipboard refused. This is the link: ${link}`, 'bad'),
        )
      }),
    /** Opens the log of `run`, narrowed by a query. */
    openLog: (run: number, logQuery: string) => open(run, 'log', { logQuery }),
    close: () => view.setState({ open: null, maximised: false }),
    /** Gives the open run the whole width, or the board its place again. */
    toggleMaximised: () =>
      view.setState(({ open, maximised }) => ({ maximised: open !== null && !maximised })),
    /** Shows the wall on the whole screen, which a browser gives only in answer to a key or a click. */
    showWall: () => {
      void fillScreen()
      view.setState({ page: 'wall', dialog: null })
    },
    leaveWall: () => view.setState({ page: 'board' }),
    compare: (run: number, other: number | null) =>
      view.setState({ page: 'compare', compare: { run, other }, open: null }),
    /** Back to the board, with the run open that was compared. */
    leaveCompare: () => backTo(view.getState().compare?.run),
    /** Opens the page that makes a kind of `run`. */
    teach: (run: number) => view.setState({ page: 'teach', teach: run, open: null }),
    /** Back to the board, with the run open that a kind was taught from. */
    leaveTeach: () => backTo(view.getState().teach),
    /** Opens the search page with this query; `#33` opens run 33. */
    search: (query: string) => {
      const run = numberMeant(query)
      if (run !== null) {
        if (!live.getState().runs.has(run)) return notices.show(`There is no run ${run} in this log.`)
        view.setState({ text: '' })
        return open(run)
      }
      recents.remember(query)
      view.setState({ page: 'search', query, text: '' })
    },
    ...savedViewActions(attempt, client, live),
    ...boardActions(attempt, client, live),
    /** How the rows of all logs are drawn. */
    setLog: (change: Partial<AppSettings['log']>) => attempt(() => changeLog(change)),
    ...alertActions({ attempt, client, live, view, open, openAt }),
    ...hubActions(attempt, client, live, openDialog),
    ...importActions({ view, notices, transfers }),
    showTab: (tab: Tab) => view.setState({ tab }),
    /** Shows exactly the runs that a count over the whole board stands for. */
    showCounted: (next: View) =>
      view.setState({ page: 'board', view: next, kind: null, server: null, text: '' }),
    clearFilters: () => view.setState({ view: 'all', kind: null, server: null, text: '' }),

    retry: (run: number) => {
      if (live.getState().runs.get(run)?.tapped !== undefined)
        return Promise.resolve(notices.show('Only its client can ask again: Runlight looks on at this run.'))
      return attempt(() => client.call('runs.retry', { run }))
    },

    /**
     * Stops watching. For a request that generates this would cancel the job, so it is confirmed first; of one that came through
     * a tap only the recording ends.
     */
    stop: (run: number) => {
      const summary = live.getState().runs.get(run)
      const stop = summary === undefined ? null : runActions(summary).stop
      if (stop === 'cancel') openDialog({ type: 'confirm', action: 'cancel', run })
      if (stop !== 'stop' && stop !== 'record') return Promise.resolve()
      return attempt(async () => {
        await client.call('runs.stop', { run })
        if (stop === 'record') notices.show('Recording stopped. What the client receives goes on.')
      })
    },

    /** Has the events of the run read again, as `readAs` says. */
    readAs: (run: number, readAs: string) => attempt(() => client.call('runs.readAs', { run, readAs })),

    mark: (run: number, change: MarkChange) => attempt(() => client.call('runs.mark', { run, change })),

    pin: (run: number) => {
      const marks = live.getState().runs.get(run)?.marks
      return attempt(() => client.call('runs.mark', { run, change: { pinned: marks?.pinned !== true } }))
    },

    /** Marks a run as seen, or as not seen; does nothing for a run that does not need a person. */
    acknowledge: (run: number) => {
      const summary = live.getState().runs.get(run)
      if (summary === undefined) return Promise.resolve()
      // Who has seen the alerts has seen the run.
      if (hasOpenAlert(summary)) return attempt(() => seeAlertsOf(client, run))
      if (!asksPerson(summary)) return Promise.resolve()
      const acknowledged = summary.marks.acknowledgedAt === null
      return attempt(() => client.call('runs.mark', { run, change: { acknowledged } }))
    },

    /** Opens the run with its title, tags or note in a field. */
    edit: (run: number, marking: 'title' | 'tags' | 'note') => {
      open(run)
      view.setState({ marking })
    },

    confirm: (action: ConfirmedAction, run: number) => openDialog({ type: 'confirm', action, run }),

    /** Does what the person has confirmed. */
    runConfirmed: (action: ConfirmedAction, run: number) =>
      attempt(async () => {
        closeDialog()
        if (action === 'cancel') await client.call('runs.stop', { run })
        if (action === 'remove') {
          await client.call('runs.remove', { run })
          view.setState((state) => (state.open === run ? { open: null, maximised: false } : state))
        }
        if (action === 'start-again') open((await client.call('runs.startAgain', { run })).run)
      }),

    /** Saves the diagnostics as a file. */
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
