// The browser host, put together: the same renderer as the desktop's, over loopback HTTP and a WebSocket. This is the
// room's one door. It owns no engine and opens no browser; whoever starts it does both.

import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Engine } from '../engine/index.ts'
import { explainListening, takenPort, times } from './base/listening.ts'
import { pageFiles } from './base/page-files.ts'
import { answerPlainly, plainAnswer } from './base/plain-answer.ts'
import { judgeRequest, ownHosts, seenOf } from './base/request-guard.ts'
import { securityHeaders } from './base/security-headers.ts'
import { createStrangers } from './base/strangers.ts'

export { ownerView } from './access/owner-view.ts'
export { startTeamHost, type TeamHost, type TeamHub } from './access/team-host.ts'

import { createHttpApp } from './http-app.ts'
import { createSocketDoor } from './socket-door.ts'
import { createTokenGate } from './token-gate.ts'
import { socketPath } from './wire/wire.ts'

export type BrowserHostOptions = {
  readonly engine: Pick<Engine, 'dispatch' | 'onChanges'> & {
    readonly transcripts: Pick<Engine['transcripts'], 'download'>
  }
  /** The folder of the built renderer. */
  readonly rendererDir: string
  /** 0 takes any free port. */
  readonly port: number
  readonly version: string
  /** At least 128 random bits; made anew for each start where none is given. */
  readonly token?: string
}

export type BrowserHost = {
  /** The whole address, its token in the fragment, which no browser sends to anybody. */
  readonly url: string
  readonly port: number
  readonly token: string
  /** As `url`, for the program that opens the browser: good for one page. */
  readonly ticketUrl: () => string
  /** Closes every connection and stops listening. The engine stays open. */
  readonly close: () => Promise<void>
}

const loopback = '127.0.0.1'

/** Starts the host on 127.0.0.1. Rejects with `port-in-use` or, where the renderer is not built, `not-found`. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { engine } = options
  const files = pageFiles(options.rendererDir)
  const about = { program: 'runlight', version: options.version, serves: 'owner' } as const
  const gate = createTokenGate(() => performance.now(), options.token)
  const strangers = createStrangers()
  const door = createSocketDoor(engine, gate, strangers, (socket, status, sentence) =>
    socket.end(plainAnswer(status, sentence)),
  )
  let hosts: ReadonlySet<string> = new Set()

  const guarded = (handler: RequestListener): Server => {
    // The guard itself asks for the Host header, so that the refusal carries the security headers too.
    const server = createServer({ requireHostHeader: false, ...times }, (request, response) => {
      strangers.spoke(request.socket)
      const refusal = judgeRequest(seenOf(request, false), hosts)
      if (refusal !== null) return answerPlainly(response, refusal.status, refusal.sentence)
      response.setHeaders(new Headers(securityHeaders(request.headers.host ?? null)))
      handler(request, response)
    })
    server.on('connection', strangers.came)
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      strangers.spoke(socket)
      socket.on('error', () => socket.destroy())
      const refusal = judgeRequest(seenOf(request, true), hosts)
      if (refusal !== null) socket.end(plainAnswer(refusal.status, refusal.sentence))
      else if (request.url !== socketPath) socket.end(plainAnswer(404, 'There is no socket here.'))
      else door.upgrade(request, socket, head)
    })
    return server
  }

  const app = createHttpApp({ files, about, engine, gate, strangers }, guarded)
  try {
    await app.listen({ host: loopback, port: options.port })
  } catch (thrown) {
    door.close()
    await app.close()
    throw explainListening(thrown, options.port)
  }
  const port = takenPort(app.server, options.port)
  hosts = ownHosts(port)
  const address = (token: string) => `http://${loopback}:${port}/#token=${token}`

  return {
    url: address(gate.token),
    port,
    token: gate.token,
    ticketUrl: () => address(gate.ticket()),
    close: async () => {
      door.close()
      await app.close()
    },
  }
}
