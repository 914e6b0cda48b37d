// What the person looks at: page, filters, sort order, cursor, open run, tab, dialog. What the engine reported is in the
// live store. One store for both was rejected: a key press must not notify the listeners of every run.

import { createStore } from 'zustand/vanilla'
import type { Exported } from '../../core/contract/calls/transcripts.ts'
import { type TallyName, tallyNames } from '../../core/run/tally.ts'
import { noSelection, type Selection } from './selection-state.ts'

/** The board shows what counts as one of these. */
export const views = tallyNames
export type View = TallyName
/** The views that the sidebar lists; the others are behind the counts in the header. */
export const mainViews = ['all', 'live', 'needs-me', 'finished'] as const
export const countedViews = ['failed', 'stalled', 'retrying', 'connecting', 'paused'] as const

export const sorts = ['needs-me', 'newest', 'active', 'title'] as const
export type Sort = (typeof sorts)[number]

/** The pages beside the sidebar, and the wall, which has the window to itself. */
export const pages = [
  'board',
  'search',
  'compare',
  'teach',
  'alerts',
  'storage',
  'settings',
  'help',
  'wall',
] as const
export type Page = (typeof pages)[number]

export const tabs = ['overview', 'log', 'timeline', 'connection'] as const
export type Tab = (typeof tabs)[number]

/** An action that is confirmed first, because it cannot be undone. */
export type ConfirmedAction = 'cancel' | 'start-again' | 'remove'

export type DialogState =
  /**
   * `url` came with a link: the form is filled in with it; `like`: with what that run was asked for with. Nothing is requested
   * before the person submits it.
   */
  | { readonly type: 'add-run'; readonly url?: string; readonly like?: number }
  /** `part`: what is shown of the server first; its profile where there is none. */
  | { readonly type: 'servers'; readonly edit: number | 'new' | null; readonly part?: 'tap' }
  /** `origin` came with a link: the form is filled in with it, and nothing asked before the person says so. */
  | { readonly type: 'places'; readonly origin?: string }
  | { readonly type: 'palette' }
  | { readonly type: 'keys' }
  | { readonly type: 'confirm'; readonly action: ConfirmedAction; readonly run: number }
  | { readonly type: 'export'; readonly what: Exported }
  | { readonly type: 'stop-runs' | 'snooze-runs' | 'tag-runs'; readonly runs: readonly number[] }
  /** `files` wait for the kind they are read as; empty until some are chosen. */
  | { readonly type: 'import'; readonly files: readonly File[] }
  /** Exports or imports: running or ended. */
  | { readonly type: 'transfer'; readonly jobs: readonly number[] }

export type ViewState = {
  readonly page: Page
  /** The text of the search page. */
  readonly query: string
  /** The query that narrows the open run's log. */
  readonly logQuery: string
  /** The event that the log shall go to; the log resets it. */
  readonly goTo: { readonly run: number; readonly seq: number } | null
  /** The event of the open run that is opened in its log, by its `seq`. */
  readonly event: number | null
  /** The moment at which the open run is shown, epoch ms; null for now. */
  readonly moment: number | null
  /** The two runs of the compare page; `other` null stands for the usual run of the kind. */
  readonly compare: { readonly run: number; readonly other: number | null } | null
  /** The run that a kind is taught from. */
  readonly teach: number | null
  /** What the alerts page shows, as `parseAlertsPlace` of `src/renderer/desk/alerts-place.ts` reads it. */
  readonly alerts: string
  readonly view: View
  readonly kind: string | null
  readonly server: number | null
  readonly text: string
  readonly sort: Sort
  readonly cursor: number | null
  /** The key of the group in which the cursor stands; without a run under the cursor, it is on the heading of that group. */
  readonly cursorGroup: string | null
  /** The runs of the board that are selected together. */
  readonly selection: Selection
  readonly open: number | null
  readonly tab: Tab
  /** The open run has the whole width. */
  readonly maximised: boolean
  readonly dialog: DialogState | null
  /** It is asked what closing the window shall mean: over a dialog, which keeps what was typed. */
  readonly closing: boolean
  /** The mark of the open run that is being edited. */
  readonly marking: 'title' | 'tags' | 'note' | null
}

/** Filters and order of the board. */
export type BoardQuery = Pick<ViewState, 'view' | 'kind' | 'server' | 'text' | 'sort'>

export const viewLabels: Readonly<Record<View, string>> = {
  all: 'All runs',
  live: 'Live',
  connecting: 'Connecting',
  retrying: 'Retrying',
  stalled: 'Stalled',
  paused: 'Paused',
  'needs-me': 'Needs me',
  failed: 'Failed, not seen yet',
  finished: 'Finished',
}

export const sortLabels: Readonly<Record<Sort, string>> = {
  'needs-me': 'Needs me first',
  newest: 'Newest first',
  active: 'Recently active',
  title: 'Title',
}

/** The view state of a new window. */
export function createViewStore() {
  return createStore<ViewState>(() => ({
    page: 'board',
    query: '',
    logQuery: '',
    goTo: null,
    event: null,
    moment: null,
    compare: null,
    teach: null,
    alerts: '',
    view: 'all',
    kind: null,
    server: null,
    text: '',
    sort: 'needs-me',
    cursor: null,
    cursorGroup: null,
    selection: noSelection,
    open: null,
    tab: 'overview',
    maximised: false,
    dialog: null,
    closing: false,
    marking: null,
  }))
}

export type ViewStore = ReturnType<typeof createViewStore>
