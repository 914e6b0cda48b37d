// A request's body on its way to the server, as fast as the server takes it.

import type { Writable } from 'node:stream'
import type { Asking, Hearing } from './ask.ts'

/** `finish` ends `onward` when all of the body went out. */
export function sendBody(onward: Writable, { body }: Asking, hearing: Hearing, finish: () => void): void {
  const take = (bytes: Uint8Array) => {
    if (!onward.write(bytes)) body.pause()
    hearing.sent(bytes)
  }
  const end = () => {
    finish()
    hearing.asked()
  }
  body.on('data', take).once('end', end)
  onward.on('drain', () => body.resume())
  // Whatever still comes of the body is read and dropped: the client's connection may be used again.
  onward.once('close', () => {
    body.off('data', take).off('end', end)
    body.resume()
  })
}
