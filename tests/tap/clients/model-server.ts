// A server of a model's answers, in whichever dialect: it streams to its end, breaks off, fails in the midst, waits, or refuses.

import type { ServerResponse } from 'node:http'
import type { Serve } from './beside.ts'

export type Dialect = {
  /** The blocks of a whole answer. */
  readonly blocks: readonly string[]
  /** The block that says that the answer failed. */
  readonly error: string
  /** The body of a refusal. */
  readonly refusal: (message: string) => string
}

export type Way = 'whole' | 'breaks off' | 'fails in the midst' | 'waits' | '401' | '429 once' | '500'

/** What a server in this way says. One that waits has sent all blocks but the last. */
export function answering(dialect: Dialect, way: Way): Serve {
  const { blocks, error } = dialect
  const half = blocks.slice(0, -1)
  return (_request, response, _body, nth) => {
    switch (way) {
      case 'whole':
        return stream(response, blocks, () => response.end())
      case 'waits':
        return stream(response, half, () => {})
      case 'breaks off':
        return stream(response, half, () => response.socket?.destroySoon())
      case 'fails in the midst':
        return stream(response, [...half.slice(0, 3), error], () => response.end())
      case '401':
        return refuse(response, 401, dialect.refusal('No such key'), {
          'www-authenticate': 'Bearer realm="x"',
        })
      case '429 once':
        if (nth > 1) return stream(response, blocks, () => response.end())
        return refuse(response, 429, dialect.refusal('Too many of you'), { 'retry-after': '0' })
      case '500':
        return refuse(response, 500, dialect.refusal('The model ran aground'), {})
    }
  }
}

/** Each block is on the wire before the next is written, cut in its middle. */
function stream(response: ServerResponse, blocks: readonly string[], then: () => void): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'x-request-id': 'req-1' })
  response.flushHeaders()
  const pieces = blocks.flatMap((block) => {
    const middle = block.length >> 1
    return [block.slice(0, middle), block.slice(middle)]
  })
  const next = () => {
    const piece = pieces.shift()
    if (piece === undefined) then()
    else response.write(piece, () => setImmediate(next))
  }
  next()
}

function refuse(response: ServerResponse, status: number, body: string, more: Record<string, string>): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req-1', ...more })
  response.end(body)
}

export const block = (data: object | string, event?: string): string =>
  `${event === undefined ? '' : `event: ${event}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`
