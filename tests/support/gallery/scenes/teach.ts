// Teaching a kind: the page as it opens, with rules made, with one of them opened, and with the kind saved.

import type { Hand } from '../hand.ts'
import { addRenders } from '../recordings/renders.ts'
import type { Scene } from '../scene.ts'
import { filled } from '../worlds.ts'

const scene = (name: string, shows: string, act: (hand: Hand) => Promise<void>): Scene => ({
  name,
  area: 'Teaching a kind',
  shows,
  world: filled(addRenders),
  at: { page: 'teach', run: '4711' },
  act,
})

async function mean(hand: Hand, field: string, words: string, rule: string): Promise<void> {
  await hand.click('button[aria-label]', `${field}: say what it is`)
  await hand.click('[role=menuitem]', words)
  await hand.see(rule)
}

async function teach(hand: Hand): Promise<void> {
  await mean(hand, 'pct', 'This is the percent', 'pct is the percent')
  await mean(hand, 'step.name', 'This names the step', 'step.name names the step')
  await mean(hand, 'text', 'This is a log line', 'text is a log line')
  await mean(hand, 'level', 'This is the line’s level', 'level its level')
  await mean(hand, 'path', 'This names something made', 'path names something made')
  await mean(hand, 'worker', 'This is a fact', 'worker is a fact')
  await hand.click('button[aria-label]', 'status is succeeded')
  await hand.click('[role=menuitem]', 'ends the job well')
  await hand.see('Ends the job well')
}

export const teaching: readonly Scene[] = [
  scene('teach', 'A run of a service that no kind knows, before anything is taught.', (hand) =>
    hand.see('Nothing is taught yet'),
  ),
  scene('teach-rules', 'What was pointed at, as rules, and the run as it would be.', teach),
  scene('teach-menu', 'What a field can be.', async (hand) => {
    await hand.click('button[aria-label]', 'pct: say what it is')
    await hand.see('This is the share of 1')
  }),
  scene('teach-editor', 'A rule opened.', async (hand) => {
    await mean(hand, 'status', 'This is the job’s state', 'status is the job’s state')
    await hand.click('button[aria-label]', 'Change: status is')
    await hand.see('What its words mean')
  }),
  scene('teach-saved', 'The kind is saved, and earlier runs are being read by it.', async (hand) => {
    await teach(hand)
    await hand.type('Render jobs', 'Name')
    await hand.click('button', 'Save the kind')
    await hand.see('can be read by it')
    await hand.click('button', 'Read 1 run as Render jobs')
    await hand.see('being read')
    await hand.show('can be read by it')
  }),
]
