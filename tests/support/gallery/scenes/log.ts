import type { Hand } from '../hand.ts'
import { addFlagged } from '../recordings/flagged.ts'
import { addOdd } from '../recordings/odd.ts'
import { addAllStates } from '../recordings/plain-set.ts'
import type { Scene } from '../scene.ts'
import { filled, withBigLog } from '../worlds.ts'

const area = 'Log'
const allStates = filled(addAllStates)
const flagged = filled(addFlagged)
const biology = { run: 'Biology 101', tab: 'log' } as const
const every = { run: 'Every mark', tab: 'log' } as const
const grid = '[role=grid][aria-label^="Events of"]'

const rowsSeen = (hand: Hand) => hand.see('processing')

export const log: readonly Scene[] = [
  {
    name: 'log',
    area,
    shows: 'A log with a gap, a second attempt and repeats.',
    world: allStates,
    at: biology,
  },
  ...(
    [
      'Nightly customer match',
      'The lighthouse that',
      'Explain tides',
      'Rust for web',
      'deploys.example',
    ] as const
  ).map((run, i) => ({
    name: `log-kind-${i + 1}`,
    area: area as 'Log',
    shows: 'What the events of another kind say, pieces of a text as one row.',
    world: allStates,
    at: { run, tab: 'log' as const },
  })),
  {
    name: 'log-chunks-opened',
    area,
    shows: 'The pieces of a text, one by one.',
    world: allStates,
    at: { run: 'The lighthouse that', tab: 'log' },
    act: async (hand) => {
      await hand.see(' chunks')
      await hand.focus(grid)
      await hand.press('End', 'ArrowRight')
      await hand.see('join')
    },
  },
  {
    name: 'log-chunks-text',
    area,
    shows: 'What the pieces of a text say together, beside the rows.',
    world: allStates,
    at: { run: 'The key no longer', tab: 'log' },
    act: async (hand) => {
      await hand.see(' chunks')
      await hand.click('[role=row]', '41 chunks')
      await hand.see('Mira had never meant')
    },
  },
  {
    name: 'log-raw',
    area,
    shows: 'The data as received instead of messages.',
    world: () => {
      const world = allStates()
      world.settings = { ...world.settings, log: { ...world.settings.log, raw: true, singleChunks: true } }
      return world
    },
    at: { run: 'The key no longer', tab: 'log' },
  },
  {
    name: 'log-here',
    area,
    shows: 'The log of a moment that is looked back at: you are here.',
    world: allStates,
    at: { run: 'World history', tab: 'log' },
    act: async (hand) => {
      await hand.see('completed')
      await hand.focus(grid)
      await hand.press(',', ',', ',', ',', ',', ',', ',', ',')
      await hand.see('you are here')
    },
  },
  {
    name: 'log-marks',
    area,
    shows: 'Every mark of a row, “possibly a repeat” among them, and every sort of gap.',
    world: flagged,
    at: every,
  },
  {
    name: 'log-event',
    area,
    shows: 'An event, opened beside the rows.',
    world: allStates,
    at: biology,
    act: async (hand) => {
      await rowsSeen(hand)
      await hand.focus(grid)
      await hand.press('ArrowUp', 'ArrowUp', 'ArrowUp', 'Enter')
      await hand.see('characters')
    },
  },
  {
    name: 'log-event-marks',
    area,
    shows: 'An event that is possibly a repeat, opened.',
    world: flagged,
    at: { ...every, logQuery: 'is:maybeRepeat' },
    act: async (hand) => {
      await rowsSeen(hand)
      await hand.focus(grid)
      await hand.press('ArrowUp', 'Enter')
      await hand.see('characters')
    },
  },
  {
    name: 'log-selected',
    area,
    shows: 'Several events, selected.',
    world: allStates,
    at: biology,
    act: async (hand) => {
      await rowsSeen(hand)
      await hand.focus(grid)
      await hand.press('ArrowUp', 'Shift+ArrowUp', 'Shift+ArrowUp', 'Shift+ArrowUp')
    },
  },
  {
    name: 'log-pings',
    area,
    shows: 'Pings, shown.',
    world: allStates,
    at: biology,
    act: async (hand) => hand.click('button', 'Show'),
  },
  {
    name: 'log-wrapped',
    area,
    shows: 'Long lines wrapped, in the proportional type, with a pinned column.',
    world: () => {
      const world = allStates()
      const columns = { flashcards: ['status', 'tags'] }
      world.settings = { ...world.settings, log: { ...world.settings.log, wrap: true, columns } }
      return world
    },
    at: biology,
  },
  {
    name: 'log-copy',
    area,
    shows: 'What can be copied and exported.',
    world: allStates,
    at: biology,
    act: async (hand) => {
      await rowsSeen(hand)
      await hand.click('button', 'Copy and export')
      await hand.see('Copy the request as curl')
    },
  },
  {
    name: 'log-odd',
    area,
    shows: 'Data of every bad sort.',
    world: filled(addOdd),
    at: { run: 'علم', tab: 'log' },
  },
  { name: 'log-empty', area, shows: 'No event yet.', world: allStates, at: { run: '140', tab: 'log' } },
  {
    name: 'log-refused',
    area,
    shows: 'No event will come: the server refused.',
    world: allStates,
    at: { run: 'child 7', tab: 'log' },
  },
  {
    name: 'log-unread',
    area,
    shows: 'The log cannot be read.',
    world: () => {
      const world = allStates()
      world.refused = { 'events.window': 'The log is damaged at page 1,204: check it on the storage page.' }
      return world
    },
    at: biology,
  },
  {
    name: 'log-10k',
    area,
    shows: 'Ten thousand events.',
    world: withBigLog(10_000),
    at: { run: 'A year', tab: 'log' },
  },
  {
    name: 'log-100k',
    area,
    shows: 'A hundred thousand events: a strip of bins, with errors in a burst and alone.',
    world: withBigLog(100_000),
    at: { run: 'A year', tab: 'log' },
  },
  {
    name: 'log-1m',
    area,
    shows: 'A million events.',
    world: withBigLog(1_000_000),
    at: { run: 'A year', tab: 'log' },
  },
  {
    name: 'log-10m',
    area,
    shows: 'Ten million events.',
    world: withBigLog(10_000_000),
    at: { run: 'A year', tab: 'log' },
  },
  {
    name: 'log-growing',
    area,
    shows: 'A log that grows by 2,000 events a second.',
    world: withBigLog(5_000, 200),
    at: { run: 'A year', tab: 'log' },
  },
]
