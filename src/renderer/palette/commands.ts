// Every command of the palette, as data: label, key hint, what it does. Only those that make sense now. Draws nothing.

import {
  ArrowUpDown,
  Ban,
  ChartNoAxesGantt,
  Check,
  Clock,
  FileDown,
  FileHeart,
  FileUp,
  FilterX,
  FlaskConical,
  GitCompareArrows,
  Globe,
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
  Rows4,
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
import { type PreferenceName, preferenceLines } from '../desk/preference-choices.ts'
import { runActions } from '../desk/run-actions.ts'
import type { ShortcutId } from '../desk/shortcuts.ts'
import type { AppInfo } from '../store/live-store.ts'
import {
  countedViews,
  mainViews,
  sortLabels,
  sorts,
  type ViewStore,
  viewLabels,
} from '../store/view-store.ts'

export type Command = {
  readonly id: string
  readonly group: string
  readonly label: string
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

const preferenceIcons: Readonly<Record<PreferenceName, LucideIcon>> = {
  theme: SunMoon,
  density: Rows4,
  clock: Clock,
  zone: Globe,
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
      label: 'Add a run',
      icon: Plus,
      keys: hintOf('add-run'),
      run: () => actions.openDialog({ type: 'add-run' }),
    },
    {
      id: 'add-server',
      group: add,
      label: 'Add a server',
      icon: Server,
      run: () => actions.openDialog({ type: 'servers', edit: 'new' }),
    },
    {
      id: 'servers',
      group: add,
      label: 'Edit servers',
      icon: Server,
      run: () => actions.openDialog({ type: 'servers', edit: null }),
    },
    {
      id: 'import',
      group: add,
      label: 'Import a file: transcript, event stream, HAR',
      icon: FileDown,
      run: () => actions.openDialog({ type: 'import', files: [] }),
    },
    ...(info?.capabilities.sampleBackend === true
      ? [
          {
            id: 'sample',
            group: add,
            label: 'Watch the sample backend',
            icon: FlaskConical,
            run: () => void actions.startSample(),
          },
        ]
      : []),
    ...mainViews.map((one) => ({
      id: `view-${one}`,
      group: go,
      label: `View: ${viewLabels[one]}`,
      icon: Rows3,
      keys: hintOf(`view-${one}`),
      run: () => actions.showView(one),
    })),
    ...countedViews.map((one) => ({
      id: `view-${one}`,
      group: go,
      label: `View: ${viewLabels[one]}`,
      icon: Rows3,
      run: () => actions.showCounted(one),
    })),
    ...sorts.map((sort) => ({
      id: `sort-${sort}`,
      group: go,
      label: `Order: ${sortLabels[sort]}`,
      icon: ArrowUpDown,
      run: () => view.setState({ sort }),
    })),
    {
      id: 'search',
      group: go,
      label: 'Search runs and events',
      icon: Search,
      keys: hintOf('search'),
      run: () => actions.showPage('search'),
    },
    {
      id: 'storage',
      group: go,
      label: 'Storage: size, retention, backup, check',
      icon: HardDrive,
      run: () => actions.showPage('storage'),
    },
    { id: 'clear', group: go, label: 'Clear all filters', icon: FilterX, run: actions.clearFilters },
    ...preferenceLines.flatMap(({ name, label, choices }) =>
      choices.map(({ words, change }) => ({
        id: `${name}-${words}`,
        group: 'Window',
        label: `${label}: ${words}`,
        icon: preferenceIcons[name],
        run: () => void actions.setPreferences(change),
      })),
    ),
    {
      id: 'diagnostics',
      group: 'Window',
      label: 'Save diagnostics…',
      icon: FileHeart,
      run: () => void actions.saveDiagnostics(),
    },
    {
      id: 'keys',
      group: 'Window',
      label: 'Show the keys',
      icon: Keyboard,
      keys: hintOf('keys'),
      run: () => actions.openDialog({ type: 'keys' }),
    },
  ]
}

/** The commands of the search page. */
function searchCommands(actions: Actions, view: ViewStore): readonly Command[] {
  const { page, query } = view.getState()
  if (page !== 'search' || query.trim() === '' || parseQuery(query).problems.length > 0) return []
  const what = { type: 'search', query } as const
  return [
    {
      id: 'export-search',
      group: 'Search',
      label: 'Export what was found…',
      icon: FileUp,
      run: () => actions.openDialog({ type: 'export', what }),
    },
  ]
}

function runCommands(actions: Actions, run: RunSummary): readonly Command[] {
  const group = run.title
  const offered = runActions(run)
  const of = (
    id: string,
    label: string,
    icon: LucideIcon,
    action: () => void,
    shortcut?: ShortcutId,
  ): Command => ({
    id,
    group,
    label,
    icon,
    run: action,
    ...(shortcut === undefined ? {} : { keys: hintOf(shortcut) }),
  })
  return [
    ...(offered.retry
      ? [of('retry', 'Retry now', RefreshCw, () => void actions.retry(run.id), 'retry')]
      : []),
    ...(offered.stop === null
      ? []
      : [
          of(
            'stop',
            offered.stop === 'stop' ? 'Stop watching' : 'Cancel the job…',
            Ban,
            () => void actions.stop(run.id),
            'stop',
          ),
        ]),
    ...(offered.startAgain
      ? [of('again', 'Start again…', RefreshCw, () => actions.confirm('start-again', run.id))]
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
      actions.openDialog({ type: 'export', what: { type: 'run', run: run.id, ranges: null, query: '' } }),
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
    of('remove', 'Remove this run…', Trash2, () => actions.confirm('remove', run.id)),
  ]
}
