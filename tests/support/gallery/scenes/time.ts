// The timeline of a run, and its connections.

import { addFlagged } from '../recordings/flagged.ts'
import { addAllStates } from '../recordings/plain-set.ts'
import type { Scene } from '../scene.ts'
import { filled, withBigLog } from '../worlds.ts'

const allStates = filled(addAllStates)
const flagged = filled(addFlagged)

const timelineOf = (name: string, shows: string, run: string, world = allStates): Scene => ({
  name,
  area: 'Timeline',
  shows,
  world,
  at: { run, tab: 'timeline' },
})

const connectionOf = (name: string, shows: string, run: string, world = allStates): Scene => ({
  name,
  area: 'Connection',
  shows,
  world,
  at: { run, tab: 'connection' },
})

export const timeline: readonly Scene[] = [
  timelineOf('timeline', 'A live run with a gap: its charts, stages and waits.', 'Biology 101'),
  timelineOf('timeline-stages', 'A finished run with stages.', 'The key no longer'),
  timelineOf('timeline-nothing', 'A run without events.', 'child 7'),
  timelineOf('timeline-inexact', 'Figures of a part of a long log.', 'A year', withBigLog(1_000_000)),
  {
    ...timelineOf('timeline-zoomed', 'A part of the run, nearer.', 'Biology 101'),
    act: async (hand) => {
      await hand.see('Biology 101')
      await hand.press('+', '+')
    },
  },
  {
    ...timelineOf('as-it-was', 'The run as it was two events before its end.', 'Biology 101'),
    act: async (hand) => {
      await hand.see('Biology 101')
      await hand.press(',', ',')
      await hand.see('Back to now')
    },
  },
  {
    name: 'as-it-was-overview',
    area: 'Timeline',
    shows: 'The overview of a run as it was.',
    world: allStates,
    at: { run: 'World history' },
    act: async (hand) => {
      await hand.see('World history')
      await hand.press(...Array.from({ length: 12 }, () => ','))
      await hand.see('Back to now')
    },
  },
]

const details = '[data-tab-focus] button[aria-expanded=false]'

export const connection: readonly Scene[] = [
  connectionOf('connection', 'Cut once and back again: attempts, a gap, transitions.', 'Biology 101'),
  {
    ...connectionOf('connection-details', 'One attempt with its headers.', 'Biology 101'),
    act: async (hand) => hand.click(details),
  },
  {
    ...connectionOf('connection-waiting', 'Turned away with 503, and what the server said.', 'Organic'),
    act: async (hand) => hand.click(details, '503'),
  },
  {
    ...connectionOf('connection-refused', 'Refused with 403, and what the server said.', 'child 7'),
    act: async (hand) => hand.click(details, '403'),
  },
  connectionOf(
    'connection-gaps',
    'Every sort of gap, and everything that can be odd.',
    'Every mark',
    flagged,
  ),
  {
    ...connectionOf('connection-notices', 'The odd things of one attempt in words.', 'Every mark', flagged),
    act: async (hand) => {
      await hand.click(details, 'The server closed')
      await hand.show('Save a diagnostic file')
    },
  },
  connectionOf('connection-video', 'A stream with a beat.', '4f3e2d1c'),
]
