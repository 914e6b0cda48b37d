import type { LogStatus } from '../../../../src/core/contract/contract.ts'
import { addAllStates } from '../recordings/plain-set.ts'
import type { Scene } from '../scene.ts'
import { filled } from '../worlds.ts'

const area = 'When something is wrong'

const banner = (name: string, shows: string, state: LogStatus['state'], sentence: string | null): Scene => ({
  name,
  area,
  shows,
  world: filled(addAllStates, { log: { state, sentence } }),
})

const said = (text: string, tone: 'plain' | 'bad') => ({ host: 'said', text, tone }) as const

export const trouble: readonly Scene[] = [
  banner('storage-slow', 'A slow disk, in the window’s own words.', 'slow', null),
  banner(
    'storage-full',
    'A full disk.',
    'full',
    'The disk is full: 0 bytes are left in /home/operator/.config/Runlight. Streams are paused and nothing is lost. Free some space and they go on by themselves.',
  ),
  banner(
    'read-only',
    'A log that can only be read.',
    'read-only',
    'The log cannot be written to: /home/operator/.config/Runlight is read-only. You can read what is there; new events are not kept.',
  ),
  banner(
    'log-missing',
    'A log that was taken away, and the way to write it anew.',
    'missing',
    'The log at /home/operator/.config/Runlight/runlight.db was deleted, moved or replaced while Runlight was running. Streams are held, and nothing more is stored or shown. Put it back, or have it written anew: what it held is lost only when Runlight ends.',
  ),
  {
    ...banner('log-anew', 'The log is being written anew.', 'missing', null),
    world: filled(addAllStates, {
      log: { state: 'missing', sentence: null },
      unanswered: ['storage.writeAnew'],
    }),
    act: async (hand) => {
      await hand.click('button', 'Write the log anew')
      await hand.see('Writing the log anew')
    },
  },
  banner('log-failed', 'A log that could not be opened.', 'failed', null),
  {
    name: 'engine-gone',
    area,
    shows: 'The engine is gone: the board is from before.',
    world: () => {
      const world = filled(addAllStates, { said: [null], unanswered: [] })()
      setTimeout(() => {
        world.lost = true
      }, 300)
      return world
    },
    act: (hand) => hand.see('The engine does not answer'),
  },
  {
    name: 'disconnected',
    area,
    shows: 'The engine falls silent after a second; the window says so within a quarter of a minute.',
    world: () => {
      const world = filled(addAllStates)()
      setTimeout(() => {
        world.lost = true
      }, 1_500)
      return world
    },
  },
  {
    name: 'notices',
    area,
    shows: 'Notices in the corner: good news leaves by itself.',
    world: filled(addAllStates, {
      said: [
        said('Retention removed 14 runs, 5,120 events: see Storage.', 'plain'),
        said('The link names run 812, which is not here: it may have been removed.', 'bad'),
        said('The key store did not answer: credentials are kept until Runlight closes.', 'bad'),
      ],
    }),
    act: (hand) => hand.see('The key store'),
  },
]
