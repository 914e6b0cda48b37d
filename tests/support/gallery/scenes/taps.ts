// The taps: of one server in its dialog, and all of them in the settings.

import type { ServerTap } from '../../../../src/core/contract/calls/tap-settings.ts'
import type { TapCounts, TapState } from '../../../../src/core/contract/calls/taps.ts'
import { defaultSettings } from '../../../../src/core/contract/default-settings.ts'
import type { Server } from '../../../../src/core/contract/server.ts'
import { local, production, staging } from '../engine/fake-servers.ts'
import { newWorld, type World } from '../engine/world.ts'
import type { Hand } from '../hand.ts'
import { addAllStates } from '../recordings/plain-set.ts'
import type { Scene } from '../scene.ts'
import { filled } from '../worlds.ts'

const tapOf = (server: Server, part: Partial<ServerTap> = {}): ServerTap => ({
  serverId: server.id,
  name: server.name,
  kind: null,
  readAs: null,
  ...part,
})
const counts: TapCounts = {
  requests: 1_204,
  streams: 38,
  others: 1_160,
  refused: 6,
  unrecorded: 0,
  lastRefusal: {
    at: Date.now() - 7 * 60_000,
    status: 502,
    cause: 'staging.example.com closed the connection before it answered.',
  },
}
const models: Server = { ...local, id: 4, name: 'models', baseUrl: 'https://models.example.com/openai/v1' }

type Part = Partial<World> & {
  readonly tapped?: readonly ServerTap[]
  readonly listen?: string
}

const world = ({ tapped = [], listen = '127.0.0.1:4319', ...part }: Part = {}): (() => World) =>
  filled(addAllStates, {
    tapCounts: { staging: counts },
    settings: { ...defaultSettings, taps: { listen, keepBodies: true, servers: [...tapped] } },
    ...part,
  })

const failed: Partial<TapState> = {
  state: 'failed',
  sentence: 'Port 4319 of 127.0.0.1 is in use: choose another one for the tap, or 0 for any that is free.',
}
/** By the palette, which is there at every width. */
const open = (server: string) => async (hand: Hand) => {
  await hand.see('Biology 101')
  await hand.press('Control+k')
  await hand.type('tap a server')
  await hand.press('Enter')
  await hand.click('dialog nav button', server)
  await hand.see('Tap this server')
}
const after =
  (...acts: readonly ((hand: Hand) => Promise<void>)[]) =>
  async (hand: Hand) => {
    for (const act of acts) await act(hand)
  }

const dialog = (name: string, shows: string, part: Part, act: (hand: Hand) => Promise<void>): Scene => ({
  name,
  area: 'Taps',
  shows,
  world: world(part),
  act,
})
const page = (name: string, shows: string, part: Part, act?: (hand: Hand) => Promise<void>): Scene => ({
  ...dialog(name, shows, part, async (hand) => {
    await hand.see('Where taps listen')
    await hand.show('Tap a server…')
    await act?.(hand)
  }),
  at: { page: 'settings' },
})

/** A scene's hand is no person's, to whom alone browsers give the clipboard. */
const copyWithoutClipboard = async () =>
  void Object.defineProperty(navigator.clipboard, 'writeText', { value: async () => {}, configurable: true })

const tapped = [tapOf(staging)]
const wide = { tapped, listen: '0.0.0.0:4319' }
const manyServers = Array.from({ length: 14 }, (_, i) => ({
  ...local,
  id: i + 1,
  name: `classroom ${i + 1}`,
  baseUrl: `http://localhost:${8000 + i}`,
}))
const many = manyServers.map((server, i) => tapOf(server, { name: `classroom-${i + 1}` }))

