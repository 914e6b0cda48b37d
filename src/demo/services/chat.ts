// GET /chat?prompt=: every request is answered anew, token by token, at about twenty a second, and ends with [DONE].
// Nothing documents a wait before the first token; where the model thinks for long, comments bridge it.

import { problem } from '../base/answer.ts'
import { between } from '../base/random.ts'
import { comment, event, type Step, terminal } from '../base/step.ts'
import { answerTo, rightToLeftAnswer } from '../content/answers.ts'
import { pieces } from '../content/stories/prose.ts'
import type { Service, Visit } from './service.ts'

const tokenMs = 50
const burstTokens = 10_000
/** The documented silence after which a comment is sent. */
const keepaliveMs = 15_000
/** A pause long enough for two keepalive comments. */
const pauseMs = 40_000

export const chat: Service = {
  kind: 'chat',
  method: 'GET',
  path: '/chat',
  jobs: 'request',
  middleMs: 3_000,
  identify: ({ query }) => {
    const prompt = query.get('prompt')?.trim() ?? ''
    if (prompt !== '') return { ok: true, id: prompt }
    return { ok: false, answer: problem(422, 'prompt is needed: what to ask the model.') }
  },
  steps: answer,
}

function* answer({ id, fault, random }: Visit): Generator<Step> {
  const text = fault === 'rtl' ? rightToLeftAnswer : answerTo(id)
  const whole = pieces(text)
  const tokens =
    fault === 'burst' ? Array.from({ length: burstTokens }, (_, i) => whole[i % whole.length] ?? '') : whole
  let at = between(random, 400, 900)
  if (fault === 'failing') {
    yield failure(at, 'The model is overloaded. Ask again in a minute.')
    yield terminal(at, null, '[DONE]')
    return
  }
  if (fault === 'keepalive') {
    for (let waited = keepaliveMs; waited < pauseMs; waited += keepaliveMs) yield comment(waited, 'keepalive')
    at = pauseMs
  }
  for (const [i, content] of tokens.entries()) {
    yield event(at, null, { content })
    if (fault !== 'burst') at += tokenMs * (0.5 + random())
    if (i === Math.floor(tokens.length / 2) && (fault === 'error-event' || fault === 'done-after-error')) {
      yield failure(at, 'The connection to the model was lost.')
      if (fault === 'error-event') break
    }
  }
  yield terminal(at, null, '[DONE]')
}

function failure(at: number, message: string): Step {
  return event(at, 'error', { error: true, message })
}
