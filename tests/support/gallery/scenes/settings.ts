// The settings and the help page.

import type { KindFileInfo } from '../../../../src/core/contract/calls/kinds.ts'
import type { Hand } from '../hand.ts'
import { addAllStates } from '../recordings/plain-set.ts'
import type { Scene } from '../scene.ts'
import { filled } from '../worlds.ts'

const scene = (
  name: string,
  shows: string,
  page: 'settings' | 'help',
  act?: (hand: Hand) => Promise<void>,
): Scene => ({
  name,
  area: 'Settings and help',
  shows,
  world: filled(addAllStates),
  at: { page },
  ...(act === undefined ? {} : { act }),
})

const kindFiles: readonly KindFileInfo[] = [
  { file: 'backups.kind.json', id: 'backups', label: 'Backups', problems: [] },
  {
    file: 'render-farm.kind.json',
    id: 'render-farm',
    label: null,
    problems: [
      { line: 14, column: 7, reason: 'There is no field “frame”. Fields: scene, quality.' },
      { line: 22, column: 9, reason: 'After percent> a number must stand. Write one, as in percent>50.' },
    ],
  },
]

export const settings: readonly Scene[] = [
  scene('settings', 'What a person prefers, at the top.', 'settings', (hand) => hand.see('Credentials')),
  scene('settings-comfort', 'Comfort, 12 hours and a zone, as they are chosen.', 'settings', async (hand) => {
    for (const words of ['Comfort', '12 hours']) await hand.click('label', words)
    await hand.click('button', 'Time zone')
    await hand.type('tokyo')
    await hand.click('[role=option]', 'Tokyo')
    await hand.see('(Asia/Tokyo)')
  }),
  scene('settings-zones', 'All time zones, some of them found.', 'settings', async (hand) => {
    await hand.click('button', 'Time zone')
    await hand.type('america/')
    await hand.see('Buenos Aires, Argentina')
  }),
  scene('settings-end', 'Redaction, retention and network, below.', 'settings', async (hand) => {
    await hand.see('Credentials')
    await hand.show('Credentials')
  }),
  {
    ...scene('settings-kinds', 'Kind files: one that works, one that does not.', 'settings', async (hand) => {
      await hand.see('backups.kind.json')
      await hand.show('backups.kind.json')
    }),
    world: filled(addAllStates, { kindFiles }),
  },
  scene('help', 'About, and the keys.', 'help', (hand) => hand.see('Save diagnostics')),
  scene('help-found', 'Keys that were searched for.', 'help', async (hand) => {
    await hand.type('event', 'Search the keys')
  }),
  scene('help-licences', 'The licences, one of them open.', 'help', async (hand) => {
    await hand.click('button', 'Show the licences')
    await hand.click('summary', '@fontsource-variable/inter')
    await hand.show('SIL OPEN FONT LICENSE')
  }),
]
