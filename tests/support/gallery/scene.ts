// What a scene is: a world, the route at which the window opens in it, and what a person then does.

import { formatRoute, homeRoute, type Route } from '../../../src/renderer/desk/route.ts'
import type { World } from './engine/world.ts'
import type { Hand } from './hand.ts'

/** The parts of the index, in its order. */
export const areas = [
  'First window',
  'Board',
  'Wall',
  'Two truths',
  'Overview',
  'Log',
  'Timeline',
  'Connection',
  'Through a tap',
  'Marks',
  'Adding runs',
  'Servers',
  'Taps',
  'Search',
  'Compare',
  'Teaching a kind',
  'Alerts',
  'Storage',
  'A team',
  'Settings and help',
  'Export and import',
  'Dialogs and menus',
  'When something is wrong',
] as const

export type Scene = {
  /** Unique; the scene's address and the name of its pictures. */
  readonly name: string
  readonly area: (typeof areas)[number]
  /** What is to be seen, in one sentence. */
  readonly shows: string
  readonly world: () => World
  /** Where the window opens; `run` and `beside` name runs by a part of their titles. */
  readonly at?: Partial<Omit<Route, 'open' | 'compare' | 'teach'>> & {
    readonly run?: string
    readonly beside?: string
  }
  readonly act?: (hand: Hand) => Promise<void>
}

/** The fragment of the address at which `scene` opens in `world`. */
export function fragmentOf({ at }: Scene, world: World): string {
  if (at === undefined) return ''
  const { run, beside, ...rest } = at
  const open = run === undefined ? null : runNamed(world, run)
  const other = beside === undefined ? null : runNamed(world, beside)
  if (at.page === 'compare')
    return formatRoute({ ...homeRoute, ...rest, compare: open === null ? null : { run: open, other } })
  if (at.page === 'teach') return formatRoute({ ...homeRoute, ...rest, teach: open })
  return formatRoute({ ...homeRoute, ...rest, open })
}

function runNamed(world: World, title: string): number {
  const found = [...world.runs.values()].find((run) => run.summary.title.includes(title))
  if (found === undefined) throw new Error(`The scene has no run with “${title}” in its title.`)
  return found.summary.id
}
