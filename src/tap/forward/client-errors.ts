// What is said to a client whose bytes are no valid request: conflicting lengths, bad chunks, folded or overlong heads, a head
// that does not come. The connection ends with it, since nobody knows where the next request would begin.

import type { Socket } from 'node:net'
import type { Refusal } from './judge.ts'
import type { Lines } from './lines.ts'
import { rawAnswer } from './plain-answer.ts'
import type { GateWitness } from './witness.ts'

export function answerClientError(
  error: NodeJS.ErrnoException,
  socket: Socket,
  lines: Lines,
  witness: GateWitness,
): void {
  const { reason, refusal } = refusalOf(error.code ?? '')
  const running = lines.running(socket)
  // The head of its next request is late, which must not end the answer to this one.
  if (refusal.status === 408 && lines.isBusy(socket)) return
  const mayAnswer = running === null ? !lines.isBusy(socket) : !running.headSent()
  running?.gone()
  if (!socket.writable || !mayAnswer || error.code === 'ECONNRESET' || error.code === 'EPIPE') {
    socket.destroy()
    return
  }
  witness.refused(null, refusal.status, refusal.message)
  socket.write(rawAnswer(reason, refusal))
  socket.destroySoon()
}

function refusalOf(code: string): { reason: string; refusal: Refusal } {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return said(
        431,
        'Request Header Fields Too Large',
        'head-too-large',
        'The request’s headers are too large for Runlight’s tap.',
      )
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return said(
        413,
        'Content Too Large',
        'chunk-too-large',
        'The request’s chunks are not what Runlight’s tap passes on.',
      )
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return said(
        408,
        'Request Timeout',
        'slow-head',
        'The request’s head did not come to Runlight’s tap in time.',
      )
    default:
      return said(
        400,
        'Bad Request',
        'bad-request',
        `Runlight’s tap passes on no request that is not valid HTTP (${code}).`,
      )
  }
}

function said(status: number, reason: string, cause: string, message: string) {
  return { reason, refusal: { status, cause, message } }
}
