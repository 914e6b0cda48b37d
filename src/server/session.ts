// One page that came in: its calls go to the engine, the engine's pushes go to it. It holds no state of the engine, and a
// page that reads slowly costs a bounded amount of memory: pushes it has no room for are left out, which it sees by the
// hole in their numbers, and its calls wait until it has read the answers it asked for.

import type { WebSocket } from 'ws'
import type { Dispatch } from '../core/dispatch.ts'
import { readCall } from './read-frame.ts'
import { closeCodes } from './wire.ts'

export type Session = {
  /** `text` is a whole frame, made once for all pages. */
  readonly push: (text: string) => void
}

/** Above this many bytes not yet read by the page nothing more is piled up for it. */
const fullBytes = 4 * 2 ** 20
const callsAtOnce = 64

/** Serves the calls that come in on `socket` from now on. */
export function startSession(socket: WebSocket, dispatch: Dispatch): Session {
  let calls = 0
  let left: string | null = null

  const isFull = () => socket.bufferedAmount > fullBytes
  const send = (text: string) => socket.send(text, written)

  /** The last push that was left out goes after all when there is room: it makes the hole visible even if no other follows. */
  const written = () => {
    if (isFull() || socket.readyState !== socket.OPEN) return
    if (left !== null) {
      const text = left
      left = null
      send(text)
    }
    if (socket.isPaused && calls < callsAtOnce) socket.resume()
  }

  const answer = async (text: string) => {
    const call = readCall(text)
    if (call === null) return socket.close(closeCodes.notACall, 'not a call')
    calls++
    if (calls >= callsAtOnce || isFull()) socket.pause()
    const result = await dispatch(call.name, call.input)
    calls--
    if (socket.readyState === socket.OPEN) send(JSON.stringify({ id: call.id, answer: result }))
  }

  socket.on('message', (data, isBinary) => {
    if (isBinary) socket.close(closeCodes.notACall, 'not text')
    else void answer(data.toString())
  })

  return {
    push: (text) => {
      if (socket.readyState !== socket.OPEN) return
      if (isFull()) {
        left = text
        return
      }
      left = null
      send(text)
    },
  }
}
