// One page that came in: its calls go to the engine, the engine's pushes go to it. It holds no state of the engine, and a
// page that reads slowly costs a bounded amount of memory: pushes it has no room for are left out, which it sees by the
// hole in their numbers, and its calls wait until it has read the answers it asked for.

import type { WebSocket } from 'ws'
import type { Dispatch } from '../../core/contract/dispatch.ts'
import { readFrame, readToken } from '../wire/read-frame.ts'
import { type CallFrame, closeCodes } from '../wire/wire.ts'
import type { Push } from './brief.ts'

export type Session = {
  readonly push: (push: Push) => void
}

export type SessionDeps = {
  readonly dispatch: Dispatch
  /** More waits to be read than before. */
  readonly onPiled: () => void
  /** The latest push; null before the first. */
  readonly latest: () => Push | null
}

/** Above this many bytes not yet read by the page nothing more is piled up for it. */
const fullBytes = 4 * 2 ** 20
const callsAtOnce = 16

/** Serves the calls that come in on `socket` from now on. */
export function startSession(socket: WebSocket, { dispatch, onPiled, latest }: SessionDeps): Session {
  let calls = 0
  let left: Push | null = null
  /** The last push that was sent. */
  let sent = 0
  let wantsPushes = true
  /** Calls that came in one piece with others, before the socket was paused: at most a piece of the network's. */
  const waiting: string[] = []

  const isOpen = () => socket.readyState === socket.OPEN
  const isFull = () => socket.bufferedAmount > fullBytes
  const hasRoom = () => calls < callsAtOnce && !isFull()
  const send = (text: string) => {
    socket.send(text, written)
    onPiled()
  }

  /** The last push that was left out goes after all when there is room: it makes the hole visible even if no other follows. */
  const written = () => {
    if (isFull() || !isOpen()) return
    if (left !== null) hand(left)
    goOn()
  }

  const goOn = () => {
    while (isOpen() && hasRoom()) {
      const next = waiting.shift()
      if (next !== undefined) take(next)
      else if (socket.isPaused) return socket.resume()
      else return
    }
    if (isOpen() && !socket.isPaused) socket.pause()
  }

  const take = (text: string) => {
    const frame = readFrame(text)
    if (frame === null) {
      // A program that cannot know which host it asks says its token first: here it has come in already.
      if (readToken(text) === null) socket.close(closeCodes.notACall, 'not a call')
      return
    }
    if ('id' in frame) return void answer(frame)
    wantsPushes = frame.pushes
    if (wantsPushes) pushLatest()
  }

  /** By its number a page learns whether it missed any. */
  const pushLatest = () => {
    const last = latest()
    if (last !== null) push(last)
  }

  const push = (next: Push) => {
    if (!isOpen() || !(wantsPushes || next.isNews)) return
    if (isFull()) left = next
    else hand(next)
  }

  const hand = (next: Push) => {
    const after = left === null ? sent : next.seq - 1
    left = null
    sent = next.seq
    send(wantsPushes ? next.text() : JSON.stringify({ changes: { ...next.brief, after } }))
  }

  const answer = async (call: CallFrame) => {
    calls++
    const result = await dispatch(call.name, call.input)
    calls--
    if (isOpen()) send(JSON.stringify({ id: call.id, answer: result }))
  }

  socket.on('message', (data, isBinary) => {
    if (isBinary) return socket.close(closeCodes.notACall, 'not text')
    waiting.push(data.toString())
    goOn()
  })

  pushLatest()
  return { push }
}
