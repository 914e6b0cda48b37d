// Adding a run: from what a person gave to a stored run that connects. Every refusal names the field and the remedy.

import { randomUUID } from 'node:crypto'
import { RunlightError } from '../../core/basics/errors.ts'
import type { Output } from '../../core/contract/contract.ts'
import type { Server } from '../../core/contract/server.ts'
import { newSummary } from '../../core/job/summary.ts'
import type { Kind, Params } from '../../core/kind/kind.ts'
import { defaultsOf } from '../../core/kind/match-kind.ts'
import { checkParams, unknownParams } from '../../core/kind/params.ts'
import { urlProblem } from '../../core/kind/url-problem.ts'
import { baseUrlProblem, normalBaseUrl } from '../../core/kind/urls.ts'
import { isFinished, isSettled } from '../../core/run/states.ts'
import { headerProblem, parseHeaderLines } from '../../core/secrets/headers.ts'
import type { Clock } from '../base/clock.ts'
import type { SecretStore } from '../base/ports.ts'
import { hostProblem } from '../connection/addresses.ts'
import type { LogAccess } from '../log/port.ts'
import type { BoardCalls } from '../runs/board-calls.ts'
import { extractSecrets, type RunSecret, runSecretRef, serializeSecret } from '../runs/run-secrets.ts'
import type { Servers } from '../servers/servers.ts'

export type AddRun = {
  readonly kind: string
  readonly serverId: number | null
  readonly baseUrl: string | null
  readonly params: Params
  readonly headers: string | null
  readonly title: string | null
  readonly evenIfWatched: boolean
  readonly retry: boolean
}

export type AddRunDeps = {
  readonly kinds: ReadonlyMap<string, Kind>
  readonly servers: Servers
  readonly board: BoardCalls
  readonly log: LogAccess
  readonly secrets: SecretStore
  readonly clock: Clock
}

export async function addRun(deps: AddRunDeps, input: AddRun): Promise<Output<'runs.add'>> {
  const kind = deps.kinds.get(input.kind)
  if (kind === undefined) {
    throw new RunlightError(
      'bad-input',
      `There is no kind “${input.kind.slice(0, 40)}”. Known: ${[...deps.kinds.keys()].join(', ')}.`,
    )
  }
  const { server, baseUrl } = place(kind, input, deps.servers)
  const checked = checkParams(kind.fields, input.params)
  if (!checked.ok) {
    throw new RunlightError('bad-input', Object.values(checked.problems)[0] ?? 'A parameter is not valid.', {
      problems: checked.problems,
      unknown: unknownParams(kind.fields, input.params),
    })
  }
  checkHeaders(input.headers)
  const { shown, secret } = extractSecrets(kind, checked.params, input.headers)
  const request = kind.request({ baseUrl: server?.baseUrl ?? baseUrl, params: checked.params }, null)
  const problem = urlProblem(request.url)
  if (problem !== null) throw new RunlightError('bad-input', problem)
  const refused = hostProblem(new URL(request.url).hostname, null)
  if (refused !== null) throw new RunlightError('bad-input', `${refused}.`)
  if (!input.evenIfWatched) await refuseDuplicate(deps, kind, server, baseUrl, shown)
  const title = input.title?.trim() || kind.title(shown)
  const host = new URL(request.url).host
  return {
    run: await store(deps, {
      kind,
      server,
      baseUrl,
      shown,
      secret,
      title,
      host,
      generates: !kind.observes(checked.params),
      againOf: null,
      retry: input.retry,
    }),
  }
}

export type NewRunParts = {
  readonly kind: Kind
  readonly server: Server | null
  readonly baseUrl: string
  readonly shown: Params
  readonly secret: RunSecret | null
  readonly title: string
  readonly host: string
  /** By the parameters as they were given: those that are shown may hide what an address means. */
  readonly generates: boolean
  readonly againOf: number | null
  readonly retry: boolean
}

/** Stores the run and its secret, and connects. */
export async function store(deps: AddRunDeps, parts: NewRunParts): Promise<number> {
  const { kind, server, baseUrl, shown, secret, title, host, generates, againOf, retry } = parts
  const uid = randomUUID()
  if (secret !== null) await deps.secrets.set(runSecretRef(uid), serializeSecret(secret))
  const createdAt = deps.clock.now()
  const summary = newSummary({
    kind: kind.id,
    serverId: server?.id ?? null,
    server: server?.name ?? host,
    title,
    createdAt,
    againOf,
    generates,
    ...(retry ? {} : { retry: false as const }),
    connection: { state: 'connecting', cause: null, attempt: 0, since: createdAt, retryAt: null },
    beatMs: kind.beatMs,
  })
  const hasSecret = secret !== null
  const run = { uid, kind: kind.id, serverId: server?.id ?? null, baseUrl, params: shown, hasSecret, summary }
  return deps.board.add(run)
}

function place(kind: Kind, input: AddRun, servers: Servers): { server: Server | null; baseUrl: string } {
  if (!kind.needsServer) return { server: null, baseUrl: '' }
  if (input.serverId !== null) {
    const server = servers.get(input.serverId)
    if (server === null)
      throw new RunlightError('not-found', 'This server was removed meanwhile: choose another.', {
        problems: { serverId: 'Choose a server.' },
      })
    return { server, baseUrl: server.baseUrl }
  }
  if (input.baseUrl === null || input.baseUrl.trim() === '') {
    const problem = `${kind.label} are asked of a server: choose one, or give its base URL.`
    throw new RunlightError('bad-input', problem, { problems: { serverId: problem } })
  }
  const problem = baseUrlProblem(input.baseUrl)
  if (problem !== null) throw new RunlightError('bad-input', problem, { problems: { baseUrl: problem } })
  const baseUrl = normalBaseUrl(input.baseUrl)
  return { server: servers.byUrl(baseUrl), baseUrl }
}

function checkHeaders(lines: string | null): void {
  if (lines === null) return
  const parsed = parseHeaderLines(lines)
  const problem = parsed.ok
    ? parsed.headers.map(([name, value]) => headerProblem(name, value)).find((one) => one !== null)
    : parsed.problem
  if (problem != null) throw new RunlightError('bad-input', problem, { problems: { headers: problem } })
}

/** The same job twice on the board helps nobody; for work that is started by asking, only while it is under way. */
async function refuseDuplicate(
  deps: AddRunDeps,
  kind: Kind,
  server: Server | null,
  baseUrl: string,
  shown: Params,
): Promise<void> {
  const wanted = JSON.stringify(Object.entries(shown).toSorted())
  const observes = kind.observes(shown)
  const alike = [...deps.board.summaries()].filter(
    (run) =>
      run.kind === kind.id &&
      run.serverId === (server?.id ?? null) &&
      (observes || !(isSettled(run.connection.state) || isFinished(run.job.state))),
  )
  for (const run of alike.reverse()) {
    const stored = await deps.log.run(run.id)
    if (stored === null || stored.baseUrl !== baseUrl) continue
    // A run of an older Runlight lacks the fields that came since.
    const params = { ...defaultsOf(kind.fields), ...stored.params }
    if (JSON.stringify(Object.entries(params).toSorted()) !== wanted) continue
    throw new RunlightError(
      'duplicate-run',
      `This is already watched as run ${run.id} (${run.title}): open that one, or watch it twice.`,
      { run: run.id },
    )
  }
}
