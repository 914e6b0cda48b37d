// The runs of the board in groups, and the rows that these make: headings, and the runs under those that are not folded. Pure.
// A run with several tags stands under each of them: who looks for all runs of a tag finds them under it.

import type { BoardSettings, GroupBy } from '../../core/contract/board-settings.ts'
import { clientLabel } from '../../core/run/client-name.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { JobState } from '../../core/run/states.ts'
import { countsAs, standings } from '../../core/run/tally.ts'
import { jobWords } from '../../core/run/words.ts'
import { needOf, needs, shownRuns } from './board-list.ts'
import type { LiveState } from './live-store.ts'
import { type BoardQuery, viewLabels } from './view-store.ts'

/** A row of the board: a run's id, or the key of the group that follows. */
export type BoardEntry = number | string

/** `key` is unique on the board and stays the same while the group has runs; null: runs without a heading. */
export type RunGroup = {
  readonly key: string | null
  readonly label: string
  readonly runs: readonly RunSummary[]
}

/** What of the store the board is made from. */
export type Listed = Pick<LiveState, 'runs' | 'kinds' | 'servers'>

/** The groups that have runs, in their order. Runs grouped by nothing stand by what they need, in that order of theirs. */
export function boardGroups(listed: Listed, query: BoardQuery, by: GroupBy): readonly RunGroup[] {
  const shown = shownRuns(listed.runs.values(), query)
  const ordered = query.sort === 'needs-me' ? byNeed(shown) : null
  if (by !== 'none') return groupers[by](ordered?.flatMap(({ runs }) => runs) ?? shown, listed)
  return ordered ?? [{ key: null, label: '', runs: shown }]
}

/** The rows of `groups`. */
export function boardEntries(
  groups: readonly RunGroup[],
  folded: BoardSettings['folded'],
): readonly BoardEntry[] {
  return groups.flatMap(({ key, runs }): readonly BoardEntry[] => {
    const ids = runs.map(({ id }) => id)
    if (key === null) return ids
    return folded.includes(key) ? [key] : [key, ...ids]
  })
}

const needLabels = { 'needs-me': viewLabels['needs-me'], running: 'Running', finished: viewLabels.finished }

function byNeed(runs: readonly RunSummary[]): readonly RunGroup[] {
  return inOrder(Map.groupBy(runs, needOf), needs, (need) => ({ key: need, label: needLabels[need] }))
}

type Grouper = (runs: readonly RunSummary[], listed: Listed) => readonly RunGroup[]

/** What a person may have to look at comes first. */
const jobOrder = [
  'failed',
  'unknown',
  'processing',
  'pending',
  'completed',
  'cancelled',
] as const satisfies JobState[]
const connectionOrder = ['stalled', 'retrying', 'connecting', 'paused', 'live', 'none'] as const

const standingLabels: Readonly<Record<(typeof connectionOrder)[number], string>> = {
  stalled: viewLabels.stalled,
  retrying: viewLabels.retrying,
  connecting: viewLabels.connecting,
  paused: viewLabels.paused,
  live: viewLabels.live,
  none: 'Not connected',
}

const groupers: Readonly<Record<Exclude<GroupBy, 'none'>, Grouper>> = {
  server: (runs, { servers }) =>
    byLabel(
      Map.groupBy(runs, ({ serverId, server }) =>
        serverId === null ? `host:${server}` : `server:${serverId}`,
      ),
      ({ serverId, server }) => servers.find(({ id }) => id === serverId)?.name ?? server,
    ),
  kind: (runs, { kinds }) =>
    byLabel(
      Map.groupBy(runs, ({ kind }) => `kind:${kind}`),
      ({ kind }) => kinds.find(({ id }) => id === kind)?.label ?? kind,
    ),
  tag: byTag,
  job: (runs) =>
    inOrder(
      Map.groupBy(runs, ({ job }) => job.state),
      jobOrder,
      (state) => ({ key: `job:${state}`, label: capital(jobWords[state]) }),
    ),
  connection: (runs) =>
    inOrder(
      Map.groupBy(runs, (run) => standings.find((name) => countsAs(run, name)) ?? 'none'),
      connectionOrder,
      (state) => ({ key: `connection:${state}`, label: standingLabels[state] }),
    ),
  client: byClient,
}

/** Clients of one name and address are one, whatever else they say of themselves; runs without a client come last. */
function byClient(runs: readonly RunSummary[]): readonly RunGroup[] {
  const labelOf = ({ tapped }: RunSummary) => (tapped === undefined ? '' : clientLabel(tapped.client))
  const [tapped, own] = [
    runs.filter((run) => run.tapped !== undefined),
    runs.filter((run) => run.tapped === undefined),
  ]
  return [
    ...byLabel(
      Map.groupBy(tapped, (run) => `client:${labelOf(run)}`),
      labelOf,
    ),
    ...(own.length > 0 ? [{ key: 'without-client', label: 'Asked by Runlight', runs: own }] : []),
  ]
}

/** Tags that differ in case alone are one. */
function byTag(runs: readonly RunSummary[]): readonly RunGroup[] {
  const tagged = new Map<string, { readonly label: string; readonly runs: RunSummary[] }>()
  for (const run of runs)
    for (const [key, label] of new Map(run.marks.tags.map((tag) => [tag.toLowerCase(), tag]))) {
      const known = tagged.get(key) ?? { label, runs: [] }
      known.runs.push(run)
      tagged.set(key, known)
    }
  const bare = runs.filter(({ marks }) => marks.tags.length === 0)
  return [
    ...[...tagged].map(([key, group]) => ({ key: `tag:${key}`, ...group })).sort(compareLabels),
    ...(bare.length > 0 ? [{ key: 'untagged', label: 'No tag', runs: bare }] : []),
  ]
}

function byLabel(
  members: ReadonlyMap<string, readonly RunSummary[]>,
  labelOf: (first: RunSummary) => string,
): readonly RunGroup[] {
  return [...members]
    .flatMap(([key, runs]) => (runs[0] === undefined ? [] : [{ key, label: labelOf(runs[0]), runs }]))
    .sort(compareLabels)
}

function inOrder<K extends string>(
  members: ReadonlyMap<K, readonly RunSummary[]>,
  order: readonly K[],
  named: (one: K) => Pick<RunGroup, 'label'> & { readonly key: string },
): readonly RunGroup[] {
  return order.flatMap((one) => {
    const runs = members.get(one)
    return runs === undefined ? [] : [{ ...named(one), runs }]
  })
}

function compareLabels(a: RunGroup, b: RunGroup): number {
  return (
    a.label.localeCompare(b.label, undefined, { numeric: true }) || (a.key ?? '').localeCompare(b.key ?? '')
  )
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
