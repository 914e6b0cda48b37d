// POST /events/echo: says the request's body again, word by word, and ends with the event `done`. For streams that are
// asked for with a body, and for terminal rules of a person's own.

import { problem } from '../base/answer.ts'
import { event, type Step, terminal } from '../base/step.ts'
import type { Service, Visit } from './service.ts'

const wordMs = 150

export const echo: Service = {
  kind: 'plain',
  method: 'POST',
  path: '/events/echo',
  jobs: 'request',
  middleMs: 1_000,
  identify: ({ body }) => {
    if (body.trim() !== '') return { ok: true, id: 'echo' }
    return { ok: false, answer: problem(422, 'A body is needed: the text to say again.') }
  },
  steps: repeat,
}

function* repeat({ ask }: Visit): Generator<Step> {
  const words = ask.body.trim().split(/\s+/)
  for (const [i, word] of words.entries()) yield event((i + 1) * wordMs, null, word)
  yield terminal((words.length + 1) * wordMs, 'done', { words: words.length })
}
