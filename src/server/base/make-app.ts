// The app that a host's routes are added to: limits, times, and what is said where a request is none or leads nowhere.

import fastify, { type FastifyServerFactory } from 'fastify'
import type { ErrorCode } from '../../core/basics/errors.ts'
import type { Answer } from '../../core/contract/dispatch.ts'
import { exportPath } from '../../core/team/hub-about.ts'
import { plainAnswer } from './plain-answer.ts'

const maxBodyBytes = 8 * 2 ** 20
export const exportRoute = `${exportPath}/:job`
/** Whoever does not read an answer for this long is let go; a person may hold a download up for longer. */
const readsWithinMs = 30_000
const downloadsWithinMs = 600_000

/** `serverFactory` makes the server around the app's own handler, so that a guard can stand before it. */
export function makeApp(serverFactory: FastifyServerFactory) {
  const app = fastify({
    bodyLimit: maxBodyBytes,
    forceCloseConnections: true,
    serverFactory,
    // No route has a schema: what would compile one is two megabytes of programs, which fastify would load all the same.
    schemaController: { compilersFactory: { buildValidator: none, buildSerializer: none } },
    clientErrorHandler: ({ code }, socket) => {
      if (!socket.writable) socket.destroy()
      else if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
        socket.end(plainAnswer(408, 'The request did not come in time.'))
      else socket.end(plainAnswer(400, 'This is no valid HTTP request.'))
    },
  })
  // From the moment an answer is there: how long a call takes is the engine's.
  app.addHook('onSend', async ({ raw, routeOptions }) => {
    raw.socket.setTimeout(routeOptions.url === exportRoute ? downloadsWithinMs : readsWithinMs)
  })
  // JSON only: a form that another site submits cannot be taken for a call.
  app.removeContentTypeParser('text/plain')
  app.setNotFoundHandler((_request, reply) =>
    reply
      .code(404)
      .type('text/plain; charset=utf-8')
      .send('There is nothing here: open the address that Runlight printed.\n'),
  )
  app.setErrorHandler((error, _request, reply) => {
    const status = statusOf(error)
    return reply
      .code(status)
      .send(failure(status < 500 ? 'bad-input' : 'internal', sentences[status] ?? notACall))
  })
  return app
}

function none(): never {
  throw new Error('No route has a schema.')
}

export const notACall = 'The body must be JSON of the form {"name": "runs.snapshot", "input": {}}.'

const sentences: Readonly<Record<number, string>> = {
  413: 'The body is too large: at most 8 MiB can be sent.',
  415: 'The content type must be application/json.',
  500: 'Something went wrong inside Runlight. The log is safe; try again.',
}

export function failure(code: ErrorCode, message: string): Answer {
  return { ok: false, error: { code, message, detail: null } }
}

/** The token that a request carries (RFC 6750, 2.1); empty where it carries none. */
export function bearerIn(authorization: string | undefined): string {
  return /^Bearer +([\w~+/.-]+=*)$/i.exec(authorization ?? '')?.[1] ?? ''
}

function statusOf(error: unknown): number {
  const given = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  return given >= 400 && given < 600 ? given : 500
}
