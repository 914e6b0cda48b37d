// Requests that a person copied from elsewhere: each becomes the runs that would ask the very same. A kind's word for it is not
// enough: its request is made and laid beside the copied one.

import { RunlightError } from '../../core/basics/errors.ts'
import { sameJson } from '../../core/basics/json.ts'
import type { Input, Output } from '../../core/contract/contract.ts'
import type { Kind, Settings, StreamRequest } from '../../core/kind/kind.ts'
import { matchKind } from '../../core/kind/match-kind.ts'
import { takesBody } from '../../core/kind/methods.ts'
import { checkParams } from '../../core/kind/params.ts'
import { requestForm } from '../../core/kind/request-form.ts'
import { urlProblem } from '../../core/kind/url-problem.ts'
import { baseUrlProblem } from '../../core/kind/urls.ts'
import { headerProblem } from '../../core/secrets/headers.ts'
import { redactHeaders, redactUrl } from '../../core/secrets/redact.ts'
import type { PastedRequest } from '../pasted/pasted.ts'
import { readPasted } from '../pasted/read-pasted.ts'
import type { Servers } from '../servers/servers.ts'

type Copied = Output<'requests.read'>['requests'][number]
type Header = readonly [name: string, value: string]

/** Headers that every connection here sets as the copied one did, so that nobody misses them. */
const ownHeaders: ReadonlySet<string> = new Set([
  'accept-encoding',
  'cache-control',
  'connection',
  'content-length',
  'host',
  'keep-alive',
  'te',
  'transfer-encoding',
])

/** Of all forms but HAR, which holds answers too; a run takes a body of a million characters. */
const longestText = 1_500_000

export function readRequests(
  { text, variables = {} }: Input<'requests.read'>,
  kinds: ReadonlyMap<string, Kind>,
  servers: Servers,
): Output<'requests.read'> {
  const form = requestForm(text)
  if (form === null) {
    throw new RunlightError(
      'bad-input',
      'This is no request: copy it as curl, as PowerShell, as fetch, as HTTP or as HAR.',
    )
  }
  if (form !== 'har' && text.length > longestText)
    throw new RunlightError('bad-input', 'This text is too long for a request: copy the request alone.')
  const requests = readPasted(text, form, new Map(Object.entries(variables)))
  return { requests: requests.map((request) => copiedOf(request, kinds, servers)) }
}

function copiedOf(request: PastedRequest, kinds: ReadonlyMap<string, Kind>, servers: Servers): Copied {
  const problem = urlProblem(request.url)
  if (problem !== null) throw new RunlightError('bad-input', problem)
  const { shown, secret, notes } = sortHeaders(request.headers)
  const isLost = request.body !== null && !takesBody(request.method)
  const asked: StreamRequest = {
    method: request.method,
    url: request.url,
    headers: joined(shown),
    body: isLost ? null : request.body,
  }
  const matches = [...kinds.values()]
    .flatMap((kind) => settingsOf(kind, asked).map((settings) => ({ kind, settings })))
    .flatMap(({ kind, settings }) => matchOf(kind, settings, asked, servers))
    // A kind that takes any request says the least of it.
    .toSorted((a, b) => Number(a.baseUrl === '') - Number(b.baseUrl === ''))
    .map(({ made, ...match }) => ({
      ...match,
      headers: linesOf(shown.filter(([name, value]) => made.get(name.toLowerCase()) !== value)),
      secretHeaders: linesOf(secret),
    }))
  if (matches.length === 0)
    throw new RunlightError(
      'bad-input',
      `A request by ${request.method.slice(0, 20)} cannot be watched: change its method.`,
    )
  return {
    method: request.method,
    url: redactUrl(request.url),
    matches,
    notes: [
      ...request.notes,
      ...notes,
      ...(isLost ? [`A ${request.method} carries no body here: it is left out.`] : []),
    ],
  }
}

/** What may be shown, what is kept as a secret, and a sentence for what cannot be sent. */
function sortHeaders(headers: readonly Header[]) {
  const sendable = headers.filter(([name, value]) => headerProblem(name, value) === null)
  const lost = headers.filter(
    ([name]) => !ownHeaders.has(name.toLowerCase()) && !sendable.some(([one]) => one === name),
  )
  const isSecret = (header: Header) => redactHeaders([header])[0]?.[1] !== header[1]
  return {
    shown: sendable.filter((header) => !isSecret(header)),
    secret: sendable.filter(isSecret),
    notes:
      lost.length === 0
        ? []
        : [
            `These headers are left out, since the connection sets them or they cannot be sent: ${lost.map(([name]) => name.slice(0, 40)).join(', ')}.`,
          ],
  }
}

function linesOf(headers: readonly Header[]): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n')
}

function joined(headers: readonly Header[]): Readonly<Record<string, string>> {
  const all = new Map<string, string>()
  for (const [name, value] of headers) {
    const known = all.get(name)
    all.set(name, known === undefined ? value : `${known}, ${value}`)
  }
  return Object.fromEntries(all)
}

/** What `kind` says the request would be: by its own reading, or by its URL, with the pairs of a form for its fields. */
function settingsOf(kind: Kind, request: StreamRequest): readonly Settings[] {
  const own = kind.settingsOf?.(request) ?? null
  const match = matchKind(kind, request.url)
  if (match === null) return own === null ? [] : [own]
  const pairs = [...new URLSearchParams(request.body ?? '')].filter(([name]) =>
    kind.fields.some((field) => field.name === name),
  )
  const params = { ...match.params, ...Object.fromEntries(pairs) }
  return [...(own === null ? [] : [own]), { baseUrl: match.baseUrl, params }]
}

/** The settings as a match, with the headers that the kind gives by itself, if they make `asked`; else nothing. */
function matchOf(kind: Kind, { baseUrl, params }: Settings, asked: StreamRequest, servers: Servers) {
  const checked = checkParams(kind.fields, params)
  if (!checked.ok || (kind.needsServer && baseUrlProblem(baseUrl) !== null)) return []
  const made = kind.request({ baseUrl, params: checked.params }, null)
  if (made.method !== asked.method || !sameUrl(made.url, asked.url) || !sameBody(made.body, asked.body))
    return []
  const serverId = kind.needsServer ? (servers.byUrl(baseUrl)?.id ?? null) : null
  return [
    {
      kind: kind.id,
      serverId,
      baseUrl,
      params: { ...params },
      made: new Map(Object.entries(made.headers).map(([name, value]) => [name.toLowerCase(), value])),
    },
  ]
}

/** The order of a query's pairs is no difference. */
function sameUrl(one: string, other: string): boolean {
  const [a, b] = [new URL(one), new URL(other)]
  const pairs = ({ searchParams }: URL) => [...searchParams].map((pair) => JSON.stringify(pair)).sort()
  return a.origin === b.origin && a.pathname === b.pathname && sameJson(pairs(a), pairs(b))
}

/** The same text, the same JSON, or the same pairs of a form. */
function sameBody(one: string | null, other: string | null): boolean {
  if (one === other || (one ?? '') === (other ?? '')) return true
  if (one === null || other === null) return false
  const [a, b] = [parse(one), parse(other)]
  if (a !== undefined && b !== undefined) return sameJson(a, b)
  return (
    /^[^\s{["&=]+=[^\s]*$/.test(other) &&
    sameJson([...new URLSearchParams(one)], [...new URLSearchParams(other)])
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
