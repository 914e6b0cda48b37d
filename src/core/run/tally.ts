// What a run counts as, and the counts in words: one definition for the window's header, sidebar, servers and lists, and for
// the terminal, so that a count and the list behind it cannot differ. Pure.

import { formatCount } from '../basics/quantities.ts'
import { type Asking, needsPerson } from './marks.ts'
import { isSettled } from './states.ts'

/**
 * `live`: connected and within its beat, silent or not. `connecting`: for the first time. `retrying`: again, or waiting to.
 * `stalled`: connected and silent beyond its beat. `paused`: offline or asleep. `failed`: the job failed, and no person has
 * said that they saw it. `finished`: nothing goes on, and nobody is needed.
 */
export const tallyNames = [
  'all',
  'live',
  'connecting',
  'retrying',
  'stalled',
  'paused',
  'needs-me',
  'failed',
  'finished',
] as const
export type TallyName = (typeof tallyNames)[number]

/** How many runs count as what. */
export type Tallies = Readonly<Record<TallyName, number>>

export const noRuns: Tallies = {
  all: 0,
  live: 0,
  connecting: 0,
  retrying: 0,
  stalled: 0,
  paused: 0,
  'needs-me': 0,
  failed: 0,
  finished: 0,
}

export type Counted = Asking

/** What the connection of a run counts as; null where it is settled. */
function standingOf({ connection: { state, attempt } }: Counted): TallyName | null {
  switch (state) {
    case 'live':
    case 'quiet':
      return 'live'
    case 'stalled':
    case 'paused':
      return state
    case 'waiting':
      return 'retrying'
    case 'connecting':
      return attempt > 1 ? 'retrying' : 'connecting'
    default:
      return null
  }
}

/** Whether `run` counts as `name`. */
export function countsAs(run: Counted, name: TallyName): boolean {
  switch (name) {
    case 'all':
      return true
    case 'needs-me':
      return needsPerson(run)
    case 'failed':
      return run.job.state === 'failed' && needsPerson(run)
    case 'finished':
      return isSettled(run.connection.state) && !needsPerson(run)
    default:
      return standingOf(run) === name
  }
}

/** Whether a board that comes in pages has `run` from the start: somebody may have to act on it, or has pinned it. */
export function isGivenAtOnce(run: Counted): boolean {
  return !countsAs(run, 'finished') || run.marks.pinned
}

/** `tallies` with one run more, or (`by` -1) one less. */
export function withRun(tallies: Tallies, run: Counted, by: 1 | -1): Tallies {
  const next: Record<TallyName, number> = { ...tallies }
  for (const name of tallyNames) if (countsAs(run, name)) next[name] += by
  return next
}

/** The counts of `runs`. */
export function tallyOf(runs: Iterable<Counted>): Tallies {
  const tallies: Record<TallyName, number> = { ...noRuns }
  for (const run of runs) for (const name of tallyNames) if (countsAs(run, name)) tallies[name]++
  return tallies
}

export const standings = ['live', 'connecting', 'retrying', 'stalled', 'paused'] as const
export type Standing = (typeof standings)[number]

/** How many connections are in which state, the same everywhere: live ones first, others only where there are some. */
export function standingCounts(
  tallies: Tallies,
): readonly { readonly name: Standing; readonly count: number }[] {
  return standings
    .map((name) => ({ name, count: tallies[name] }))
    .filter(({ name, count }) => name === 'live' || count > 0)
}

/** `9 live · 4 retrying · 1 stalled`. */
export function formatStandings(tallies: Tallies): string {
  return standingCounts(tallies)
    .map(({ name, count }) => `${count.toLocaleString('en-US')} ${name}`)
    .join(' · ')
}

/** `10 need me`, `1 needs me`. */
export function formatNeeds(count: number): string {
  return formatCount(count, 'needs me', 'need me')
}

/** A few runs in words: `1 needs me`, `7 live`, `2 retrying`; where nothing goes on, `3 finished`, or `no runs`. */
export function tallyWords(tallies: Tallies): readonly string[] {
  if (tallies.all === 0) return ['no runs']
  const parts = [
    ...(tallies['needs-me'] > 0 ? [formatNeeds(tallies['needs-me'])] : []),
    ...standingCounts(tallies).flatMap(({ name, count }) =>
      count > 0 ? [`${count.toLocaleString('en-US')} ${name}`] : [],
    ),
  ]
  return parts.length > 0 ? parts : [`${tallies.finished.toLocaleString('en-US')} finished`]
}
