// What a model's stream says: reasoning, calls of tools, tokens.

import { modelSteps } from '../recordings/models.ts'
import type { Scene } from '../scene.ts'
import { live, oneRun } from '../worlds.ts'

const params = { url: 'https://models.example.com/v1/messages', method: 'POST', repeat: 'no' }

const model = (
  name: string,
  shows: string,
  until: Parameters<typeof modelSteps>[0],
  act?: Scene['act'],
): Scene => ({
  name,
  area: 'Overview',
  shows,
  world: oneRun('plain', {
    title: 'Tides at Brest',
    params,
    steps: modelSteps(until),
    agoMs: until === 'tools' || until === 'thinking' ? 700 : 60_000,
    connection:
      until === 'tools' || until === 'thinking'
        ? live
        : until === 'lost'
          ? { state: 'ended-early', cause: 'The connection was reset' }
          : { state: 'closed' },
  }),
  at: { run: 'Tides' },
  ...(act === undefined ? {} : { act }),
})

export const models: readonly Scene[] = [
  model('model-thinking', 'A model that reasons and has not answered yet.', 'thinking'),
  model('model-tools', 'Three calls of tools: one returned, one failed, one runs.', 'tools'),
  model('model-done', 'An answer with its tokens and its calls.', 'done'),
  model('model-failed', 'A model that failed amid its answer.', 'overloaded'),
  model('model-lost', 'A stream that was lost amid the arguments of a call.', 'lost'),
  model('model-open', 'Reasoning and two calls, opened.', 'done', async (hand) => {
    await hand.click('button', 'Reasoning')
    await hand.click('button', 'web_search')
    await hand.click('button', 'fetch_page')
  }),
]
