// Taking away and bringing in, the other dialogs, menus and tips.

import type { World } from '../engine/world.ts'
import type { Hand } from '../hand.ts'
import { addCrowd } from '../recordings/crowd.ts'
import { addAllStates } from '../recordings/plain-set.ts'
import type { Scene } from '../scene.ts'
import { filled } from '../worlds.ts'

const allStates = filled(addAllStates)

/** Does `act` in the usual board, with Biology 101 open. */
const inRun = (
  area: Scene['area'],
  name: string,
  shows: string,
  act: (hand: Hand) => Promise<void>,
  part: Partial<World> = {},
  run = 'Biology 101',
): Scene => ({
  name,
  area,
  shows,
  world: filled(addAllStates, part),
  at: { run },
  act: async (hand) => {
    await hand.see(run)
    await act(hand)
  },
})

/** Takes the first command of the palette that `words` narrow it to. */
async function command(hand: Hand, words: string): Promise<void> {
  await hand.press('Control+k')
  await hand.type(words)
  await hand.press('Enter')
}

const files = 'Export and import'

/** Scenes of the dialog that the command `words` opens, once it says `ready`. */
const dialogScenes =
  (words: string, ready: string) =>
  (name: string, shows: string, act: (hand: Hand) => Promise<void>, part: Partial<World> = {}) =>
    inRun(
      files,
      name,
      shows,
      async (hand) => {
        await command(hand, words)
        await hand.see(ready)
        await act(hand)
      },
      part,
    )
const exporting = dialogScenes('export', 'Take secrets out')
const importing = dialogScenes('import a file', 'Choose files')

const exported = (hand: Hand) => hand.click('dialog footer button', 'Export')

const recording = () =>
  new File(['x'.repeat(4_000)], 'night-run.sse', { type: 'text/plain', lastModified: 0 })
const transcript = () => new File(['x'.repeat(9_000)], 'biology.runlight', { lastModified: 0 })

export const transfers: readonly Scene[] = [
  exporting('export', 'The formats, and what is taken out.', async () => {}),
  exporting('export-secrets', 'With all secrets left in.', (hand) =>
    hand.click('dialog label', 'Take secrets out'),
  ),
  exporting('export-pattern', 'A pattern of one’s own that is wrong.', async (hand) => {
    await hand.click('dialog button', 'Add a pattern')
    await hand.type('customer-(')
    await hand.click('dialog button[type=submit]', 'Add')
  }),
  exporting('export-working', 'Under way.', exported),
  exporting('export-done', 'Done, with what was taken out.', exported, { transfer: 'done' }),
  exporting('export-failed', 'Failed.', exported, { transfer: 'failed' }),
  exporting('export-cancelled', 'Cancelled.', async (hand) => {
    await exported(hand)
    await hand.click('dialog section button', 'Cancel')
    await hand.see('nothing was kept')
  }),
  exporting('export-refused', 'Not begun: the host refused.', exported, {
    refused: { 'transcripts.export': 'Downloads cannot be written to: choose another folder.' },
  }),
  exporting('transfer-card', 'Under way, the dialog closed: a card in the corner.', async (hand) => {
    await exported(hand)
    await hand.see('It goes on when you close this')
    await hand.click('dialog button', 'Close')
    await hand.see('4,120 of 9,900')
  }),
  importing('import', 'What can be imported.', async () => {}),
  importing('import-kind', 'An event stream that does not say what it means.', (hand) =>
    hand.give(recording()),
  ),
  importing('import-working', 'Under way.', (hand) => hand.give(transcript())),
  importing('import-done', 'Done, with a damaged file.', (hand) => hand.give(transcript()), {
    transfer: 'done',
  }),
  importing('import-failed', 'None of the files that Runlight reads.', (hand) => hand.give(transcript()), {
    transfer: 'failed',
  }),
  importing(
    'import-many',
    'Many files at once, each with what became of it.',
    (hand) =>
      hand.give(
        ...['night.har', 'morning.har', 'worker.ndjson.gz', 'biology.runlight'].map(
          (name) => new File(['x'.repeat(3_000)], name, { lastModified: 0 }),
        ),
      ),
    { transfer: 'done' },
  ),
  {
    name: 'drop',
    area: files,
    shows: 'Files, held over the window.',
    world: allStates,
    act: async (hand) => {
      await hand.see('Biology 101')
      await hand.hold(transcript())
    },
  },
]

const area = 'Dialogs and menus'

export const dialogs: readonly Scene[] = [
  inRun(area, 'palette', 'Every command, those of the open run first.', (hand) => hand.press('Control+k')),
  {
    name: 'palette-search',
    area,
    shows: 'Runs, found by their titles.',
    world: filled((world) => addCrowd(world, 240)),
    act: async (hand) => {
      await hand.see('All runs')
      await hand.press('Control+k')
      await hand.type('chem')
    },
  },
  inRun(area, 'palette-nothing', 'No command and no run fits.', async (hand) => {
    await hand.press('Control+k')
    await hand.type('zebra crossing')
  }),
  inRun(area, 'keys', 'The keys.', (hand) => hand.press('?')),
  inRun(
    area,
    'confirm-again',
    'Starting a second job, asked first.',
    (hand) => hand.click('button', 'Start again…'),
    {},
    'Rust for web',
  ),
  inRun(
    area,
    'confirm-cancel',
    'Cancelling a job, asked first.',
    (hand) => hand.press('s'),
    {},
    'The lighthouse',
  ),
  inRun(area, 'confirm-remove', 'Removing a run, asked first.', async (hand) => {
    await command(hand, 'remove this run')
  }),
  inRun(area, 'menu-run', 'What else can be done with a run.', async (hand) => {
    await hand.click('button', 'More')
    await hand.see('Copy the title')
  }),
  inRun(area, 'menu-order', 'The orders of the board.', async (hand) => {
    await hand.click('button', 'Order: ')
    await hand.see('Newest first')
  }),
  inRun(area, 'tip', 'A tip with its key.', async (hand) => {
    await hand.focus('button', 'Close')
    await hand.see('Esc')
  }),
]
