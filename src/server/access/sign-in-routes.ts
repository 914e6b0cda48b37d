// The routes of signing in and out. A form comes from a page of ours: the guard has held its Origin to this host before.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { errorData, RunlightError } from '../../core/basics/errors.ts'
import type { From } from '../../engine/index.ts'
import type { Allowance } from './allowance.ts'
import type { CookieJar } from './cookies.ts'
import type { Came, Door, Refused } from './door.ts'
import { paths } from './html.ts'
import { ownPath } from './own-path.ts'
import { pageScript } from './page-script.ts'
import { pageStyle } from './page-style.ts'
import { signedOutPage, signInPage, signOutPage } from './pages.ts'
import { isProof, proofOf } from './proof.ts'
import type { Visitors } from './visitors.ts'

export type SignInDeps = {
  readonly door: Door
  readonly visitors: Visitors
  readonly cookies: CookieJar
  /** The sign-in service; null where there is none. */
  readonly service: { readonly name: string; readonly endUrl: () => string | null } | null
  /** How often one network may try to come in. */
  readonly perNetwork: Allowance
  readonly networkOf: (request: FastifyRequest) => string
  readonly fromOf: (request: FastifyRequest) => From
}

const longestForm = 8_192
const sessionSeconds = 86_400
const signInSeconds = 600

export function addSignIn(app: FastifyInstance, deps: SignInDeps): void {
  const { door, visitors, cookies, service, perNetwork, networkOf, fromOf } = deps
  const html = (reply: FastifyReply, status: number, body: string) =>
    reply.code(status).type('text/html; charset=utf-8').send(body)
  const ask = (reply: FastifyReply, status: number, to: string, problem: string | null) =>
    html(reply, status, signInPage({ service: service?.name ?? null, to, problem }))
  /** Whoever tries too often waits; answered where that is so. */
  const waits = (request: FastifyRequest, reply: FastifyReply): boolean => {
    const ms = perNetwork.take(networkOf(request))
    if (ms === 0) return false
    void ask(
      reply.header('retry-after', Math.ceil(ms / 1_000)),
      429,
      toIn(request),
      'That was often: wait a few seconds, then try again.',
    )
    return true
  }
  /** The session is a new one whatever the browser brought: a planted one is of no use (fixation). */
  const answer = async (request: FastifyRequest, reply: FastifyReply, outcome: Came | Refused) => {
    const cleared = cookies.signIn.clear()
    if (!outcome.ok) {
      if (outcome.waitMs > 0) reply.header('retry-after', Math.ceil(outcome.waitMs / 1_000))
      reply.header('set-cookie', cleared)
      return ask(reply, outcome.waitMs > 0 ? 429 : 403, outcome.to, outcome.sentence)
    }
    const before = await visitors.sessionIn(request.raw)
    if (before !== null) await visitors.leave(before.secret)
    return reply
      .header('set-cookie', [cookies.session.set(outcome.session, sessionSeconds), cleared])
      .redirect(outcome.to, 303)
  }

  app.register(async (forms) => {
    forms.removeAllContentTypeParsers()
    forms.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: longestForm },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    )
    forms.setErrorHandler((thrown, request, reply) => {
      const { code, message } = errorData(thrown)
      if (thrown instanceof RunlightError)
        return ask(reply, code === 'log-away' || code === 'unreachable' ? 503 : 403, toIn(request), message)
      const status = thrown instanceof Error && 'statusCode' in thrown ? Number(thrown.statusCode) : 500
      return ask(
        reply,
        status,
        toIn(request),
        status < 500 ? 'This form was not sent from here: fill it in once more.' : message,
      )
    })

    forms.get(paths.style, (_request, reply) => reply.type('text/css; charset=utf-8').send(pageStyle))
    forms.get(paths.script, (_request, reply) =>
      reply.type('text/javascript; charset=utf-8').send(pageScript),
    )
    forms.get(paths.signIn, async (request, reply) => {
      const to = toIn(request)
      return (await visitors.sessionIn(request.raw)) === null
        ? ask(reply, 200, to, null)
        : reply.redirect(to, 303)
    })
    forms.get(paths.begin, { exposeHeadRoute: false }, async (request, reply) => {
      if (waits(request, reply)) return reply
      const { url, state } = await door.begin(toIn(request))
      return reply.header('set-cookie', cookies.signIn.set(state, signInSeconds)).redirect(url, 303)
    })
    // Not counted: it follows a beginning, which was.
    forms.get(paths.back, { exposeHeadRoute: false }, async (request, reply) => {
      const state = cookies.signIn.read(request.headers.cookie)
      return answer(request, reply, await door.back(urlOf(request), state, fromOf(request)))
    })
    forms.post(paths.token, async (request, reply) => {
      if (waits(request, reply)) return reply
      const token = (formOf(request).get('token') ?? '').trim()
      return answer(request, reply, await door.byToken(token, toIn(request), fromOf(request)))
    })
    forms.get(paths.signOut, async (request, reply) => {
      const session = await visitors.sessionIn(request.raw)
      if (session === null) return reply.redirect(paths.signIn, 303)
      return html(reply, 200, signOutPage(session.visitor.caller.name, proofOf(session.secret)))
    })
    forms.post(paths.signOut, async (request, reply) => {
      const session = await visitors.sessionIn(request.raw)
      if (session === null) return reply.redirect(paths.signIn, 303)
      const { secret, visitor } = session
      if (!isProof(secret, formOf(request).get('proof')))
        throw new RunlightError(
          'not-allowed',
          'This page was not of your session: open it again to sign out.',
        )
      await visitors.leave(secret)
      door.wentOut(visitor, fromOf(request))
      const byService = visitor.by === 'person' ? service : null
      return html(
        reply.header('set-cookie', cookies.session.clear()),
        200,
        signedOutPage(byService?.name ?? null, byService?.endUrl() ?? null),
      )
    })
  })
}

function urlOf(request: FastifyRequest): URL {
  return new URL(request.raw.url ?? '', 'http://localhost')
}

/** Where a sign-in goes on to, by the form that was sent or the address. */
function toIn(request: FastifyRequest): string {
  return ownPath(formOf(request).get('to') ?? urlOf(request).searchParams.get('to'))
}

function formOf(request: FastifyRequest): URLSearchParams {
  return request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
}
