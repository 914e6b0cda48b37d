// A whole HTTP answer that is no stream: errors, redirects and the few pages. Plain data, so that faults and services
// can give one without holding a socket.

import type { ServerResponse } from 'node:http'

export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** `value` as JSON, which is how the documented services report errors. */
export function jsonAnswer(status: number, value: unknown, headers: Answer['headers'] = {}): Answer {
  return {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: `${JSON.stringify(value)}\n`,
  }
}

/** An error in one sentence for the person who asked. */
export function problem(status: number, detail: string, headers: Answer['headers'] = {}): Answer {
  return jsonAnswer(status, { detail }, headers)
}

export function textAnswer(body: string): Answer {
  return { status: 200, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body }
}

export function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, answer.headers)
  response.end(answer.body)
}
