// The routes: the page's files, the one call for scripts, and the exports that a page has asked for. Every request that
// reaches them passed the guard. It answers with what the engine says and adds nothing of its own but who may ask.

import fastify, { type FastifyReply, type FastifyRequest, type FastifyServerFactory } from 'fastify'
import type { ErrorCode } from '../core/basics/errors.ts'
import type { Answer } from '../core/contract/dispatch.ts'
import type { Engine } from '../engine/index.ts'
import type { PageFile } from './page-files.ts'
import { plainAnswer } from './plain-answer.ts'
import { sendExport } from './send-export.ts'
import type { Strangers } from './strangers.ts'
import type { TokenGate } from './token-gate.ts'
import { readBody } from './wire/read-frame.ts'
import { callPath, exportPath } from './wire/wire.ts'

const maxBodyBytes = 8 * 2 ** 20
const exportRoute = `${exportPath}/:job`
/** Whoever does not read an answer for this long is let go; a person may hold a download up for longer. */
const readsWithinMs = 30_000
const downloadsWithinMs = 600_000

export type HttpAppDeps = {
  readonly files: ReadonlyMap<string, PageFile>
  readonly engine: Pick<Engine, 'dispatch'> & {
    readonly transcripts: Pick<Engine['transcripts'], 'download'>
  }
  readonly gate: TokenGate
  readonly strangers: Pick<Strangers, 'trust'>
}

/** `serverFactory` makes the server around the app's own handler, so that the guard can stand before it. */
export function createHttpApp(
  { files, engine, gate, strangers }: HttpAppDeps,
  serverFactory: FastifyServerFactory,
) {
  const app = fastify({
    bodyLimit: maxBodyBytes,
    forceCloseConnections: true,
    serverFactory,
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

  app.get('/*', (request, reply) => {
    const file = files.get(request.raw.url?.split('?')[0] ?? '')
    if (file === undefined) return reply.callNotFound()
    return reply.header('content-type', file.type).header('cache-control', file.cache).send(file.read())
  })
  app.post(
    callPath,
    {
      onRequest: async (request, reply) => {
        if (await admit(gate, request, reply)) strangers.trust(request.raw.socket)
      },
    },
    async (request, reply) => {
      const call = readBody(request.body)
      if (call === null) return reply.code(400).send(failure('bad-input', notACall))
      return engine.dispatch(call.name, call.input)
    },
  )
  // Its key is a secret of one use: a browser’s download carries no header of ours.
  app.get(exportRoute, { exposeHeadRoute: false }, (request, reply) =>
    sendExport(engine.transcripts, request, reply, () => strangers.trust(request.raw.socket)),
  )
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

const notACall = 'The body must be JSON of the form {"name": "runs.snapshot", "input": {}}.'

const sentences: Readonly<Record<number, string>> = {
  413: 'The body is too large: at most 8 MiB can be sent.',
  415: 'The content type must be application/json.',
  500: 'Something went wrong inside Runlight. The log is safe; try again.',
}

/** Whether the request carries the token (RFC 6750, 2.1); answered where it does not. */
async function admit(gate: TokenGate, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const given = /^Bearer +([\w~+/.-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
  switch (gate.check(given)) {
    case 'right':
      return true
    case 'wrong':
      await reply
        .code(401)
        .header('www-authenticate', 'Bearer')
        .send(
          failure(
            'needs-credentials',
            'Send the token that Runlight printed, as “Authorization: Bearer TOKEN”.',
          ),
        )
      return false
    case 'too-many':
      await reply
        .code(429)
        .header('retry-after', '1')
        .send(failure('not-allowed', 'Too many wrong tokens: wait a second, then send the right one.'))
      return false
  }
}

function failure(code: ErrorCode, message: string): Answer {
  return { ok: false, error: { code, message, detail: null } }
}

function statusOf(error: unknown): number {
  const given = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  return given >= 400 && given < 600 ? given : 500
}
