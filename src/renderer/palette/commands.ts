// Every command of the palette, as data: its words, its key, what it does, and whether it makes sense now. It draws nothing.

import {
  ArrowUpDown,
  Ban,
  ChartNoAxesGantt,
  Check,
  FileDown,
  FileHeart,
  FileUp,
  FilterX,
  FlaskConical,
  GitCompareArrows,
  HardDrive,
  History,
  Keyboard,
  ListTree,
  type LucideIcon,
  Pencil,
  Pin,
  Plug,
  Plus,
  RefreshCw,
  Rows3,
  Search,
  Server,
  StickyNote,
  SunMoon,
  Tag,
  Trash2,
} from 'lucide-react'
import { parseQuery } from '../../core/query/parse.ts'
import { asksPerson } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Actions } from '../desk/actions.ts'
import { hintOf } from '../desk/keys.ts'
import { runActs } from '../desk/run-acts.ts'
import type { ShortcutId } from '../desk/shortcuts.ts'
import type { AppInfo } from '../store/live-store.ts'
import { sortLabels, sorts, type ViewStore, viewLabels, views } from '../store/view-store.ts'

export type Command = {
  readonly id: string
  readonly group: string
  readonly words: string
  readonly icon: LucideIcon
  readonly keys?: string
  readonly run: () => void
}

type Deps = {
  readonly actions: Actions
  readonly view: ViewStore
  readonly info: AppInfo | null
  /** The open run, or the one under the cursor. */
  readonly run: RunSummary | undefined
}

/** The commands that make sense now, in the order they are shown. */
export function commandsOf({ actions, view, info, run }: Deps): readonly Command[] {
  const add = 'Add'
  const go = 'View'
  return [
    ...searchCommands(actions, view),
    ...(run === undefined ? [] : runCommands(actions, run)),
    {
      id: 'add-run',
      group: add,
      words: 'Add a run',
      icon: Plus,
      keys: hintOf('add-run'),
      run: () => actions.show({ type: 'add-run' }),
    },
    {
      id: 'add-server',
      group: add,
      words: 'Add a server',
      icon: Server,
      run: () => actions.show({ type: 'servers', edit: 'new' }),
    },
    {
      id: 'servers',
      group: add,
      words: 'Edit servers',
      icon: Server,
      run: () => actions.show({ type: 'servers', edit: null }),
    },
    {
      id: 'import',
      group: add,
      words: 'Import a file: transcript, event stream, HAR',
      icon: FileDown,
      run: () => actions.show({ type: 'import', files: [] }),
    },
    ...(info?.capabilities.sampleBackend === true
      ? [
          {
            id: 'sample',
            group: add,
            words: 'Watch the sample backend',
            icon: FlaskConical,
            run: () => void actions.startSample(),
          },
        ]
      : []),
    ...views.map((one) => ({
      id: `view-${one}`,
      group: go,
      words: `View: ${viewLabels[one]}`,
      icon: Rows3,
      keys: hintOf(`view-${one}`),
      run: () => actions.showView(one),
    })),
    ...sorts.map((sort) => ({
      id: `sort-${sort}`,
      group: go,
      words: `Order: ${sortLabels[sort]}`,
      icon: ArrowUpDown,
      run: () => view.setState({ sort }),
    })),
    {
      id: 'search',
      group: go,
      words: 'Search runs and events',
      icon: Search,
      keys: hintOf('search'),
      run: () => actions.showPage('search'),
    },
    {
      id: 'storage',
      group: go,
      words: 'Storage: size, retention, backup, check',
      icon: HardDrive,
      run: () => actions.showPage('storage'),
    },
    { id: 'clear', group: go, words: 'Clear all filters', icon: FilterX, run: actions.clearFilters },
    ...(['system', 'light', 'dark'] as const).map((theme) => ({
      id: `theme-${theme}`,
      group: 'Window',
      words: `Theme: ${theme === 'system' ? 'as the system' : theme}`,
      icon: SunMoon,
      run: () => void actions.setTheme(theme),
    })),
    {
      id: 'diagnostics',
      group: 'Window',
      words: 'Save diagnostics…',
      icon: FileHeart,
      run: () => void actions.saveDiagnostics(),
    },
    {
      id: 'keys',
      group: 'Window',
      words: 'Show the keys',
      icon: Keyboard,
      keys: hintOf('keys'),
      run: () => actions.show({ type: 'keys' }),
    },
  ]
}

/** While a search is looked at. */
function searchCommands(actions: Actions, view: ViewStore): readonly Command[] {
  const { page, query } = view.getState()
  if (page !== 'search' || query.trim() === '' || parseQuery(query).problems.length > 0) return []
  const what = { type: 'search', query } as const
  return [
    {
      id: 'export-search',
      group: 'Search',
      words: 'Export what was found…',
      icon: FileUp,
      run: () => actions.show({ type: 'export', what }),
    },
  ]
}

function runCommands(actions: Actions, run: RunSummary): readonly Command[] {
  const group = run.title
  const acts = runActs(run)
  const of = (
    id: string,
    words: string,
    icon: LucideIcon,
    act: () => void,
    shortcut?: ShortcutId,
  ): Command => ({
    id,
    group,
    words,
    icon,
    run: act,
    ...(shortcut === undefined ? {} : { keys: hintOf(shortcut) }),
  })
  return [
    ...(acts.retry ? [of('retry', 'Retry now', RefreshCw, () => void actions.retry(run.id), 'retry')] : []),
    ...(acts.stop === null
      ? []
      : [
          of(
            'stop',
            acts.stop === 'stop' ? 'Stop watching' : 'Cancel the job…',
            Ban,
            () => void actions.stop(run.id),
            'stop',
          ),
        ]),
    ...(acts.startAgain
      ? [of('again', 'Start again…', RefreshCw, () => actions.ask('start-again', run.id))]
      : []),
    of(
      'overview',
      'Open the overview',
      ChartNoAxesGantt,
      () => actions.open(run.id, 'overview'),
      'tab-overview',
    ),
    of('log', 'Open the log', ListTree, () => actions.open(run.id, 'log'), 'tab-log'),
    of('timeline', 'Open the timeline', History, () => actions.open(run.id, 'timeline'), 'tab-timeline'),
    ...(run.events > 0
      ? [
          of(
            'compare',
            'Compare with another run…',
            GitCompareArrows,
            () => actions.compare(run.id, null),
            'compare',
          ),
        ]
      : []),
    of('export', 'Export…', FileUp, () =>
      actions.show({ type: 'export', what: { type: 'run', run: run.id, ranges: null, query: '' } }),
    ),
    of('connection', 'Open the connection', Plug, () => actions.open(run.id, 'connection'), 'tab-connection'),
    of(
      'pin',
      run.marks.pinned ? 'Unpin' : 'Pin: kept by every rule',
      Pin,
      () => void actions.pin(run.id),
      'pin',
    ),
    ...(asksPerson(run)
      ? [
          of(
            'seen',
            run.marks.acknowledgedAt === null ? 'Seen: needs nobody now' : 'Not seen after all',
            Check,
            () => void actions.acknowledge(run.id),
            'acknowledge',
          ),
        ]
      : []),
    of('title', 'Rename', Pencil, () => actions.edit(run.id, 'title'), 'edit-title'),
    of('tags', 'Edit the tags', Tag, () => actions.edit(run.id, 'tags'), 'edit-tags'),
    of('note', 'Edit the note', StickyNote, () => actions.edit(run.id, 'note'), 'edit-note'),
    of('remove', 'Remove this run…', Trash2, () => actions.ask('remove', run.id)),
  ]
}
