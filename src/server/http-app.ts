// The routes: the page's files, the one call for scripts, and the exports that a page has asked for. Every request that
// reaches them passed the guard. It answers with what the engine says and adds nothing of its own but who may ask.

import type { FastifyReply, FastifyRequest, FastifyServerFactory } from 'fastify'
import { type HubAbout, healthPath } from '../core/team/hub-about.ts'
import type { Engine } from '../engine/index.ts'
import { bearerIn, exportRoute, failure, makeApp, notACall } from './base/make-app.ts'
import type { PageFile } from './base/page-files.ts'
import { sendExport } from './base/send-export.ts'
import type { Strangers } from './base/strangers.ts'
import type { TokenGate } from './token-gate.ts'
import { readBody } from './wire/read-frame.ts'
import { callPath } from './wire/wire.ts'

export type HttpAppDeps = {
  readonly files: ReadonlyMap<string, PageFile>
  readonly about: HubAbout
  readonly engine: Pick<Engine, 'dispatch'> & {
    readonly transcripts: Pick<Engine['transcripts'], 'download'>
  }
  readonly gate: TokenGate
  readonly strangers: Pick<Strangers, 'trust'>
}

/** `serverFactory` makes the server around the app's own handler, so that the guard can stand before it. */
export function createHttpApp(
  { files, about, engine, gate, strangers }: HttpAppDeps,
  serverFactory: FastifyServerFactory,
) {
  const app = makeApp(serverFactory)
  app.get(healthPath, () => about)
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
  return app
}

/** Whether the request carries the token (RFC 6750, 2.1); answered where it does not. */
async function admit(gate: TokenGate, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  switch (gate.check(bearerIn(request.headers.authorization))) {
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
