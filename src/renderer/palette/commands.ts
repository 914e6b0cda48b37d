// Every command of the palette, as data: its words, its key, what it does, and whether it makes sense now. It draws nothing.

import {
  ArrowUpDown,
  Ban,
  ChartNoAxesGantt,
  FilterX,
  FlaskConical,
  Keyboard,
  ListTree,
  type LucideIcon,
  Plug,
  Plus,
  RefreshCw,
  Rows3,
  Server,
  SunMoon,
  Trash2,
} from 'lucide-react'
import type { RunSummary } from '../../core/run.ts'
import type { Actions } from '../app/actions.ts'
import { runActs } from '../run/run-acts.ts'
import type { AppInfo } from '../store/live-store.ts'
import { sorts, sortWords, type ViewStore, views, viewWords } from '../store/view-store.ts'

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
    ...(run === undefined ? [] : runCommands(actions, run)),
    {
      id: 'add-run',
      group: add,
      words: 'Add a run',
      icon: Plus,
      keys: 'n',
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
    ...views.map((one, i) => ({
      id: `view-${one}`,
      group: go,
      words: `View: ${viewWords[one]}`,
      icon: Rows3,
      keys: `${i + 1}`,
      run: () => actions.showView(one),
    })),
    ...sorts.map((sort) => ({
      id: `sort-${sort}`,
      group: go,
      words: `Order: ${sortWords[sort]}`,
      icon: ArrowUpDown,
      run: () => view.setState({ sort }),
    })),
    { id: 'clear', group: go, words: 'Clear all filters', icon: FilterX, run: actions.clearFilters },
    ...(['system', 'light', 'dark'] as const).map((theme) => ({
      id: `theme-${theme}`,
      group: 'Window',
      words: `Theme: ${theme === 'system' ? 'as the system' : theme}`,
      icon: SunMoon,
      run: () => void actions.setTheme(theme),
    })),
    {
      id: 'keys',
      group: 'Window',
      words: 'Show the keys',
      icon: Keyboard,
      keys: '?',
      run: () => actions.show({ type: 'keys' }),
    },
  ]
}

function runCommands(actions: Actions, run: RunSummary): readonly Command[] {
  const group = run.title
  const acts = runActs(run)
  const of = (id: string, words: string, icon: LucideIcon, act: () => void, keys?: string): Command => ({
    id,
    group,
    words,
    icon,
    run: act,
    ...(keys === undefined ? {} : { keys }),
  })
  return [
    ...(acts.retry ? [of('retry', 'Retry now', RefreshCw, () => void actions.retry(run.id), 'r')] : []),
    ...(acts.stop === null
      ? []
      : [
          of(
            'stop',
            acts.stop === 'stop' ? 'Stop watching' : 'Cancel the job…',
            Ban,
            () => void actions.stop(run.id),
            's',
          ),
        ]),
    ...(acts.startAgain
      ? [of('again', 'Start again…', RefreshCw, () => actions.ask('start-again', run.id))]
      : []),
    of('overview', 'Open the overview', ChartNoAxesGantt, () => actions.open(run.id, 'overview'), 'o'),
    of('log', 'Open the log', ListTree, () => actions.open(run.id, 'log'), 'l'),
    of('connection', 'Open the connection', Plug, () => actions.open(run.id, 'connection'), 'c'),
    of('remove', 'Remove this run…', Trash2, () => actions.ask('remove', run.id)),
  ]
}
