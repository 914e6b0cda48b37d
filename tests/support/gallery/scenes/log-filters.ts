// The log narrowed by a query, by facets, and jumped through.

import type { Hand } from '../hand.ts'
import { addFlagged } from '../recordings/flagged.ts'
import { addAllStates } from '../recordings/plain-set.ts'
import type { Scene } from '../scene.ts'
import { filled } from '../worlds.ts'

const area = 'Log'
const allStates = filled(addAllStates)
const flagged = filled(addFlagged)
const biology = { run: 'Biology 101', tab: 'log' } as const
const every = { run: 'Every mark', tab: 'log' } as const

const rowsSeen = (hand: Hand) => hand.see('processing')

export const logFilters: readonly Scene[] = [
  {
    name: 'log-filtered',
    area,
    shows: 'Narrowed by a query, with its chips.',
    world: allStates,
    at: { ...biology, logQuery: 'event:set biology' },
  },
  {
    name: 'log-filtered-out',
    area,
    shows: 'A query that leaves nothing, and why.',
    world: allStates,
    at: { ...biology, logQuery: 'event:set zebra' },
    act: async (hand) => hand.see('Nothing in this run'),
  },
  {
    name: 'log-filtered-part',
    area,
    shows: 'A part of a word leaves nothing, and what begins so is offered at once.',
    world: allStates,
    at: { ...biology, logQuery: 'biolog' },
    act: async (hand) => hand.see('biolog*'),
  },
  {
    name: 'log-query-wrong-typing',
    area,
    shows: 'What cannot be understood, over the suggestions while it is typed.',
    world: allStates,
    at: biology,
    act: async (hand) => {
      await rowsSeen(hand)
      await hand.type('level:loud ev', 'Filter this log')
      await hand.see('knows no')
    },
  },
  {
    name: 'log-only-pings',
    area,
    shows: 'All that fits is hidden.',
    world: allStates,
    at: { ...biology, logQuery: 'ts:*' },
  },
  {
    name: 'log-query-wrong',
    area,
    shows: 'A query that cannot be understood.',
    world: allStates,
    at: { ...biology, logQuery: 'level:loud "open' },
  },
  {
    name: 'log-offers',
    area,
    shows: 'What can be filtered by, offered while typing.',
    world: allStates,
    at: biology,
    act: async (hand) => {
      await rowsSeen(hand)
      await hand.type('event:', 'Filter this log')
    },
  },
  {
    name: 'log-facets',
    area,
    shows: 'What the log holds, counted.',
    world: flagged,
    at: every,
    act: async (hand) => {
      await rowsSeen(hand)
      await hand.click('button', 'Facets')
      await hand.see('Event names')
    },
  },
  {
    name: 'log-jump',
    area,
    shows: 'Jumping to a time, an error, a gap.',
    world: flagged,
    at: every,
    act: async (hand) => {
      await rowsSeen(hand)
      await hand.click('button', 'Jump')
    },
  },
]
