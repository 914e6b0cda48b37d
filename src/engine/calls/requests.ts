// Requests that a person copied from elsewhere: each becomes the runs that would ask the very same. A kind's word for it is not
// enough: its request is made and laid beside the copied one.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Input, Output } from '../../core/contract/contract.ts'
import type { Kind, StreamRequest } from '../../core/kind/kind.ts'
import { takesBody } from '../../core/kind/methods.ts'
import { requestAs } from '../../core/kind/request-as.ts'
import { requestForm } from '../../core/kind/request-form.ts'
import { urlProblem } from '../../core/kind/url-problem.ts'
import { joinHeaders, partHeaders } from '../../core/secrets/headers.ts'
import { redactUrl } from '../../core/secrets/redact.ts'
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
  const { shown, secret, lost } = partHeaders(request.headers)
  const isLost = request.body !== null && !takesBody(request.method)
  const asked: StreamRequest = {
    method: request.method,
    url: request.url,
    headers: joinHeaders(shown),
    body: isLost ? null : request.body,
  }
  const matches = [...kinds.values()]
    .flatMap((kind) => requestAs(kind, asked).map((one) => ({ kind, one })))
    .filter(({ one }) => one.exact)
    // A kind that takes any request says the least of it.
    .toSorted((a, b) => Number(a.one.baseUrl === '') - Number(b.one.baseUrl === ''))
    .map(({ kind, one: { baseUrl, params, made } }) => {
      const own = new Map(Object.entries(made.headers).map(([name, value]) => [name.toLowerCase(), value]))
      return {
        kind: kind.id,
        serverId: kind.needsServer ? (servers.byUrl(baseUrl)?.id ?? null) : null,
        baseUrl,
        params: { ...params },
        headers: linesOf(shown.filter(([name, value]) => own.get(name.toLowerCase()) !== value)),
        secretHeaders: linesOf(secret),
      }
    })
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
      ...noteOn(lost),
      ...(isLost ? [`A ${request.method} carries no body here: it is left out.`] : []),
    ],
  }
}

/** A sentence that names the headers that cannot be sent. */
function noteOn(lost: readonly Header[]): readonly string[] {
  const names = lost.map(([name]) => name).filter((name) => !ownHeaders.has(name.toLowerCase()))
  if (names.length === 0) return []
  return [
    `These headers are left out, since the connection sets them or they cannot be sent: ${names.map((name) => name.slice(0, 40)).join(', ')}.`,
  ]
}

function linesOf(headers: readonly Header[]): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n')
}
