// The answers that belong to no service: the list of endpoints, the page that a learning path leads to, and the 404
// that says where to look.

import { type Answer, problem, textAnswer } from './base/answer.ts'
import type { Ask } from './base/ask.ts'
import { services } from './route.ts'

export function page({ method, path }: Ask): Answer {
  if (method === 'GET' && path === '/') return textAnswer(endpoints())
  if (method === 'GET' && path === '/result') {
    return textAnswer(
      'Your learning path is ready. (This is the sample backend: there is no page behind it.)\n',
    )
  }
  return problem(404, `There is nothing at ${method} ${path}. GET / names the endpoints.`)
}

function endpoints(): string {
  const lines = services.map(({ method, path }) => `  ${method.padEnd(4)} ${path}`)
  return [
    'The sample backend of Runlight. It streams Server-Sent Events at these endpoints:',
    '',
    ...lines,
    '',
    'Add ?fault=cut-once (or another fault) to a URL, or use its name as the identifier, to see something go wrong.',
    '',
  ].join('\n')
}
