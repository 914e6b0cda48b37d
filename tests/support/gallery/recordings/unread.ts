// A model's stream that is watched as events alone: what the offer of a reader stands beside.

import type { Step } from '../engine/record.ts'

const json = (value: unknown) => JSON.stringify(value)
const said = (type: string, more: object = {}): Step => ({
  after: 60,
  name: type,
  data: json({ type, ...more }),
})
const answer =
  'Twice a day the sea rises and falls, because the moon pulls the water nearest to it a little more.'

export const unreadSteps: readonly Step[] = [
  said('message_start', {
    message: { role: 'assistant', model: 'claude-sonnet-4-5', usage: { input_tokens: 41 } },
  }),
  said('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
  ...(answer.match(/\S+\s*/g) ?? []).map((text) =>
    said('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }),
  ),
  said('content_block_stop', { index: 0 }),
  said('message_delta', { delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 27 } }),
  said('message_stop'),
]
