import { local } from '../engine/fake-servers.ts'
import { newWorld } from '../engine/world.ts'
import type { Hand } from '../hand.ts'
import { addCrowd, moveCrowd } from '../recordings/crowd.ts'
import { flashcardSteps } from '../recordings/flashcards.ts'
import { addMarked } from '../recordings/marked.ts'
import { addLongTitles, addOdd } from '../recordings/odd.ts'
import { addAllStates } from '../recordings/plain-set.ts'
import { addRates } from '../recordings/rates.ts'
import { addStateGrid } from '../recordings/state-grid.ts'
import type { Scene } from '../scene.ts'
import { filled, live, oneRun } from '../worlds.ts'

const area = 'Board'
const ownColumns = ['job', 'run', 'progress', 'time', 'rate', 'message', 'events', 'connection', 'last']
const allStates = filled(addAllStates)

export const board: readonly Scene[] = [
  {
    name: 'all-states',
    area,
    shows: 'One run of each kind and state, as a board usually looks.',
    world: allStates,
  },
  {
    name: 'board-comfort',
    area,
    shows: 'The same in high rows, for those who prefer them.',
    world: filled(addAllStates, { settings: { ...newWorld().settings, density: 'comfort' } }),
  },
  {
    name: 'groups',
    area,
    shows: 'The same grouped by server, each with what its runs do; one group is folded.',
    world: filled(addAllStates, {
      settings: { ...newWorld().settings, board: { group: 'server', folded: ['server:2'], columns: null } },
    }),
  },
  {
    name: 'groups-by-tag',
    area,
    shows: 'Marked runs grouped by their tags: a run with two tags stands under both.',
    world: filled(addMarked, {
      settings: { ...newWorld().settings, board: { group: 'tag', folded: [], columns: null } },
    }),
  },
  {
    name: 'columns-chosen',
    area,
    shows: 'Columns of one’s own: rates with their gaps, the last message, the number of events.',
    world: filled(
      (world) => {
        addAllStates(world)
        addRates(world)
      },
      { settings: { ...newWorld().settings, board: { group: 'none', folded: [], columns: ownColumns } } },
    ),
  },
  {
    name: 'columns-menu',
    area,
    shows: 'The choice of columns and their order.',
    world: allStates,
    act: async (hand) => {
      await hand.see('Import of suppliers')
      // A narrow board has cards, which have no columns.
      if (innerWidth > 1_200) await hand.click('button', 'Columns')
    },
  },
  {
    name: 'one-server',
    area,
    shows: 'Thirty runs of one server, which no row names, with the rate of events of each.',
    world: filled((world) => addCrowd(world, 30, [local]), { servers: [local] }),
  },
  {
    name: 'state-grid',
    area,
    shows: 'Every state of a connection beside every state of a job.',
    world: filled(addStateGrid),
    at: { sort: 'newest' },
  },
  {
    name: 'state-grid-end',
    area,
    shows: 'The rest of them: the other end of the same list.',
    world: filled(addStateGrid),
    at: { sort: 'newest' },
    act: async (hand) => {
      await hand.see('stopped · unknown')
      const grid = document.querySelector('[role=grid]')
      grid?.scrollTo(0, grid.scrollHeight)
      await hand.see('idle · pending')
    },
  },
  {
    name: 'marked',
    area,
    shows: 'Tags, a note, pins, a run that was seen, one that was started again, and an imported one.',
    world: filled(addMarked),
  },
  {
    name: 'two-hundred',
    area,
    shows: '240 runs, of which a hundred move ten times a second.',
    world: filled((world) => addCrowd(world, 240), { move: moveCrowd() }),
  },
  {
    name: 'five-hundred',
    area,
    shows: '500 runs, a hundred of them moving.',
    world: filled((world) => addCrowd(world, 500), { move: moveCrowd() }),
  },
  {
    name: 'long-titles',
    area,
    shows: 'Titles, servers and causes of any length.',
    world: filled(addLongTitles),
  },
  {
    name: 'odd-texts',
    area,
    shows: 'Other scripts, emoji, signs that are not seen, markup.',
    world: filled(addOdd),
  },
  {
    name: 'one-live',
    area,
    shows: 'A single live run.',
    world: oneRun('flashcards', {
      title: 'Biology 101',
      params: { run_id: '101' },
      steps: flashcardSteps(8),
      agoMs: 300,
      connection: live,
    }),
  },
  { name: 'board-live', area, shows: 'The view of live runs.', world: allStates, at: { view: 'live' } },
  {
    name: 'board-needs-me',
    area,
    shows: 'The view of runs that need a person.',
    world: allStates,
    at: { view: 'needs-me' },
  },
  {
    name: 'board-finished',
    area,
    shows: 'The view of finished runs.',
    world: allStates,
    at: { view: 'finished' },
  },
  {
    name: 'board-filtered',
    area,
    shows: 'Narrowed by kind, server and text, with a chip for each.',
    world: allStates,
    at: { kind: 'flashcards', server: 1, text: 'o' },
  },
  { name: 'nothing-fits', area, shows: 'Filters that no run fits.', world: allStates, at: { text: 'zebra' } },
  {
    name: 'needs-nobody',
    area,
    shows: 'An empty view: nothing needs a person.',
    world: filled(() => undefined),
    at: { view: 'needs-me' },
  },
  {
    name: 'board-cursor',
    area,
    shows: 'The cursor of the keyboard on the third row.',
    world: allStates,
    act: async (hand) => {
      await hand.see('Import of suppliers')
      await hand.press('j', 'j', 'j')
    },
  },
  {
    name: 'board-selected',
    area,
    shows: 'Seven runs selected: what can be done with them, and for how many of them.',
    world: allStates,
    act: selectSeven,
  },
  {
    name: 'board-selected-menu',
    area,
    shows: 'The same in the menu under the pointer, with what each leaves alone, and why.',
    world: allStates,
    act: async (hand) => {
      await selectSeven(hand)
      await hand.menu('[role=row]', 'Biology 101')
      await hand.see('Two runs can be compared')
    },
  },
  {
    name: 'board-removed',
    area,
    shows: 'Runs that were removed a moment ago: no list and no count has them, and it can be undone.',
    world: allStates,
    act: async (hand) => {
      await selectSeven(hand)
      await hand.press('Delete')
      await hand.see('Removed 7 runs')
    },
  },
]

async function selectSeven(hand: Hand): Promise<void> {
  for (const title of ['Rust for web', 'Import of suppliers', 'Explain tides', 'Nightly customer', 'Organic'])
    await hand.click('[role=row]', title, { ctrlKey: true })
  await hand.press('Shift+ArrowDown', 'Shift+ArrowDown')
  await hand.see('7 runs selected')
}
