// The server profiles: kept in memory, written through, their credentials apart from them.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Server, ServerDraft } from '../../core/contract/server.ts'
import { urlProblem } from '../../core/kind/url-problem.ts'
import { baseUrlProblem, normalBaseUrl } from '../../core/kind/urls.ts'
import { headerProblem, parseHeaderLines } from '../../core/secrets/headers.ts'
import type { Clock } from '../base/clock.ts'
import type { SecretStore } from '../base/ports.ts'
import { raise } from '../base/raise.ts'
import { hostProblem } from '../connection/addresses.ts'
import type { LogAccess } from '../log/port.ts'
import { serverSecretRef } from '../runs/run-secrets.ts'

export type Servers = {
  readonly load: () => Promise<void>
  readonly list: () => Server[]
  readonly get: (id: number) => Server | null
  /** The profile whose base URL is `baseUrl`, if there is one. */
  readonly byUrl: (baseUrl: string) => Server | null
  readonly save: (draft: ServerDraft) => Promise<Server>
  readonly remove: (id: number) => Promise<void>
}

export function createServers(
  log: LogAccess,
  secrets: SecretStore,
  clock: Clock,
  changed: (servers: Server[]) => void,
): Servers {
  let servers: Server[] = []

  const load = async () => {
    const stored = await log.servers()
    servers = await Promise.all(
      stored.map(async (server) => ({
        ...server,
        needsSecret: server.hasSecret && (await secrets.get(serverSecretRef(server.id), server)) === null,
      })),
    )
  }
  const get = (id: number) => servers.find((server) => server.id === id) ?? null

  return {
    load,
    list: () => servers,
    get,
    byUrl: (baseUrl) => servers.find((server) => server.baseUrl === baseUrl) ?? null,
    save: async (draft) => {
      const before = draft.id === null ? null : get(draft.id)
      if (draft.id !== null && before === null)
        throw new RunlightError('not-found', 'This server was removed meanwhile.')
      checkDraft(draft)
      const keeps = draft.secret === null && before?.auth === draft.auth && before.hasSecret
      if (keeps) checkSameWay(draft, before)
      const hasSecret = draft.auth !== 'none' && (keeps || (draft.secret ?? '') !== '')
      if (hasSecret && draft.secret !== null) secrets.mayStore?.()
      const { name, auth, caPem, proxyUrl } = draft
      const id = await log.saveServer(
        {
          name,
          baseUrl: normalBaseUrl(draft.baseUrl),
          auth,
          headerNames: keeps ? (before?.headerNames ?? []) : headerNames(draft),
          hasSecret,
          caPem,
          proxyUrl,
          createdAt: before?.createdAt ?? clock.now(),
        },
        draft.id,
      )
      if (!hasSecret) await secrets.remove(serverSecretRef(id))
      else if (draft.secret !== null) await secrets.set(serverSecretRef(id), draft.secret)
      await load()
      changed(servers)
      return get(id) ?? raise(new RunlightError('internal', 'The server was not stored.'))
    },
    remove: async (id) => {
      await log.removeServer(id)
      await secrets.remove(serverSecretRef(id))
      await load()
      changed(servers)
    },
  }
}

/** Throws `bad-input` with the problems by field. */
export function checkDraft(draft: ServerDraft): void {
  const problems = Object.entries({
    baseUrl: addressProblem(draft.baseUrl),
    proxyUrl: draft.proxyUrl === null ? null : urlProblem(draft.proxyUrl),
    caPem:
      draft.caPem === null || draft.caPem.includes('-----BEGIN CERTIFICATE-----')
        ? null
        : 'Paste the certificate as PEM text, from -----BEGIN CERTIFICATE----- on.',
    secret: secretProblem(draft),
  }).filter(([, problem]) => problem !== null)
  if (problems.length === 0) return
  throw new RunlightError('bad-input', String(problems[0]?.[1]), { problems: Object.fromEntries(problems) })
}

/** A stored credential never goes another way than it was entered for: whoever moves its server enters it again. */
function checkSameWay(draft: ServerDraft, before: Server): void {
  if (
    normalBaseUrl(draft.baseUrl) === before.baseUrl &&
    draft.proxyUrl === before.proxyUrl &&
    draft.caPem === before.caPem
  )
    return
  throw new RunlightError(
    'bad-input',
    'The credential was entered for another address, proxy or certificate: enter it again.',
    { problems: { secret: 'Enter it again.' } },
  )
}

/** What is wrong with a base URL, be it how it is written or where it leads. */
function addressProblem(text: string): string | null {
  const problem = baseUrlProblem(text)
  if (problem !== null) return problem
  const refused = hostProblem(new URL(text).hostname, null)
  return refused === null ? null : `${refused}.`
}

function secretProblem({ auth, secret }: ServerDraft): string | null {
  if (secret === null || secret === '' || auth === 'none') return null
  if (auth === 'bearer') return headerProblem('authorization', secret)
  if (auth === 'cookie') return headerProblem('cookie', secret)
  const parsed = parseHeaderLines(secret)
  if (!parsed.ok) return parsed.problem
  return (
    parsed.headers.map(([name, value]) => headerProblem(name, value)).find((problem) => problem !== null) ??
    null
  )
}

function headerNames({ auth, secret }: ServerDraft): string[] {
  if (auth !== 'headers' || secret === null) return []
  const parsed = parseHeaderLines(secret)
  return parsed.ok ? parsed.headers.map(([name]) => name) : []
}
