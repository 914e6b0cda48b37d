// Searching, comparing, and what is kept.

import type { Hand } from '../hand.ts'
import { addKept } from '../recordings/kept.ts'
import { addAllStates } from '../recordings/plain-set.ts'
import type { Scene } from '../scene.ts'
import { filled } from '../worlds.ts'

const allStates = filled(addAllStates)
const withViews = filled((world) => {
  addAllStates(world)
  const views = [
    { name: 'Errors since midnight', query: 'level:error after:today' },
    { name: 'Everything on biology', query: 'biology' },
  ]
  world.settings = { ...world.settings, views }
})

const searching = (
  name: string,
  shows: string,
  query: string,
  act?: (hand: Hand) => Promise<void>,
  world = allStates,
): Scene => ({
  name,
  area: 'Search',
  shows,
  world,
  at: { page: 'search', query },
  ...(act === undefined ? {} : { act }),
})

export const search: readonly Scene[] = [
  searching('search-empty', 'What can be searched for.', ''),
  searching(
    'search-start',
    'Recent searches and saved views, beside the help.',
    '',
    async (hand) => {
      for (const query of ['"disk full" level:error', 'biology', 'state:failed after:today']) {
        await hand.type(query, 'Search runs and events')
        await hand.press('Enter')
      }
      await hand.type('', 'Search runs and events')
      await hand.leave()
      await hand.see('Forget all')
    },
    withViews,
  ),
  searching('search-number', 'A run by its number.', '#2', (hand) => hand.see('Open run 2')),
  searching('search', 'Hits, run by run.', 'biology', (hand) => hand.see('newest first')),
  searching('search-runs', 'Runs that are what was looked for.', 'state:failed', (hand) =>
    hand.see('newest first'),
  ),
  searching('search-nothing', 'Nothing found, and which part leaves nothing.', 'biology zebra', (hand) =>
    hand.see('Nothing in the log'),
  ),
  searching('search-wrong', 'A query that cannot be understood.', 'level:loud ("'),
  searching('search-offers', 'Offers while typing.', '', async (hand) => {
    await hand.press('/')
    await hand.type('lev')
  }),
  searching('search-saved', 'A saved view.', 'biology', (hand) => hand.see('newest first'), withViews),
  searching(
    'search-saving',
    'A view, being saved.',
    'cells',
    async (hand) => {
      await hand.see('newest first')
      await hand.click('section button', 'Save')
    },
    withViews,
  ),
  searching(
    'search-failed',
    'The engine refused to search.',
    'biology',
    (hand) => hand.see('Try again'),
    () => {
      const world = allStates()
      world.refused = { 'search.run': 'The search index is being made anew: try again in a minute.' }
      return world
    },
  ),
]

const comparing = (name: string, shows: string, run: string | null, beside: string | null): Scene => ({
  name,
  area: 'Compare',
  shows,
  world: allStates,
  at: {
    page: 'compare',
    ...(run === null ? {} : { run }),
    ...(beside === null ? {} : { beside }),
  },
})

export const compare: readonly Scene[] = [
  comparing('compare', 'Two runs of a kind: stages, items, events by name.', 'World history', 'Biology 101'),
  comparing('compare-texts', 'Two stories: how their texts differ.', 'The key no longer', 'The lighthouse'),
  comparing('compare-usual', 'A run beside what is usual.', 'World history', null),
  comparing('compare-no-usual', 'A kind without a history.', 'Watercolour', null),
  comparing('compare-kinds', 'Runs of two kinds.', 'World history', 'Watercolour'),
  {
    ...comparing('compare-choose', 'Choosing the other run.', 'World history', null),
    act: async (hand) => {
      await hand.click('button', 'Right side: choose another')
      await hand.see('Other kinds')
    },
  },
]

const storing = (name: string, shows: string, world: Scene['world'], act?: Scene['act']): Scene => ({
  name,
  area: 'Storage',
  shows,
  world,
  at: { page: 'storage' },
  ...(act === undefined ? {} : { act }),
})

export const storage: readonly Scene[] = [
  storing('storage', 'A log without rules.', allStates),
  storing(
    'storage-empty',
    'A log without runs.',
    filled(() => undefined),
  ),
  storing('storage-kept', 'Rules, work under way, backups, a restore that waits, findings.', filled(addKept)),
  storing('storage-kept-end', 'The lower half of the same page.', filled(addKept), async (hand) => {
    await hand.see('Backup and restore')
    for (const one of document.querySelectorAll('main *')) one.scrollTo(0, 100_000)
  }),
  storing('storage-rule', 'A new rule with limits that are wrong.', allStates, async (hand) => {
    await hand.click('button', 'Add a rule')
    await hand.type('0', 'Days, ')
    await hand.show('Retention')
  }),
  storing('storage-preview', 'A new rule, and what it would take away.', allStates, async (hand) => {
    await hand.click('button', 'Add a rule')
    await hand.type('2', 'Runs, ')
    await hand.see('These rules take away')
    await hand.click('summary', 'Which ones')
    await hand.show('Save the rules')
  }),
  storing(
    'storage-restore',
    'A restore, asked once more, and what a check has found.',
    filled((world) => {
      addKept(world)
      world.storage.status = { ...world.storage.status, tasks: [], staged: null }
    }),
    async (hand) => {
      await hand.click('button', 'Restore…')
      await hand.show('Restore at the next start')
    },
  ),
  storing('storage-unweighed', 'The log cannot be weighed.', () => {
    const world = allStates()
    world.refused = { 'storage.sizes': 'The disk does not answer: try again in a minute.' }
    return world
  }),
]
