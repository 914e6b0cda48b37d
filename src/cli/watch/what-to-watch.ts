// From the words of the command line to the run they ask for: a kind with its parameters, or a URL that says it all. It
// knows no kind by name; which one takes any URL whole is read off the kinds themselves.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Input, KindInfo, Output } from '../../core/contract/contract.ts'
import { serverNamed } from '../../core/contract/server-named.ts'
import { takesBody } from '../../core/kind/methods.ts'
import { checkParams } from '../../core/kind/params.ts'
import { readTarget } from '../../core/kind/targets.ts'
import { urlProblem } from '../../core/kind/url-problem.ts'
import { baseUrlProblem, normalBaseUrl } from '../../core/kind/urls.ts'
import type { Call } from '../host/caller.ts'
import type { CopiedRequest } from './copied-request.ts'
import { type EndingOptions, endingParams } from './ending-options.ts'

export type WatchTarget = EndingOptions & {
  readonly target: string | undefined
  /** A request that was copied from elsewhere, in place of a target. */
  readonly copied?: CopiedRequest | undefined
  readonly set?: Readonly<Record<string, string>> | undefined
  readonly baseUrl?: string | undefined
  readonly server?: string | undefined
  readonly method?: string | undefined
  readonly body?: string | undefined
}

export type Wanted = Pick<Input<'runs.add'>, 'kind' | 'serverId' | 'baseUrl' | 'params' | 'headers'> & {
  /** Parameters that came with the target or an option of their own, not by `--set`. */
  readonly implied: readonly string[]
}

type Match = Output<'kinds.match'>[number]

/** Throws `bad-input` with what to do. */
export async function whatToWatch(call: Call, asked: WatchTarget): Promise<Wanted> {
  const kinds = await call('kinds.list', {})
  const wanted = await wantedOf(call, kinds, asked)
  const endings = endingParams(asked)
  const fields = kinds.find(({ id }) => id === wanted.kind)?.fields ?? []
  if (!Object.keys(endings).every((name) => fields.some((field) => field.name === name)))
    throw bad(
      `What the events of ${wanted.kind} mean and where they end is documented: leave out --read-as, --end-… and --fail-….`,
    )
  const more = { ...requestParams(asked), ...endings }
  const set = asked.set ?? {}
  const clash = [...wanted.implied, ...Object.keys(more)].find((name) => Object.hasOwn(set, name))
  if (clash !== undefined) throw bad(`${clash} is given twice: leave out --set ${clash}=….`)
  return {
    ...wanted,
    params: { ...wanted.params, ...more, ...set },
    implied: [...wanted.implied, ...Object.keys(more)],
  }
}

async function wantedOf(call: Call, kinds: readonly KindInfo[], asked: WatchTarget): Promise<Wanted> {
  const { target, copied } = asked
  if (copied !== undefined) {
    if (target !== undefined) throw bad('--curl says what to watch already: leave out the kind or URL.')
    return wantedOfMatch(choose(copied.matches, kinds, asked), kinds)
  }
  if (target === undefined) throw bad('Say what to watch: a kind, a URL, or a copied request with --curl.')
  const named = kinds.find(({ id }) => id === target)
  return named === undefined ? byUrl(call, kinds, target, asked) : byKind(call, named, asked)
}

async function byUrl(
  call: Call,
  kinds: readonly KindInfo[],
  target: string,
  asked: WatchTarget,
): Promise<Wanted> {
  const url = urlOf(target, kinds)
  if (asked.baseUrl !== undefined || asked.server !== undefined)
    throw bad('The URL says where to ask already: leave out --base-url and --server.')
  const matches = await call('kinds.match', { text: url })
  return wantedOfMatch(choose(matches, kinds, asked), kinds)
}

function wantedOfMatch(
  match: Match | CopiedRequest['matches'][number] | undefined,
  kinds: readonly KindInfo[],
): Wanted {
  if (match === undefined)
    throw bad('This URL cannot be watched: write it whole, like https://example.com/events.')
  const whole = kinds.find((kind) => !kind.needsServer)?.id
  const { kind, serverId, baseUrl, params } = match
  const headers = 'secretHeaders' in match ? [match.headers, match.secretHeaders] : []
  return {
    headers: headers.filter((lines) => lines !== '').join('\n') || null,
    kind,
    serverId,
    baseUrl: serverId === null && kind !== whole ? baseUrl : null,
    params,
    implied: Object.keys(params),
  }
}

