// The settings and the help page.

import type { Channel } from '../../../../src/core/alerts/channel.ts'
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

const hook = {
  enabled: true,
  atLeast: 'warning',
  hidesUrl: false,
  command: null,
  hasSecret: true,
  needsSecret: false,
  waiting: 0,
} as const
const justNow = Date.now() - 4 * 60_000

const channels: readonly Channel[] = [
  {
    ...hook,
    id: 'ops',
    type: 'slack',
    name: 'Ops channel',
    url: 'https://hooks.slack.com',
    hidesUrl: true,
    last: { at: justNow, ok: true, answer: 'It was taken (200 OK).', alert: 4, title: 'Biology 101' },
  },
  {
    ...hook,
    id: 'duty',
    type: 'pagerduty',
    name: 'On call',
    atLeast: 'critical',
    url: null,
    waiting: 3,
    last: {
      at: justNow,
      ok: false,
      answer: 'It was not taken (503 Service Unavailable).',
      alert: 4,
      title: 'Learning path for a beginner',
    },
  },
  { ...hook, id: 'phone', type: 'ntfy', name: 'My phone', url: 'https://ntfy.sh/lantern-9f2', last: null },
  {
    ...hook,
    id: 'horn',
    type: 'command',
    name: 'Horn in the office',
    enabled: false,
    atLeast: 'info',
    url: null,
    command: 'sound-the-horn',
    hasSecret: false,
    last: null,
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
  {
    ...scene(
      'channels',
      'Where alerts go: one that works, one that fails, one not used, one off.',
      'settings',
      async (hand) => {
        await hand.see('Horn in the office')
        await hand.show('Horn in the office')
      },
    ),
    world: filled(addAllStates, { channels }),
  },
  {
    ...scene(
      'channel-tested',
      'The form of a channel, with the answer to a test.',
      'settings',
      async (hand) => {
        await hand.click('button', 'Edit the channel Ops channel')
        await hand.click('button', 'Send a test')
        await hand.see('It was taken')
      },
    ),
    world: filled(addAllStates, { channels }),
  },
  {
    ...scene('settings-telling', 'Notifications in a browser.', 'settings', async (hand) => {
      await hand.see('Two tones')
      await hand.show('Two tones')
    }),
    world: filled(addAllStates, { pageNotifies: true }),
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
