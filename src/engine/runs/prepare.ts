// Builds the request of a run's next attempt: parameters with their secrets, stored credentials, headers in the order
// server profile, then run. Called before every attempt, so a changed credential is used at once.

import { errorData } from '../../core/basics/errors.ts'
import type { Server } from '../../core/contract/server.ts'
import type { Kind, Params, Settings, StreamRequest } from '../../core/kind/kind.ts'
import { parseHeaderLines } from '../../core/secrets/headers.ts'
import type { SecretStore } from '../base/ports.ts'
import { hostProblem } from '../connection/addresses.ts'
import type { Agents } from '../connection/agents.ts'
import type { Ending, Lack } from '../connection/endings.ts'
import type { OwnRequest } from '../connection/http.ts'
import { noRequestMessage } from '../fold/isolate-kind.ts'
import { parseSecret, restoreSecrets, runSecretRef, serverSecretRef } from './run-secrets.ts'

/** What a request needs that may change between attempts, or why none can be made now. */
export type Prepared =
  | {
      readonly ok: true
      readonly options: Omit<OwnRequest, 'resumeFrom'>
    }
  | { readonly ok: false; readonly how: Ending }

type RunSource = {
  readonly uid: string
  readonly kind: Kind
  readonly params: Params
  readonly baseUrl: string
  readonly hasSecret: boolean
}

/** The request as it can be made now, or why it cannot, in words. A store of credentials that is away is waited for. */
export async function prepareRequest(...given: Parameters<typeof prepare>): Promise<Prepared> {
  try {
    return await prepare(...given)
  } catch (thrown) {
    const { code, message } = errorData(thrown)
    if (code !== 'log-away') throw thrown
    return {
      ok: false,
      how: { type: 'lost', sent: false, cause: `Its credentials cannot be read now: ${message}` },
    }
  }
}

async function prepare(
  source: RunSource,
  server: Server | null,
  resumeFrom: string | null,
  secrets: SecretStore,
  agents: Agents,
): Promise<Prepared> {
  const own = source.hasSecret ? parseSecret(await secrets.get(runSecretRef(source.uid))) : null
  if (source.hasSecret && own === null) {
    return unable(
      'Needs credentials: this run’s own were kept only until Runlight closed; add it again with them',
      'credentials',
    )
  }
  const credential = server === null ? {} : await serverHeaders(server, secrets)
  if (credential === null) {
    return unable(
      `Needs credentials: those of the server ${server?.name ?? ''} must be entered again`,
      'credentials',
    )
  }
  const params = restoreSecrets(source.params, own)
  const baseUrl = server?.baseUrl ?? source.baseUrl
  const request = requestOf(source.kind, { baseUrl, params }, resumeFrom)
  if (request === null) return unable(noRequestMessage(source.kind))
  const userHeaders = { ...credential, ...headersFrom(own?.headers ?? '') }
  const refused = hostProblem(new URL(request.url).hostname, null)
  if (refused !== null) return unable(refused)
  const way = { caPem: server?.caPem ?? null, proxyUrl: server?.proxyUrl ?? null }
  const onward = (from: URL) => agents.after(way, from)
  return { ok: true, options: { request, userHeaders, dispatcher: agents.for(way), onward } }
}

function unable(cause: string, lacks?: Lack): Prepared {
  return { ok: false, how: { type: 'unacceptable', cause, ...(lacks === undefined ? {} : { lacks }) } }
}

/** Null where a defect of the kind's own keeps it from making one. */
function requestOf(kind: Kind, settings: Settings, resumeFrom: string | null): StreamRequest | null {
  try {
    const request = kind.request(settings, resumeFrom)
    return URL.canParse(request.url) ? request : null
  } catch {
    return null
  }
}

/** A server's credential as headers; null where one is stored and cannot be read. */
export async function serverHeaders(
  server: Server,
  secrets: SecretStore,
): Promise<Record<string, string> | null> {
  if (server.auth === 'none' || !server.hasSecret) return {}
  const secret = await secrets.get(serverSecretRef(server.id), server)
  return secret === null ? null : authHeaders(server.auth, secret)
}

/** The headers that carry `secret`: a bearer token (RFC 6750), a Cookie header's value, or lines of `Name: value`. */
export function authHeaders(auth: Server['auth'], secret: string): Record<string, string> {
  switch (auth) {
    case 'none':
      return {}
    case 'bearer':
      return { authorization: `Bearer ${secret}` }
    case 'cookie':
      return { cookie: secret }
    case 'headers':
      return headersFrom(secret)
  }
}

function headersFrom(lines: string): Record<string, string> {
  const parsed = parseHeaderLines(lines)
  return parsed.ok
    ? Object.fromEntries(parsed.headers.map(([name, value]) => [name.toLowerCase(), value]))
    : {}
}
