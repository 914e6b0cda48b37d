// The settings and the help page.

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

export const settings: readonly Scene[] = [
  scene('settings', 'What a person prefers, at the top.', 'settings', (hand) => hand.see('Credentials')),
  scene('settings-comfort', 'Comfort, 12 hours and UTC, as they are chosen.', 'settings', async (hand) => {
    for (const words of ['Comfort', '12 hours', 'UTC']) await hand.click('label', words)
    await hand.see('UTC')
  }),
  scene('settings-end', 'Redaction, retention and network, below.', 'settings', async (hand) => {
    await hand.see('Credentials')
    await hand.show('Credentials')
  }),
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
