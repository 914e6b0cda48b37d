// Gradio. On the queue's stream events have no names: `msg` says what happened, and `success` how it ended (the messages of
// `gradio/server_messages.py`). On `/call/…` the name says it, and the data are the outputs alone (Gradio guide, “Querying
// Gradio Apps with Curl”).

import { field } from '../../core/basics/json.ts'
import type { DialectEvent, Reader } from '../../core/reader/reader.ts'
import { readNamed } from './call.ts'
import { readQueue } from './queue.ts'

export const reader: Reader = {
  id: 'gradio',
  label: 'Gradio',
  source: 'https://www.gradio.app/guides/querying-gradio-apps-with-curl',
  choice: 'auto',
  recognises,
  read: (event) => (event.name === 'message' ? readQueue(event) : readNamed(event)),
  // Both ways have a last event of their own.
  endsWell: () => false,
}

const words: ReadonlySet<unknown> = new Set([
  'estimation',
  'process_starts',
  'progress',
  'process_generating',
  'process_streaming',
  'process_completed',
  'unexpected_error',
  'close_stream',
])

/** `complete` with a list may be anybody's: on `/call/…` only a file of Gradio's own makes it certain. */
function recognises({ name, data, json }: DialectEvent): boolean {
  if (name === 'message')
    return json !== null && words.has(field(json, 'msg')) && Object.hasOwn(json, 'event_id')
  return (name === 'generating' || name === 'complete') && data.includes('"gradio.FileData"')
}
