// The WebSocket's door of a team's host: a page comes in by its session's cookie, a program by its token, and either is let go
// when that ends or what it may do has changed. That its Origin is this host's own was decided before a request gets here.

import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { errorData, RunlightError } from '../../core/basics/errors.ts'
import { longestTimerMs } from '../../core/basics/timers.ts'
import type { Dispatch } from '../../core/contract/dispatch.ts'
import type { Caller } from '../../core/team/roles.ts'
import type { HubView, Visitor } from '../../engine/index.ts'
import { createPushes, type Push } from '../base/brief.ts'
import { failure } from '../base/make-app.ts'
import { createPageSockets } from '../base/page-sockets.ts'
import { startSession } from '../base/session.ts'
import { closeCodes } from '../wire/wire.ts'
import type { Allowance } from './allowance.ts'
import { proofOf } from './proof.ts'
import { type Key, rememberedMs, type Visitors } from './visitors.ts'

export type TeamSocketDeps = {
  readonly visitors: Pick<Visitors, 'keyIn' | 'onChanged'>
  /** The hub as the caller may use it; closed once it is used no more. */
  readonly viewOf: (caller: Caller) => HubView
  readonly perAccount: Allowance
  readonly trust: (socket: Duplex) => void
  /** Answers an upgrade that is no WebSocket's. */
  readonly refuse: (socket: Duplex, status: number, sentence: string) => void
}

const maxPages = 1_000
/** By the database's clock it ends; this computer's may be a little ahead. */
const endsAfterMs = 100

export function createTeamSocket(deps: TeamSocketDeps) {
  const { visitors, viewOf, perAccount, trust, refuse } = deps
  const sockets = createPageSockets(refuse, maxPages)
  const { pages } = sockets
  /** Each open page, with what looks whether it may stay. */
  const open = new Map<WebSocket, () => void>()

  /** Whether the page may stay, and closes it where not. While the database is away whoever is in stays in, to the session's end. */
  const mayStay = async (socket: WebSocket, { look }: Key, visitor: Visitor): Promise<boolean> => {
    const now = await look().catch((thrown: unknown) => {
      if (errorData(thrown).code !== 'log-away') throw thrown
      return visitor.endsAt !== null && visitor.endsAt < Date.now() ? null : visitor
    })
    if (now === null) socket.close(closeCodes.wrongToken, 'signed out')
    else if (now.caller.given.length === 0) socket.close(closeCodes.noRole, 'no role')
    else if (JSON.stringify(now.caller) !== JSON.stringify(visitor.caller))
      socket.close(closeCodes.newRights, 'new rights')
    else return true
    return false
  }
  const lookAtAll = () => {
    for (const look of open.values()) look()
  }
  const stopHearing = visitors.onChanged(lookAtAll)
  const looking = setInterval(lookAtAll, rememberedMs)
  looking.unref()

  const welcome = (socket: WebSocket, key: Key, visitor: Visitor) => {
    const view = viewOf(visitor.caller)
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
    const look = () => void mayStay(socket, key, visitor).catch(() => {})
    open.set(socket, look)
    const end =
      visitor.endsAt === null
        ? undefined
        : setTimeout(look, Math.min(visitor.endsAt - Date.now() + endsAfterMs, longestTimerMs))
    end?.unref()
    socket.send(JSON.stringify({ token: proofOf(key.secret) }))
    pages.add(socket, (onPiled) => {
      const session = startSession(socket, { dispatch, onPiled, latest: () => latest })
      view.onChanges((changes) => {
        latest = pushOf(changes)
        session.push(latest)
      })
      socket.once('close', () => {
        clearTimeout(end)
        view.close()
        open.delete(socket)
      })
      return session
    })
  }

  const receive = async (socket: WebSocket, request: IncomingMessage, connection: Duplex) => {
    socket.pause()
    try {
      const key = visitors.keyIn(request)
      const visitor = (await key?.look()) ?? null
      if (key === null || visitor === null) return socket.close(closeCodes.wrongToken, 'signed out')
      if (visitor.caller.given.length === 0) return socket.close(closeCodes.noRole, 'no role')
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
      sockets.take(request, connection, head, (socket) => void receive(socket, request, connection)),
    close: () => {
      clearInterval(looking)
      stopHearing()
      sockets.close()
    },
  }
}

export const tooMany = 'This account asks more than 200 times a second: slow down a little.'
