// What a model's stream says: reasoning, calls of tools, tokens.

import { local } from '../engine/fake-servers.ts'
import { kindOf } from '../engine/kinds.ts'
import { addRecording } from '../engine/record.ts'
import { modelSteps } from '../recordings/models.ts'
import type { Scene } from '../scene.ts'
import { filled, live, oneRun } from '../worlds.ts'

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

const base = { kind: kindOf('plain'), server: local, params, connection: { state: 'closed' } } as const
const two = filled((world) => {
  addRecording(world, { ...base, title: 'Tides at Brest', steps: modelSteps('done'), agoMs: 90_000 })
  const shorter = modelSteps('overloaded').map((step) => ({ ...step, after: step.after * 0.8 }))
  addRecording(world, { ...base, title: 'Tides, again', steps: shorter, agoMs: 30_000 })
})

export const modelsElsewhere: readonly Scene[] = [
  {
    name: 'compare-models',
    area: 'Compare',
    shows: 'Two models: their tokens, their calls, their reasoning.',
    world: two,
    at: { page: 'compare', run: 'Tides at', beside: 'Tides, again' },
    act: (hand) => hand.show('Tool calls'),
  },
  {
    name: 'timeline-model',
    area: 'Timeline',
    shows: 'The figures of a model.',
    world: two,
    at: { run: 'Tides at', tab: 'timeline' },
  },
  {
    name: 'log-model',
    area: 'Log',
    shows: 'Reasoning, calls and an answer as rows.',
    world: two,
    at: { run: 'Tides at', tab: 'log' },
  },
]
