// The connections of clients. Requests that one sends without waiting are passed on one after the other, since their order may
// mean something to the server; and when it ends, so does what runs on it.

import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { maxPipelined } from './base/limits.ts'
import type { Passing } from './pass-on.ts'

export type Lines = {
  readonly add: (socket: Socket) => void
  /** Starts it when it is its turn on its connection; null: it was answered at once. */
  readonly enter: (socket: Socket, response: ServerResponse, start: () => Passing | null) => void
  readonly running: (socket: Socket) => Passing | null
  readonly isBusy: (socket: Socket) => boolean
  readonly leaveAll: () => void
}

type Line = { running: Passing | null; busy: boolean; readonly waiting: (() => void)[] }

export function createLines(): Lines {
  const lines = new Map<Socket, Line>()
  return {
    add: (socket) => {
      const line: Line = { running: null, busy: false, waiting: [] }
      lines.set(socket, line)
      const gone = () => {
        line.waiting.length = 0
        line.running?.gone()
      }
      // Whoever sends nothing more is taken to be gone, as other gateways do: nothing else shows that a client has died.
      socket.once('end', gone)
      socket.once('close', () => {
        gone()
        lines.delete(socket)
      })
    },
    enter: (socket, response, start) => {
      const line = lines.get(socket)
      if (line === undefined) return
      const turn = () => {
        line.busy = true
        response.once('close', () => {
          line.running = null
          line.busy = false
          line.waiting.shift()?.()
        })
        line.running = start()
      }
      if (!line.busy) turn()
      else if (line.waiting.length < maxPipelined) line.waiting.push(turn)
      else socket.destroy()
    },
    running: (socket) => lines.get(socket)?.running ?? null,
    isBusy: (socket) => lines.get(socket)?.busy ?? false,
    leaveAll: () => {
      for (const line of lines.values()) line.running?.leave()
    },
  }
}
