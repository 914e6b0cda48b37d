// Runs that came through a tap: their clients on the board and the wall, and both connections of each, never confused.

import { newWorld, type World } from '../engine/world.ts'
import { addAllStates } from '../recordings/plain-set.ts'
import {
  addTapped,
  addTappedAgain,
  addTappedBroken,
  addTappedDone,
  addTappedGap,
  addTappedGone,
  addTappedHostile,
  addTappedLive,
  addTappedSlow,
  addTappedUnknown,
} from '../recordings/tapped.ts'
import type { Scene } from '../scene.ts'
import { filled } from '../worlds.ts'

const area = 'Through a tap'
const all = filled((world) => {
  addAllStates(world)
  addTapped(world)
})
const board = (part: Partial<World['settings']['board']>) => ({
  settings: { ...newWorld().settings, board: { ...newWorld().settings.board, ...part } },
})
const columns = ['job', 'run', 'progress', 'connection', 'client', 'server', 'last']

const of = (
  name: string,
  shows: string,
  fill: (world: World) => void,
  run: string,
  tab: 'overview' | 'log' | 'timeline' | 'connection' = 'connection',
): Scene => ({ name, area, shows, world: filled(fill), at: { run, tab } })

const lighthouse = 'The lighthouse'
const details = '[data-tab-focus] button[aria-expanded=false]'

export const tapped: readonly Scene[] = [
  {
    name: 'tapped-board',
    area,
    shows: 'Tapped runs among others, each with its client.',
    world: all,
  },
  {
    name: 'tapped-board-comfort',
    area,
    shows: 'The same in high rows, with a column for the client.',
    world: filled(addTapped, {
      settings: { ...board({ columns }).settings, density: 'comfort' },
    }),
  },
  {
    name: 'tapped-groups',
    area,
    shows: 'Grouped by client: those that Runlight asked for itself stand in one group.',
    world: filled(
      (world) => {
        addTapped(world)
        addAllStates(world)
      },
      board({ group: 'client' }),
    ),
  },
  {
    name: 'tapped-wall',
    area,
    shows: 'The wall with tapped runs.',
    world: filled(addTapped),
    at: { page: 'wall' },
    act: (hand) => hand.see('client slow'),
  },
  of('tapped-live', 'A story that a tablet receives now.', addTappedLive, lighthouse),
  of('tapped-overview', 'The same, its overview.', addTappedLive, lighthouse, 'overview'),
  of('tapped-slow', 'A client that takes nothing while its server sends.', addTappedSlow, 'Explain tides'),
  of('tapped-gone', 'The client went away at 61 %.', addTappedGone, 'Biology'),
  of('tapped-gone-overview', 'The same, its overview.', addTappedGone, 'Biology', 'overview'),
  of('tapped-broken', 'The server broke off, and its client was cut off.', addTappedBroken, 'Nightly'),
  of('tapped-done', 'A client that has all of it.', addTappedDone, 'World history'),
  of('tapped-gap', 'A stretch that was passed on and not recorded.', addTappedGap, 'Deploy log'),
  {
    ...of('tapped-gap-log', 'The same in the log.', addTappedGap, 'Deploy log', 'log'),
    act: (hand) => hand.show('passed on and not recorded'),
  },
  of('tapped-gap-timeline', 'The same over time.', addTappedGap, 'Deploy log', 'timeline'),
  {
    ...of('tapped-again', 'The same client asked again: a second attempt.', addTappedAgain, 'Organic'),
    act: (hand) => hand.click(details, 'The connection was lost'),
  },
  of('tapped-unknown', 'A run of which nobody saw the end.', addTappedUnknown, 'Rust'),
  of('tapped-hostile', 'A client with a long and hostile name.', addTappedHostile, 'Whose text'),
  {
    name: 'tapped-compare',
    area,
    shows: 'A tapped run beside another.',
    world: all,
    at: { page: 'compare', run: 'Deploy log', beside: lighthouse },
  },
  {
    name: 'tapped-as-it-was',
    area,
    shows: 'Both connections as they were: of the client’s, earlier times are not kept.',
    world: filled(addTappedSlow),
    at: { run: 'Explain tides', tab: 'connection' },
    act: async (hand) => {
      await hand.see('Explain tides')
      await hand.press(',', ',')
      await hand.see('Back to now')
    },
  },
  {
    name: 'tapped-menu',
    area,
    shows: 'What can be done with a tapped run: its recording can be stopped, and nothing is asked again.',
    world: filled(addTappedGap),
    at: { run: 'Deploy log' },
    act: (hand) => hand.click('button', 'More'),
  },
]
