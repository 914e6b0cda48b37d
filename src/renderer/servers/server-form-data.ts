// The form of a server as data, its problems, and the draft that is sent. Pure. A stored credential is never in it: an empty
// field keeps the stored one.

import type { Server, ServerDraft } from '../../core/contract/server.ts'
import { urlProblem } from '../../core/kind/url-problem.ts'
import { headerProblem, parseHeaderLines } from '../../core/secrets/headers.ts'

export type ServerForm = {
  readonly id: number | null
  readonly name: string
  readonly baseUrl: string
  readonly auth: ServerDraft['auth']
  readonly secret: string
  readonly caPem: string
  readonly proxyUrl: string
}

export type ServerProblems = Partial<Record<keyof ServerForm, string>>

/** The types of credentials in order. Core's list is in a file with schemas, which are not bundled for the window. */
export const authTypes = [
  'none',
  'bearer',
  'cookie',
  'headers',
] as const satisfies readonly ServerDraft['auth'][]

export const authLabels: Readonly<Record<ServerDraft['auth'], string>> = {
  none: 'None',
  bearer: 'Bearer token',
  cookie: 'Cookie',
  headers: 'Headers',
}

/** The form of `server`, or an empty one. */
export function serverForm(server: Server | undefined): ServerForm {
  return {
    id: server?.id ?? null,
    name: server?.name ?? '',
    baseUrl: server?.baseUrl ?? '',
    auth: server?.auth ?? 'none',
    secret: '',
    caPem: server?.caPem ?? '',
    proxyUrl: server?.proxyUrl ?? '',
  }
}

/** Whether a credential of the type in the form is stored. */
export function keepsSecret(form: ServerForm, server: Server | undefined): boolean {
  return server?.hasSecret === true && server.auth === form.auth
}

/** The problems of `form` by field. */
export function serverProblems(form: ServerForm, server: Server | undefined): ServerProblems {
  const problems: ServerProblems = {}
  if (form.name.trim() === '') problems.name = 'Give the server a name.'
  const address =
    form.baseUrl.trim() === '' ? 'Give the address that paths begin with.' : urlProblem(form.baseUrl.trim())
  if (address !== null) problems.baseUrl = address
  const secret = secretProblem(form, keepsSecret(form, server))
  if (secret !== null) problems.secret = secret
  const proxy = form.proxyUrl.trim() === '' ? null : urlProblem(form.proxyUrl.trim())
  if (proxy !== null) problems.proxyUrl = proxy
  if (form.caPem.trim() !== '' && !form.caPem.includes('-----BEGIN CERTIFICATE-----')) {
    problems.caPem = 'A certificate in PEM form begins with -----BEGIN CERTIFICATE-----.'
  }
  return problems
}

function secretProblem({ auth, secret }: ServerForm, stored: boolean): string | null {
  if (auth === 'none') return null
  if (secret.trim() === '') return stored ? null : 'A credential is needed, or choose None.'
  if (auth !== 'headers') return headerProblem(auth === 'cookie' ? 'Cookie' : 'Authorization', secret.trim())
  const parsed = parseHeaderLines(secret)
  if (!parsed.ok) return parsed.problem
  for (const [name, value] of parsed.headers) {
    const problem = headerProblem(name, value)
    if (problem !== null) return problem
  }
  return null
}

/** The draft that is sent to the engine. */
export function serverDraft(form: ServerForm): ServerDraft {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
  return {
    id: form.id,
    name: form.name.trim(),
    baseUrl: form.baseUrl.trim(),
    auth: form.auth,
    secret: form.auth === 'none' ? null : orNull(form.secret),
    caPem: orNull(form.caPem),
    proxyUrl: orNull(form.proxyUrl),
  }
}
