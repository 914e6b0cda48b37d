// The commands of the palette that act on one run: the open one, or the one under the cursor.

import {
  Ban,
  Bell,
  ChartNoAxesGantt,
  Check,
  FileUp,
  GitCompareArrows,
  GraduationCap,
  History,
  ListTree,
  type LucideIcon,
  Pencil,
  Pin,
  Plug,
  RefreshCw,
  StickyNote,
  Tag,
  Trash2,
} from 'lucide-react'
import { asksPerson } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Actions } from '../desk/actions.ts'
import { hintOf } from '../desk/keys.ts'
import { whyNot } from '../desk/may.ts'
import { type RunActions, runActions } from '../desk/run-actions.ts'
import type { ShortcutId } from '../desk/shortcuts.ts'
import type { LiveState } from '../store/live-store.ts'
import type { Command } from './command.ts'

const stopWords: Readonly<Record<NonNullable<RunActions['stop']>, string>> = {
  stop: 'Stop watching',
  cancel: 'Cancel the job…',
  record: 'Stop recording: what the client receives goes on',
}

/** Those that anybody may who sees the run; the others are for its operators. */
const forAll: ReadonlySet<string> = new Set([
  'overview',
  'log',
  'timeline',
  'compare',
  'teach',
  'export',
  'connection',
])
/** They make a rule, which is the whole team's. */
const rules: ReadonlySet<string> = new Set(['alert-run', 'alert-like'])

/** What this person can do with `run` now. */
export function runCommands(actions: Actions, run: RunSummary, me: LiveState['me']): readonly Command[] {
  const mayAct = whyNot(me, 'operator', run) === null
  const mayRule = whyNot(me, 'operator', 'team') === null
  return allCommands(actions, run).filter(({ id }) => forAll.has(id) || (rules.has(id) ? mayRule : mayAct))
}

function allCommands(actions: Actions, run: RunSummary): readonly Command[] {
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
      : [of('stop', stopWords[offered.stop], Ban, () => void actions.stop(run.id), 'stop')]),
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
          of('teach', 'Teach a kind from this run…', GraduationCap, () => actions.teach(run.id)),
        ]
      : []),
    ...(run.imported === null
      ? [
          of('alert-run', 'Alert me about this run…', Bell, () => actions.alertMe(run.id, 'run')),
          of('alert-like', 'Alert me about runs like this…', Bell, () => actions.alertMe(run.id, 'like')),
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
