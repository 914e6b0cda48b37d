// What the gate itself says: a JSON body in the form that many APIs use for their errors, so that clients show its message.

import type { ServerResponse } from 'node:http'
import type { Refusal } from './judge.ts'

function bodyOf({ cause, message, names }: Refusal): string {
  const error = {
    type: 'runlight_tap',
    code: cause,
    message,
    ...(names === undefined ? {} : { targets: names }),
  }
  return `${JSON.stringify({ error })}\n`
}

/** `close`: nothing more may be asked on the connection. */
export function answerPlainly(response: ServerResponse, refusal: Refusal, close: boolean): void {
  const body = Buffer.from(bodyOf(refusal))
  response.sendDate = true
  response.writeHead(refusal.status, [
    ...['Content-Type', 'application/json; charset=utf-8', 'Content-Length', String(body.length)],
    ...['Cache-Control', 'no-store'],
    ...(close ? ['Connection', 'close'] : []),
  ])
  response.end(body)
}

/** The same as the bytes of a whole answer, for a connection that ends with it. */
export function rawAnswer(reason: string, refusal: Refusal): Buffer {
  const body = Buffer.from(bodyOf(refusal))
  const head = `HTTP/1.1 ${refusal.status} ${reason}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${body.length}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), body])
}