/** The URL that `target` is, its scheme put in front where it has none. */
function urlOf(target: string, kinds: readonly KindInfo[]): string {
  // A shell's quotes may hold a URL with spaces in it; they are encoded.
  if (/^https?:\/\//i.test(target)) {
    const problem = urlProblem(target)
    if (problem !== null) throw bad(problem)
    return target
  }
  const read = readTarget(target)
  if (read.type === 'url') return read.url
  if (read.type === 'wrong') throw bad(read.problem)
  const known = kinds.map(({ id }) => id).join(', ')
  throw bad(
    `“${read.id.slice(0, 60)}” is neither a kind (${known}) nor a URL: write a URL whole, like https://example.com/events.`,
  )
}

/**
 * The best match that knows every parameter given by `--set`. A documented URL that only lacks a parameter is meant as what
 * it is documented for, and the lack is what the person is told; a plain request for it would be answered with an error.
 */
function choose<M extends Match>(
  matches: readonly M[],
  kinds: readonly KindInfo[],
  asked: WatchTarget,
): M | undefined {
  const set = asked.set ?? {}
  const fieldsOf = ({ kind }: Match) => kinds.find(({ id }) => id === kind)?.fields ?? []
  const takesAny = ({ kind }: Match) => kinds.some(({ id, needsServer }) => id === kind && !needsServer)
  if (hasRequestOptions(asked)) return matches.find(takesAny)
  // What documents its own endings is not meant where others are named.
  const named = Object.keys({ ...set, ...endingParams(asked) })
  const fitting = matches.filter((match) => {
    const names = fieldsOf(match).map((field) => field.name)
    return named.every((name) => names.includes(name))
  })
  const lacking = fitting.find((match) => {
    const checked = checkParams(fieldsOf(match), { ...match.params, ...set })
    return !checked.ok && Object.keys(checked.problems).every((name) => !Object.hasOwn(match.params, name))
  })
  const best = fitting[0] ?? matches[0]
  return best !== undefined && takesAny(best) ? (lacking ?? best) : best
}

async function byKind(call: Call, kind: KindInfo, asked: WatchTarget): Promise<Wanted> {
  const common = { kind: kind.id, params: {}, headers: null, implied: [] }
  if (!kind.needsServer) {
    if (asked.baseUrl !== undefined || asked.server !== undefined)
      throw bad(`${kind.label}: the URL says where to ask; leave out --base-url and --server.`)
    return { ...common, serverId: null, baseUrl: null }
  }
  if (hasRequestOptions(asked))
    throw bad(`How ${kind.id} are asked for is documented: --method and --body go with a URL.`)
  if (asked.server !== undefined) {
    const { servers } = await call('runs.snapshot', {})
    return { ...common, serverId: serverNamed(servers, asked.server, '--base-url').id, baseUrl: null }
  }
  if (asked.baseUrl === undefined)
    throw bad(
      `${kind.label} are asked of a server: give --base-url URL, or --server NAME for one that is set up.`,
    )
  const problem = urlProblem(asked.baseUrl)
  if (problem !== null) throw bad(`--base-url: ${problem}`)
  // A hub takes a server by its number alone: an address would be asked without the server's credentials.
  const address = baseUrlProblem(asked.baseUrl) === null ? normalBaseUrl(asked.baseUrl) : null
  const { servers } = await call('runs.snapshot', {})
  const server = servers.find(({ baseUrl }) => baseUrl === address)
  return server === undefined
    ? { ...common, serverId: null, baseUrl: asked.baseUrl }
    : { ...common, serverId: server.id, baseUrl: null }
}

function hasRequestOptions({ method, body }: WatchTarget): boolean {
  return method !== undefined || body !== undefined
}

/** A body is posted (RFC 9110, 9.3.3), unless the person says otherwise; with a GET or HEAD it would not be sent, so that is refused. */
function requestParams({ method, body }: WatchTarget): Readonly<Record<string, string>> {
  const asked = method?.toUpperCase() ?? (body === undefined ? undefined : 'POST')
  if (asked !== undefined && body !== undefined && !takesBody(asked))
    throw bad(`A ${asked} carries no body: leave out --body, or use --method POST.`)
  const given = Object.entries({ method: asked, body })
  return Object.fromEntries(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

function bad(sentence: string): RunlightError {
  return new RunlightError('bad-input', sentence)
}
