// Alerts and rules: what fired, the rules, the editor of one, and a run with its alerts.

import { addAlerted } from '../recordings/alerts.ts'
import type { Scene } from '../scene.ts'
import { filled } from '../worlds.ts'

const area = 'Alerts'
const world = filled(addAlerted)

export const alerts: readonly Scene[] = [
  {
    name: 'alerts',
    area,
    shows: 'What fired: open alerts on top, those that are over, and what is snoozed.',
    world,
    at: { page: 'alerts' },
    act: (hand) => hand.see('back after 40 s'),
  },
  {
    name: 'alert-rules',
    area,
    shows: 'The rules as sentences, and what new ones may begin with.',
    world,
    at: { page: 'alerts', alerts: 'rules' },
    act: (hand) => hand.see('Nightly match'),
  },
  {
    name: 'alert-rule',
    area,
    shows: 'The editor of a rule, with what it would have done; a field was wrong and is right again.',
    world,
    at: { page: 'alerts', alerts: 'rule/no-story' },
    act: async (hand) => {
      await hand.see('Which runs')
      await hand.type('1', 'Runs of a server')
      await hand.see('from 2 to 1,000')
      await hand.type('3', 'Runs of a server')
      await hand.see('about 1 a week')
    },
  },
  {
    name: 'alert-run',
    area,
    shows: 'A run with an open alert, and its alerts on its timeline.',
    world,
    at: { run: 'Video 9b1c0f77', tab: 'timeline' },
    act: (hand) => hand.see('2 alerts'),
  },
  {
    name: 'alert-log',
    area,
    shows: 'Alerts between the events of a log, as gaps are.',
    world,
    at: { run: 'Biology 101', tab: 'log' },
    act: async (hand) => {
      await hand.see('gap: disconnected for 31 s')
      await hand.show('gap: disconnected for 31 s')
    },
  },
]
