// HTTP/2 connections to one server: a request takes the first that has room for another stream, and a new one is made where
// none has. One that the server is about to end takes no more, and one that is idle is closed.

import { type ClientHttp2Session, type ClientHttp2Stream, connect } from 'node:http2'
import type { Socket } from 'node:net'
import { idleServerMs, maxHeadBytes } from '../base/limits.ts'
import { failure } from './ask.ts'

export type Sessions = {
  /** Opens a stream by `start`. Rejects where there is no connection, or one that speaks something else. */
  readonly open: (start: (session: ClientHttp2Session) => ClientHttp2Stream) => Promise<void>
  readonly close: () => void
}

/** What a server allows that says nothing. */
const defaultStreams = 100
/** Bytes of one stream under way: the default would make a fast stream wait for each round trip. */
const streamWindow = 2 ** 20

export function createSessions(origin: string, dial: () => Promise<Socket>): Sessions {
  /** How many streams run on each. */
  const sessions = new Map<ClientHttp2Session, number>()
  let adding: Promise<void> | null = null

  const addOne = async () => {
    const socket = await dial()
    if (!('alpnProtocol' in socket) || socket.alpnProtocol !== 'h2') {
      socket.destroy()
      throw failure('ERR_ALPN', 'the server speaks HTTP/2 no longer')
    }
    const session = connect(origin, {
      createConnection: () => socket,
      settings: { enablePush: false, initialWindowSize: streamWindow, maxHeaderListSize: maxHeadBytes },
      maxHeaderListPairs: 2_048,
      maxSessionMemory: 64,
    })
    const forget = () => sessions.delete(session)
    session.on('error', forget)
    session.on('goaway', forget)
    session.on('close', forget)
    // It counts what runs on the connection too, so that a silent stream is no idle connection.
    session.setTimeout(idleServerMs, () => {
      if (sessions.get(session) === 0) session.close()
    })
    sessions.set(session, 0)
  }
  const add = (session: ClientHttp2Session, more: 1 | -1) => {
    const streams = sessions.get(session)
    if (streams !== undefined) sessions.set(session, streams + more)
  }
  const withRoom = (): ClientHttp2Session | null => {
    for (const [session, streams] of sessions) {
      const most = session.remoteSettings?.maxConcurrentStreams ?? defaultStreams
      if (!session.closed && !session.destroyed && streams < most) return session
    }
    return null
  }
  return {
    open: async (start) => {
      let session = withRoom()
      while (session === null) {
        adding ??= addOne().finally(() => {
          adding = null
        })
        await adding
        session = withRoom()
      }
      const on = session
      // Whatever cannot be asked in HTTP/2 throws here, and runs on no connection.
      const stream = start(on)
      add(on, 1)
      stream.once('close', () => add(on, -1))
    },
    close: () => {
      for (const session of sessions.keys()) session.destroy()
      sessions.clear()
    },
  }
}
