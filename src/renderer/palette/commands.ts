// Every command of the palette, as data: label, key hint, what it does. Only those that make sense now. Draws nothing.

import {
  ArrowUpDown,
  CircleHelp,
  Clock,
  FileDown,
  FileHeart,
  FileUp,
  FilterX,
  FlaskConical,
  Globe,
  HardDrive,
  Keyboard,
  Link2,
  type LucideIcon,
  MonitorUp,
  Plus,
  Rows3,
  Rows4,
  Search,
  Server,
  Settings,
  Split,
  SunMoon,
} from 'lucide-react'
import type { AppSettings } from '../../core/contract/settings.ts'
import { parseQuery } from '../../core/query/parse.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Actions } from '../desk/actions.ts'
import { hintOf } from '../desk/keys.ts'
import { formatPlace, placeShown } from '../desk/links.ts'
import { inFirstSpace, whyNot } from '../desk/may.ts'
import { type PreferenceName, preferenceLines } from '../desk/preference-choices.ts'
import type { AppInfo, LiveState } from '../store/live-store.ts'
import {
  countedViews,
  mainViews,
  sortLabels,
  sorts,
  type ViewStore,
  viewLabels,
} from '../store/view-store.ts'
import { alertCommands } from './alert-commands.ts'
import type { Command } from './command.ts'
import { placeCommands } from './place-commands.ts'
import { runCommands } from './run-commands.ts'

type Deps = {
  readonly actions: Actions
  readonly view: ViewStore
  readonly info: AppInfo | null
  readonly me: LiveState['me']
  readonly hubs: AppSettings['hubs']
  /** The open run, or the one under the cursor. */
  readonly run: RunSummary | undefined
  /** The commands for the runs that are selected. */
  readonly selected: readonly Command[]
}

const preferenceIcons: Readonly<Record<PreferenceName, LucideIcon>> = {
  theme: SunMoon,
  density: Rows4,
  clock: Clock,
  zone: Globe,
}

/** Which role each needs, and where; the others are everybody’s. */
const needs: Readonly<Record<string, readonly ['operator' | 'admin', Parameters<typeof whyNot>[2]]>> = {
  'add-run': ['operator', 'anywhere'],
  'add-server': ['admin', inFirstSpace],
  servers: ['admin', 'anywhere'],
  'alert-rule': ['operator', 'team'],
  mute: ['operator', 'team'],
  unmute: ['operator', 'team'],
}

/** The commands that make sense now and that this person may give, in the order they are shown. */
export function commandsOf(deps: Deps): readonly Command[] {
  const { me } = deps
  return allCommands(deps).filter(({ id }) => {
    const [role, at] = needs[id] ?? []
    // A hub takes no files in.
    if (id === 'import') return me === null
    return role === undefined || at === undefined || whyNot(me, role, at) === null
  })
}

function allCommands({ actions, view, info, me, hubs, run, selected }: Deps): readonly Command[] {
  const add = 'Add'
  const go = 'View'
  return [
    ...selected,
    ...searchCommands(actions, view),
    ...linkCommands(actions, view),
    ...(run === undefined ? [] : runCommands(actions, run, me)),
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
    ...(info?.capabilities.taps === true
      ? [
          {
            id: 'tap-server',
            group: add,
            label: 'Tap a server: watch what applications ask it…',
            icon: Split,
            run: () => actions.openDialog({ type: 'servers', edit: null, part: 'tap' }),
          },
        ]
      : []),
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
    ...alertCommands(actions),
    ...(info?.capabilities.desk === true ? placeCommands(actions, hubs) : []),
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
      id: 'wall',
      group: go,
      label: 'Wall: the board for a large screen',
      icon: MonitorUp,
      keys: hintOf('wall'),
      run: actions.showWall,
    },
    {
      id: 'storage',
      group: go,
      label: 'Storage: size, retention, backup, check',
      icon: HardDrive,
      run: () => actions.showPage('storage'),
    },
    {
      id: 'settings',
      group: go,
      label: 'Settings: theme, density, time, notifications, redaction, retention, network',
      icon: Settings,
      keys: hintOf('settings'),
      run: () => actions.showPage('settings'),
    },
    {
      id: 'help',
      group: go,
      label: 'Help: about, keys, licences',
      icon: CircleHelp,
      run: () => actions.showPage('help'),
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
      id: 'zone-other',
      group: 'Window',
      label: 'Time zone: another…',
      icon: Globe,
      run: () => actions.showPage('settings'),
    },
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

/** The link to what the window shows. */
function linkCommands(actions: Actions, view: ViewStore): readonly Command[] {
  const place = placeShown(view.getState())
  if (place === null) return []
  return [
    {
      id: 'copy-link',
      group: 'View',
      label: `Copy a link to ${formatPlace(place)}`,
      icon: Link2,
      keys: hintOf('copy-link'),
      run: () => void actions.copyLink(place),
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
