// The routes of a team's host: the page's files for whoever has signed in, the one call for scripts and pages, exports. Every
// request that reaches them passed the guard of Host and Origin.

import type { FastifyReply, FastifyRequest, FastifyServerFactory } from 'fastify'
import { errorData } from '../../core/basics/errors.ts'
import { type HubAbout, healthPath } from '../../core/team/hub-about.ts'
import type { Caller } from '../../core/team/roles.ts'
import type { HubView, Visitor } from '../../engine/index.ts'
import { bearerIn, exportRoute, failure, makeApp, notACall } from '../base/make-app.ts'
import type { PageFile } from '../base/page-files.ts'
import { sendExport } from '../base/send-export.ts'
import type { Strangers } from '../base/strangers.ts'
import { readBody } from '../wire/read-frame.ts'
import { callPath, proofHeader } from '../wire/wire.ts'
import type { Allowance } from './allowance.ts'
import { paths } from './html.ts'
import { ownPath } from './own-path.ts'
import { noRolePage } from './pages.ts'
import { isProof, proofOf } from './proof.ts'
import { addSignIn, type SignInDeps } from './sign-in-routes.ts'
import { tooMany } from './team-socket.ts'

export type TeamAppDeps = SignInDeps & {
  readonly files: ReadonlyMap<string, PageFile>
  readonly about: HubAbout
  /** The hub as the caller may use it; closed once it is used no more. */
  readonly viewOf: (caller: Caller) => HubView
  readonly strangers: Pick<Strangers, 'trust'>
  readonly perAccount: Allowance
  /** How often one network may send a wrong token with a call. Apart from the form: scripts must not shut people out. */
  readonly wrongTokens: Allowance
}

/** Who asks, or what they are answered instead. */
type Admitted =
  | Visitor
  | {
      readonly status: number
      readonly code: 'needs-credentials' | 'not-allowed'
      readonly sentence: string
      readonly waitMs: number
    }

const signInFirst = 'Sign in first, or send a token as “Authorization: Bearer TOKEN”.'

export function createTeamApp(deps: TeamAppDeps, serverFactory: FastifyServerFactory) {
  const { files, viewOf, strangers, visitors, door, perAccount, wrongTokens, networkOf, fromOf } = deps
  const app = makeApp(serverFactory)
  app.decorateRequest('visitor', null)
  addSignIn(app, deps)

  const refused = (status: number, code: 'needs-credentials' | 'not-allowed', sentence: string, waitMs = 0) =>
    ({ status, code, sentence, waitMs }) as const

  const byToken = async (request: FastifyRequest, token: string): Promise<Admitted> => {
    const visitor = await visitors.byToken(token)
    if (visitor !== null) return visitor
    // The right token is always let in: another's guesses must not shut a script out.
    const often = wrongTokens.take(networkOf(request))
    const wait = often > 0 ? often : await door.wrongToken(token, fromOf(request))
    return wait > 0
      ? refused(429, 'not-allowed', 'Too many wrong tokens: wait, then send the right one.', wait)
      : refused(
          401,
          'needs-credentials',
          'This is no token of this Runlight, or it has expired or was revoked.',
        )
  }
  /** A page proves itself by its session, its Origin, which browsers send with every POST, and a header no form can send. */
  const byPage = async (request: FastifyRequest): Promise<Admitted> => {
    const session = await visitors.sessionIn(request.raw)
    if (session === null) return refused(401, 'needs-credentials', signInFirst)
    return request.headers.origin !== undefined && isProof(session.secret, request.headers[proofHeader])
      ? session.visitor
      : refused(403, 'not-allowed', 'Only a page of this Runlight may ask this by its session.')
  }
  const admit = async (request: FastifyRequest): Promise<Admitted> => {
    const token = bearerIn(request.headers.authorization)
    const admitted = token === '' ? await byPage(request) : await byToken(request, token)
    if ('status' in admitted) return admitted
    const wait = perAccount.take(admitted.caller.key)
    return wait > 0 ? refused(429, 'not-allowed', tooMany, wait) : admitted
  }
  const away = (reply: FastifyReply, thrown: unknown) => {
    const error = errorData(thrown)
    return reply.code(error.code === 'internal' ? 500 : 503).send({ ok: false, error })
  }

  app.get(healthPath, () => deps.about)
  app.get('/*', async (request, reply) => {
    const path = request.raw.url?.split('?')[0] ?? ''
    const file = files.get(path)
    if (file === undefined) return reply.callNotFound()
    const send = () =>
      reply.header('content-type', file.type).header('cache-control', file.cache).send(file.read())
    // What else there is holds nothing of the team: it is the program.
    if (path !== '/' && path !== '/index.html') return send()
    const session = await visitors.sessionIn(request.raw)
    if (session === null) {
      const to = ownPath(request.raw.url ?? null)
      return reply.redirect(to === '/' ? paths.signIn : `${paths.signIn}?to=${encodeURIComponent(to)}`, 303)
    }
    strangers.trust(request.raw.socket)
    const { caller } = session.visitor
    if (caller.given.length > 0) return send()
    return reply
      .code(403)
      .type('text/html; charset=utf-8')
      .send(noRolePage(caller.name, caller.key, proofOf(session.secret)))
  })
  app.post(
    callPath,
    {
      // Before a body is read: strangers send none.
      onRequest: async (request, reply) => {
        try {
          const admitted = await admit(request)
          if (!('status' in admitted)) {
            strangers.trust(request.raw.socket)
            request.setDecorator('visitor', admitted)
            return
          }
          const { status, code, sentence, waitMs } = admitted
          if (status === 401) reply.header('www-authenticate', 'Bearer')
          if (waitMs > 0) reply.header('retry-after', Math.ceil(waitMs / 1_000))
          await reply.code(status).send(failure(code, sentence))
        } catch (thrown) {
          await away(reply, thrown)
        }
      },
    },
    async (request, reply) => {
      const call = readBody(request.body)
      if (call === null) return reply.code(400).send(failure('bad-input', notACall))
      const { caller } = request.getDecorator<Visitor>('visitor')
      const view = viewOf(caller)
      try {
        return await view.dispatch(call.name, call.input)
      } finally {
        view.close()
      }
    },
  )
  app.get(exportRoute, { exposeHeadRoute: false }, async (request, reply) => {
    const token = bearerIn(request.headers.authorization)
    const visitor =
      token !== ''
        ? await visitors.byToken(token)
        : ((await visitors.sessionIn(request.raw))?.visitor ?? null)
    if (visitor === null) return reply.code(401).type('text/plain; charset=utf-8').send(`${signInFirst}\n`)
    const view = viewOf(visitor.caller)
    // The view is in use until the download was read, or broke off.
    if (reply.raw.destroyed) view.close()
    else reply.raw.once('close', view.close)
    return sendExport(view.transcripts, request, reply, () => strangers.trust(request.raw.socket))
  })
  return app
}
