// The WebSocket's door of a team's host: a page comes in by its session's cookie, a program by its token, and either is let go
// when that ends or what it may do has changed. That its Origin is this host's own was decided before a request gets here.

import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { errorData, RunlightError } from '../../core/basics/errors.ts'
import type { Dispatch } from '../../core/contract/dispatch.ts'
import type { Visitor } from '../../engine/index.ts'
import { createPushes, type Push } from '../base/brief.ts'
import { bearerIn, failure } from '../base/make-app.ts'
import { createPages } from '../base/pages.ts'
import { startSession } from '../base/session.ts'
import { closeCodes } from '../wire/wire.ts'
import type { Allowance } from './allowance.ts'
import type { Cookie } from './cookies.ts'
import { proofOf } from './proof.ts'
import type { Views } from './views.ts'
import { rememberedMs, type Visitors } from './visitors.ts'

export type TeamSocketDeps = {
  readonly cookie: Cookie
  readonly visitors: Pick<Visitors, 'bySession' | 'byToken'>
  readonly views: Views
  readonly perAccount: Allowance
  readonly trust: (socket: Duplex) => void
  /** Answers an upgrade that is no WebSocket's. */
  readonly refuse: (socket: Duplex, status: number, sentence: string) => void
}

/** What somebody came in by, and whose it is now. */
type Key = { readonly secret: string; readonly look: () => Promise<Visitor | null> }

const maxFrameBytes = 8 * 2 ** 20
const maxPages = 1_000

export function createTeamSocket(deps: TeamSocketDeps) {
  const { cookie, visitors, views, perAccount, trust, refuse } = deps
  const server = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes })
  server.on('wsClientError', (_error, socket) => refuse(socket, 400, 'This is no valid WebSocket request.'))
  const pages = createPages(maxPages)
  const open = new Map<WebSocket, { readonly key: Key; readonly visitor: Visitor }>()

  /** Whether the page may stay, and closes it where not. While the database is away whoever is in stays in, to the session's end. */
  const mayStay = async (socket: WebSocket, { look }: Key, visitor: Visitor): Promise<boolean> => {
    const now = await look().catch((thrown: unknown) => {
      if (errorData(thrown).code !== 'log-away') throw thrown
      return visitor.endsAt !== null && visitor.endsAt < Date.now() ? null : visitor
    })
    if (now === null) socket.close(closeCodes.wrongToken, 'signed out')
    else if (JSON.stringify(now.caller) !== JSON.stringify(visitor.caller))
      socket.close(closeCodes.newRights, 'new rights')
    else return true
    return false
  }
  const look = setInterval(() => {
    for (const [socket, { key, visitor }] of open) void mayStay(socket, key, visitor).catch(() => {})
  }, rememberedMs)
  look.unref()

  const welcome = (socket: WebSocket, key: Key, visitor: Visitor) => {
    const { view, leave } = views.use(visitor.caller)
    const pushOf = createPushes()
    let latest: Push | null = null
    const dispatch: Dispatch = async (name, input) => {
      try {
        if (!(await mayStay(socket, key, visitor))) return failure('needs-credentials', 'Sign in again.')
      } catch (thrown) {
        return { ok: false, error: errorData(thrown) }
      }
      return perAccount.take(visitor.caller.key) > 0
        ? failure('not-allowed', tooMany)
        : view.dispatch(name, input)
    }
    open.set(socket, { key, visitor })
    socket.send(JSON.stringify({ token: proofOf(key.secret) }))
    pages.add(socket, (onPiled) => {
      const session = startSession(socket, { dispatch, onPiled, latest: () => latest })
      const stop = view.onChanges((changes) => {
        latest = pushOf(changes)
        session.push(latest)
      })
      socket.once('close', () => {
        stop()
        leave()
        open.delete(socket)
      })
      return session
    })
  }

  const keyOf = ({ headers }: IncomingMessage): Key | null => {
    const session = cookie.read(headers.cookie)
    if (session !== null) return { secret: session, look: () => visitors.bySession(session) }
    const token = bearerIn(headers.authorization)
    return token === '' ? null : { secret: token, look: () => visitors.byToken(token) }
  }

  const receive = async (socket: WebSocket, request: IncomingMessage, connection: Duplex) => {
    // An error of the socket is followed by its close, which is all that matters here.
    socket.on('error', () => {})
    socket.pause()
    try {
      const key = keyOf(request)
      const visitor = (await key?.look()) ?? null
      if (key === null || visitor === null || visitor.caller.given.length === 0)
        return socket.close(closeCodes.wrongToken, 'signed out')
      if (pages.isFull()) return socket.close(closeCodes.tooManyPages, 'too many pages')
      trust(connection)
      if (socket.readyState === socket.OPEN) welcome(socket, key, visitor)
    } catch (thrown) {
      if (!(thrown instanceof RunlightError)) throw thrown
      socket.close(1013, 'the log is away')
    } finally {
      socket.resume()
    }
  }

  return {
    upgrade: (request: IncomingMessage, connection: Duplex, head: Buffer) =>
      server.handleUpgrade(request, connection, head, (socket) => void receive(socket, request, connection)),
    close: () => {
      clearInterval(look)
      pages.close()
      for (const socket of server.clients) {
        socket.close(1001, 'Runlight was closed')
        socket.terminate()
      }
      server.close()
    },
  }
}

export const tooMany = 'This account asks more than 200 times a second: slow down a little.'
