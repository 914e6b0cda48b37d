// The faults that answer without a stream: refusals, pages, redirects. Each is a plain answer; those that pass after a
// while depend on how often the job was asked for, never on time, so that a test at any speed sees the same.

import { type Answer, jsonAnswer, problem } from '../base/answer.ts'
import type { FaultName } from './catalogue.ts'
import { soundPrefix } from './choose.ts'

/** Real seconds, at any speed: a header is read by a client that knows nothing of the sample world. */
const retryAfterSeconds = 5

const signInPage = `<!doctype html>
<html lang="en">
  <head><title>Sign in</title></head>
  <body>
    <h1>Sign in to continue</h1>
    <form method="post" action="/login"><input name="user"><input name="password" type="password"></form>
  </body>
</html>
`

export type Asked = {
  /** How often this job was asked for with this fault, this time included. */
  readonly count: number
  readonly authorized: boolean
  /** Path and query, encoded, as they were asked for. */
  readonly target: string
}

/** The answer in place of a stream, or null where the stream is answered. */
export function refuse(fault: FaultName, { count, authorized, target }: Asked): Answer | null {
  switch (fault) {
    case 'unavailable':
      return count <= 2 ? unavailable() : null
    case 'down':
      return unavailable()
    case 'rate-limited':
      return count === 1 ? rateLimited() : null
    case 'unauthorized':
      return authorized
        ? null
        : problem(401, 'Sign in first: send the header Authorization: Bearer sample-token.', {
            'WWW-Authenticate': 'Bearer realm="sample"',
          })
    case 'forbidden':
      return problem(403, 'You do not have access to this. Ask its owner to share it with you.')
    case 'missing':
      return problem(404, 'There is no job of this name. Check the identifier.')
    case 'gone':
      return problem(410, 'This job was deleted. Start a new one.')
    case 'error-500':
      return problem(500, 'Internal server error: the worker pool could not be reached.')
    case 'no-content':
      return { status: 204, headers: {}, body: '' }
    case 'html':
      return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: signInPage }
    case 'json':
      return jsonAnswer(200, { status: 'processing', progress_percent: 42, note: 'This is no event stream.' })
    case 'redirect':
      return moved(`/${soundPrefix}${target.replace(/^\/redirect(?=\/)/, '')}`)
    case 'redirect-loop':
      return moved(target)
    default:
      return null
  }
}

function unavailable(): Answer {
  return problem(503, 'The service is starting. Try again in a few seconds.', {
    'Retry-After': String(retryAfterSeconds),
  })
}

/** A date counts in whole seconds: rounded up, so that the wait is never shorter than meant. */
function rateLimited(): Answer {
  const at = Math.ceil(Date.now() / 1000 + retryAfterSeconds) * 1000
  return problem(429, 'Too many requests. Wait a few seconds.', { 'Retry-After': new Date(at).toUTCString() })
}

function moved(location: string): Answer {
  return { status: 307, headers: { Location: location }, body: '' }
}
