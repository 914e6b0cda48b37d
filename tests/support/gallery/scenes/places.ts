// Places: this computer, and hubs beside it.

import { newWorld, type World } from '../engine/world.ts'
import type { Hand } from '../hand.ts'
import { addAllStates } from '../recordings/plain-set.ts'
import type { Scene } from '../scene.ts'
import { filled } from '../worlds.ts'

const hubs = [
  { origin: 'https://hub.example.com', name: 'Team' },
  { origin: 'https://staging-hub.example.com:8443', name: 'Staging & load tests' },
  { origin: 'http://127.0.0.1:8484', name: '127.0.0.1:8484' },
]

const scene = (
  name: string,
  shows: string,
  act: (hand: Hand) => Promise<void> = async () => {},
  known: typeof hubs = hubs,
  part: Partial<World> = {},
): Scene => ({
  name,
  area: 'Servers',
  shows,
  world: filled(addAllStates, { settings: { ...newWorld().settings, hubs: known }, ...part }),
  act: async (hand) => {
    await hand.see('Biology 101')
    await hand.press('Control+k')
    await hand.type('remove places')
    await hand.press('Enter')
    await hand.see('Add a hub')
    await act(hand)
  },
})

export const places: readonly Scene[] = [
  scene('places', 'This computer and three hubs.'),
  scene('places-first', 'No hub yet.', undefined, []),
  scene('places-clear', 'An address that would be spoken to in the clear.', async (hand) => {
    await hand.type('http://hub.example.com', 'Address')
    await hand.click('dialog button', 'Add and open')
    await hand.see('in the clear')
  }),
  scene('places-gone', 'A hub that does not run.', async (hand) => {
    await hand.type('gone.example.com', 'Address')
    await hand.click('dialog button', 'Add and open')
    await hand.see('Nothing listens')
  }),
  scene(
    'places-asking',
    'A hub is being asked whether it is one.',
    async (hand) => {
      await hand.type('hub.example.com', 'Address')
      await hand.click('dialog button', 'Add and open')
      await hand.see('Asking hub.example.com')
    },
    [],
    { unanswered: ['desk.askHub'] },
  ),
  scene('places-rename', 'A hub is given another name.', (hand) =>
    hand.click('dialog button', 'Rename Team'),
  ),
  scene('places-remove', 'Removing a hub, asked once more.', async (hand) => {
    await hand.click('dialog button', 'Remove Team')
    await hand.focus('dialog button', 'Keep it')
  }),
  {
    name: 'places-linked',
    area: 'Servers',
    shows: 'A link names a hub that is not kept yet.',
    world: filled(addAllStates, {
      said: [{ host: 'link', link: { type: 'hub', origin: 'https://hub.example.com' } }],
    }),
    act: (hand) => hand.see('A link filled this in'),
  },
]
