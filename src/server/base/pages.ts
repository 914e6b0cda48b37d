// The pages that are open: at most so many, each asked for a sign of life at every beat, and together bounded in what they
// leave unread.

import type { WebSocket } from 'ws'
import type { Push } from './brief.ts'
import type { Session } from './session.ts'

export type Pages = {
  readonly isFull: () => boolean
  /** Serves the page until its socket closes. `session` starts it; `onPiled` is to be called when more waits to be read. */
  readonly add: (socket: WebSocket, session: (onPiled: () => void) => Session) => void
  readonly push: (push: Push) => void
  readonly close: () => void
}

const maxPages = 64
/** What all pages together may leave unread; beyond it the one with the most goes. */
const mostUnreadBytes = 128 * 2 ** 20
/** How often a page must show that it still reads. */
const beatMs = 15_000

export function createPages(most = maxPages): Pages {
  const pages = new Map<WebSocket, Session>()

  const onPiled = () => {
    const unread = [...pages.keys()].map((socket) => socket.bufferedAmount)
    if (unread.reduce((sum, bytes) => sum + bytes, 0) <= mostUnreadBytes) return
    const fullest = [...pages.keys()].toSorted((a, b) => b.bufferedAmount - a.bufferedAmount)[0]
    fullest?.terminate()
  }

  /** Asks each page for a sign at every beat: whoever does not read does not answer, and is let go at the next. */
  const deaf = new Set<WebSocket>()
  const beat = setInterval(() => {
    for (const socket of deaf) socket.terminate()
    deaf.clear()
    for (const socket of pages.keys()) {
      deaf.add(socket)
      socket.ping()
    }
  }, beatMs)
  beat.unref()

  return {
    isFull: () => pages.size >= most,
    add: (socket, session) => {
      pages.set(socket, session(onPiled))
      socket.on('pong', () => deaf.delete(socket))
      socket.once('close', () => {
        pages.delete(socket)
        deaf.delete(socket)
      })
    },
    push: (push) => {
      for (const page of pages.values()) page.push(push)
    },
    close: () => clearInterval(beat),
  }
}
