// A server that requests are passed on to: which version of HTTP it takes is learnt from its first connection.

import { Agent } from 'node:http'
import type { Socket } from 'node:net'
import { idleServerMs } from '../base/limits.ts'
import type { Header } from '../heads/headers.ts'
import type { Answering, Asking, Hearing } from './ask.ts'
import { type Agents, askH1 } from './ask-h1.ts'
import { askH2 } from './ask-h2.ts'
import { createDial, proxyAuthorization, type Way } from './dial.ts'
import { createSessions } from './sessions.ts'

export type Server = {
  readonly ask: (asking: Asking, hearing: Hearing) => Answering
  /** A connection over HTTP/1.1 that is nobody else's. */
  readonly dial: () => Promise<Socket>
  readonly close: () => void
}

export function createServer(way: Way, connectLimitMs: number): Server {
  const { origin, protocol } = new URL(way.to)
  const dial = createDial(way, connectLimitMs)
  /** A proxy is asked for plain URLs itself: many let no tunnel through to port 80. */
  const proxy = way.proxyUrl !== null && protocol === 'http:' ? new URL(way.proxyUrl) : null
  let speaks: 'h1' | 'h2' | null = protocol === 'https:' ? null : 'h1'
  let learning: Promise<void> | null = null
  let spare: Socket | null = null

  const drop = () => {
    spare?.destroy()
    spare = null
  }
  const learn = async () => {
    const socket = await dial.server(true)
    speaks = 'alpnProtocol' in socket && socket.alpnProtocol === 'h2' ? 'h2' : 'h1'
    spare = socket
    socket.on('error', drop)
    socket.setTimeout(idleServerMs, drop)
  }
  const learnOnce = (): Promise<void> => {
    learning ??= learn().finally(() => {
      learning = null
    })
    return learning
  }
  /** The connection that it was learnt from, or another. */
  const take = (version: 'h1' | 'h2'): Promise<Socket> => {
    const socket = spare
    if (socket !== null && version === speaks && !socket.destroyed) {
      spare = null
      socket.setTimeout(0, drop).off('error', drop)
      return Promise.resolve(socket)
    }
    return dial.server(version === 'h2')
  }

  const agents: Agents = {
    kept: new Agent({ keepAlive: true, timeout: idleServerMs, maxFreeSockets: 64 }),
    fresh: new Agent({ keepAlive: false }),
  }
  const connectH1 = proxy === null ? () => take('h1') : dial.proxy
  for (const agent of [agents.kept, agents.fresh]) {
    agent.createConnection = (_options, done) => {
      connectH1().then(
        (socket) => done?.(null, socket),
        // There is no socket then, which the type does not know.
        (thrown) => (done as ((error: Error) => void) | undefined)?.(thrown),
      )
      return undefined
    }
  }
  const sessions = createSessions(origin, () => take('h2'))

  const askKnown = (asking: Asking, hearing: Hearing): Answering => {
    if (speaks === 'h2') return askH2(sessions, new URL(way.to), asking, hearing)
    return proxy === null
      ? askH1(agents, false, asking, hearing)
      : askH1(agents, true, ofProxy(asking, origin, proxy), hearing)
  }
  return {
    ask: (asking, hearing) => {
      if (speaks !== null) return askKnown(asking, hearing)
      let answering: Answering | null = null
      let isOver = false
      learnOnce().then(
        () => {
          if (!isOver) answering = askKnown(asking, hearing)
        },
        (error) => {
          if (!isOver) hearing.failed(error)
        },
      )
      return {
        resume: () => answering?.resume(),
        abort: () => {
          isOver = true
          answering?.abort()
        },
      }
    },
    dial: () => dial.server(false),
    close: () => {
      drop()
      agents.kept.destroy()
      agents.fresh.destroy()
      sessions.close()
    },
  }
}

function ofProxy(asking: Asking, origin: string, proxy: URL): Asking {
  const authorization = proxyAuthorization(proxy)
  const own: Header[] = authorization === null ? [] : [['Proxy-Authorization', authorization]]
  const others = asking.headers.filter(([name]) => name.toLowerCase() !== 'proxy-authorization')
  return {
    ...asking,
    path: `${origin}${asking.path}`,
    headers: authorization === null ? asking.headers : [...others, ...own],
  }
}