export const taps: readonly Scene[] = [
  dialog('tap-off', 'A server without a tap: the address that it would have.', {}, open('staging')),
  dialog(
    'tap-off-wide',
    'The same where other computers could reach it.',
    { listen: '0.0.0.0:4319' },
    open('staging'),
  ),
  dialog('tap-on', 'A tap: its address, what has passed, lines to copy.', { tapped }, open('staging')),
  dialog(
    'tap-switched',
    'Just switched on: nothing was asked yet.',
    {},
    after(open('local'), async (hand) => {
      await hand.click('[role=switch]', 'Tap local')
      await hand.see('Nothing was asked here')
    }),
  ),
  dialog(
    'tap-copied',
    'The address, just copied.',
    { tapped },
    after(copyWithoutClipboard, open('staging'), (hand) =>
      hand.click('dialog button', 'Copy the address of the tap'),
    ),
  ),
  dialog(
    'tap-nginx',
    'The location for nginx.',
    { tapped },
    after(open('staging'), async (hand) => {
      await hand.click('dialog label', 'nginx')
      await hand.show('proxy_pass')
    }),
  ),
  dialog(
    'tap-vite',
    'The entry for Vite’s proxy.',
    { tapped },
    after(open('staging'), async (hand) => {
      await hand.click('dialog label', 'Vite')
      await hand.show('changeOrigin')
    }),
  ),
  dialog(
    'tap-models',
    'A server whose base URL ends with a version.',
    { tapped: [tapOf(models)], servers: [local, staging, production, models] },
    open('models'),
  ),
  dialog(
    'tap-name-taken',
    'A name that another tap has.',
    { tapped: [tapOf(staging), tapOf(local)] },
    after(open('local'), async (hand) => {
      await hand.type('staging', 'Name in the address')
      await hand.leave()
      await hand.see('Another tap has this name')
      await hand.show('Another tap has this name')
    }),
  ),
  dialog(
    'tap-waiting',
    'The engine has not said yet what has passed.',
    { tapped, unanswered: ['taps.list'] },
    open('staging'),
  ),
  dialog('tap-failed', 'The port is in use.', { tapped, tapState: failed }, open('staging')),
  dialog('tap-warned', 'Other computers can reach it.', wide, open('staging')),
  dialog(
    'tap-refused',
    'The engine could not switch it on.',
    { refused: { 'taps.save': 'The settings could not be written: the disk is full.' } },
    after(open('staging'), async (hand) => {
      await hand.click('[role=switch]', 'Tap staging')
      await hand.see('the disk is full')
    }),
  ),
  dialog(
    'tap-unavailable',
    'An engine that has no taps.',
    {
      tapState: {
        state: 'unavailable',
        sentence: 'Applications can be let in by the window and by “runlight serve”.',
      },
    },
    async (hand) => {
      await hand.see('Biology 101')
      await hand.press('Control+k')
      await hand.type('tap a server')
      await hand.press('Enter')
      await hand.see('can be let in')
    },
  ),
  dialog('tap-no-host', 'A host that lets no application in.', { hasTaps: false }, async (hand) => {
    await hand.see('Biology 101')
    await hand.click('button', 'Edit staging')
    await hand.see('Base URL')
  }),
  {
    ...dialog('tap-first', 'From an empty window: the server first, then its tap.', {}, async (hand) => {
      await hand.click('button', 'Watch what your own')
      await hand.type('My models', 'Name')
      await hand.type('http://localhost:11434', 'Base URL')
      await hand.click('dialog button', 'Save')
      await hand.click('[role=switch]', 'Tap My models')
      await hand.see('my-models')
    }),
    world: newWorld,
  },
  page('taps-none', 'Settings: no server is tapped.', {}),
  page('taps-many', 'Settings: many taps.', { servers: manyServers, tapped: many }),
  page('taps-failed', 'Settings: the port is in use.', { tapped, tapState: failed }),
  page('taps-warned', 'Settings: other computers can reach the taps.', wide),
  page(
    'taps-asked',
    'Settings: who could reach what, before it is so.',
    { tapped: [tapOf(staging), tapOf(local)] },
    async (hand) => {
      await hand.type('0.0.0.0:4319', 'Where taps listen')
      await hand.click('button', 'Listen there')
      await hand.see('Let other computers in?')
    },
  ),
  page('taps-address', 'Settings: what is no address.', { tapped }, async (hand) => {
    await hand.type('everywhere', 'Where taps listen')
    await hand.click('button', 'Listen there')
    await hand.see('Give an address of this computer')
  }),
]
