// A run's request as a curl command for a POSIX shell. It never holds a secret (law 6): parameters come from the log,
// where secrets are masked, and of credentials only the names are known. Each secret becomes a shell variable.

import { shellQuote } from '../../core/basics/shell-quote.ts'
import type { Server } from '../../core/contract/server.ts'
import type { Kind, Params, StreamRequest } from '../../core/kind/kind.ts'
import { mask, redactUrl } from '../../core/secrets/redact.ts'

/** Stands for a secret until the command is put together: letters and digits, which no encoding changes. */
const stand = 'rl0SecretStandsHere0rl'

export type CurlSource = {
  readonly kind: Kind
  /** As stored: secrets are masked. */
  readonly params: Params
  readonly baseUrl: string
  readonly server: Server | null
  /** The run's own further headers, their secrets masked; null where it had some and they are not known any more. */
  readonly ownHeaders: readonly (readonly [string, string])[] | null
  /** The id that the latest attempt resumed from. */
  readonly resumeFrom: string | null
}

/** The command, and how many secrets it leaves to be set. */
export function curlCommand(source: CurlSource): { readonly command: string; readonly secrets: number } {
  const { kind, params, server, ownHeaders, resumeFrom } = source
  const baseUrl = server?.baseUrl ?? source.baseUrl
  const request = kind.request({ baseUrl, params: unmask(params) }, resumeFrom)
  const variables: string[] = []
  const word = (text: string): string =>
    text
      .split(stand)
      .flatMap((part, i) => [
        ...(i === 0 ? [] : [`"$${nextVariable(variables)}"`]),
        ...(part === '' && text.includes(stand) ? [] : [shellQuote(part)]),
      ])
      .join('')

  const lines = [
    `curl -N${/[[\]{}]/.test(request.url) ? 'g' : ''} ${word(request.url)}`,
    ...(request.method === (request.body === null ? 'GET' : 'POST') ? [] : [`-X ${word(request.method)}`]),
    ...headersOf(request, server, ownHeaders ?? [], resumeFrom).map(
      ([name, value]) => `-H ${word(value === '' ? `${name};` : `${name}: ${value}`)}`,
    ),
    // Without a type of its own curl would say that the body is a form.
    ...(request.body !== null && !hasHeader(request, 'content-type') ? ["-H 'content-type:'"] : []),
    ...(request.body === null ? [] : [`--data-raw ${word(request.body)}`]),
    ...(server?.proxyUrl == null
      ? []
      : [`--proxy ${word(redactUrl(server.proxyUrl).split(mask).join(stand))}`]),
    ...(server?.caPem == null ? [] : ['--cacert ca.pem']),
  ]
  const comments = [
    ...(kind.observes(params) ? [] : ['# Running this starts a new job.']),
    ...(variables.length === 0
      ? []
      : [`# Secrets are left out. Set ${variables.join(', ')} before running this.`]),
    ...(ownHeaders === null ? ['# Further headers of this run are not known any more: add them.'] : []),
    ...(server?.caPem == null ? [] : ['# Save the certificate of the server profile as ca.pem.']),
  ]
  return { command: [...comments, lines.join(' \\\n  ')].join('\n'), secrets: variables.length }
}

function nextVariable(variables: string[]): string {
  const name = variables.length === 0 ? 'TOKEN' : `TOKEN_${variables.length + 1}`
  variables.push(name)
  return name
}

function unmask(params: Params): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, value.replaceAll(mask, stand)]),
  )
}

/** What is sent, in the order in which one overrides the other; the later of two of one name holds. */
function headersOf(
  request: StreamRequest,
  server: Server | null,
  ownHeaders: readonly (readonly [string, string])[],
  resumeFrom: string | null,
): readonly (readonly [string, string])[] {
  const own: (readonly [string, string])[] = [
    ...Object.entries(request.headers),
    ...credentialsOf(server),
    ...ownHeaders.map(([name, value]) => [name, value.replaceAll(mask, stand)] as const),
  ]
  const all: (readonly [string, string])[] = [
    ...own,
    ...(own.some(([name]) => name.toLowerCase() === 'accept')
      ? []
      : [['accept', 'text/event-stream'] as const]),
    ...(resumeFrom === null ? [] : [['last-event-id', resumeFrom] as const]),
  ]
  return [...new Map(all.map(([name, value]) => [name.toLowerCase(), value]))]
}

function credentialsOf(server: Server | null): readonly (readonly [string, string])[] {
  if (server === null) return []
  switch (server.auth) {
    case 'none':
      return []
    case 'bearer':
      return [['authorization', `Bearer ${stand}`]]
    case 'cookie':
      return [['cookie', stand]]
    case 'headers':
      return server.headerNames.map((name) => [name, stand])
  }
}

function hasHeader({ headers }: StreamRequest, wanted: string): boolean {
  return Object.keys(headers).some((name) => name.toLowerCase() === wanted)
}
