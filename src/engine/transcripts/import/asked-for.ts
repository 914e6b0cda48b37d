// The run that a request in a file stands for: its kind by the documented addresses, and its parameters, so that what is shown
// of the run (its curl command, whether its request starts work) is true of what was asked for. Secrets are masked.

import type { Kind, Params } from '../../../core/kind/kind.ts'
import { matchKind } from '../../../core/kind/match-kind.ts'
import { isReading } from '../../../core/kind/methods.ts'
import { headerProblem } from '../../../core/secrets/headers.ts'
import { redactUrl } from '../../../core/secrets/redact.ts'
import { extractSecrets } from '../../runs/run-secrets.ts'
import { chosenKind } from './captured.ts'

export type Asked = {
  readonly url: string
  readonly method: string
  readonly headers: readonly (readonly [string, string])[]
  /** As text; null where there is none, or it is not known. */
  readonly body: string | null
}

export type AskedRun = {
  readonly kind: Kind
  readonly baseUrl: string
  readonly params: Params
  readonly generates: boolean
}

/** Longer ones are left out, as no form takes them. */
const longestParam = 1_000_000

/** By the documented URL of a kind, unless a person chose one; else the kind that any URL fits. */
export function askedFor(asked: Asked, chosen: string | null, kinds: ReadonlyMap<string, Kind>): AskedRun {
  const candidates = chosen === null ? [...kinds.values()] : [chosenKind(chosen, kinds)]
  const method = asked.method.toUpperCase() || 'GET'
  for (const kind of candidates) {
    const match = matchKind(kind, asked.url)
    if (match === null) continue
    const params = { ...formParams(kind, asked.body), ...match.params }
    // Another method at the same address is another request.
    if (chosen === null && methodOf(kind, match.baseUrl, params) !== method) continue
    return runOf(kind, redactUrl(match.baseUrl), params, method)
  }
  const kind = chosenKind(chosen, kinds)
  return runOf(kind, '', ownParams(kind, { ...asked, method }), method)
}

function runOf(kind: Kind, baseUrl: string, given: Params, method: string): AskedRun {
  const params = extractSecrets(kind, given, null).shown
  return { kind, baseUrl, params, generates: !kind.observes(params) || !isReading(method) }
}

function methodOf(kind: Kind, baseUrl: string, params: Params): string | null {
  try {
    return kind.request({ baseUrl, params }, null).method
  } catch {
    return null
  }
}

/** What a form that was posted holds of the parameters of `kind`. */
function formParams(kind: Kind, body: string | null): Params {
  if (body === null || !/^[\w.%+-]+=[^\s]*$/.test(body)) return {}
  const names = new Set(kind.fields.map(({ name }) => name))
  return Object.fromEntries([...new URLSearchParams(body)].filter(([name]) => names.has(name)))
}

/** The parameters of a kind whose whole address is one of them. */
function ownParams({ fields }: Kind, { url, method, headers, body }: Asked): Params {
  const urlField = fields.find(({ type }) => type === 'url')
  if (urlField === undefined || url === '') return {}
  const has = (name: string) => fields.some((field) => field.name === name)
  const lines = headers.filter(
    ([name, value]) => isTelling(name, value) && headerProblem(name, value) === null,
  )
  const all: [string, string][] = [
    [urlField.name, url],
    ...(method === 'GET' ? [] : [['method', method] as [string, string]]),
    ...(lines.length === 0
      ? []
      : [['headers', lines.map(([name, value]) => `${name}: ${value}`).join('\n')] as [string, string]]),
    ...(body === null || body === '' ? [] : [['body', body] as [string, string]]),
  ]
  return Object.fromEntries(all.filter(([name, value]) => has(name) && value.length <= longestParam))
}

/** What a browser or curl says of itself is not what a person asked. */
function isTelling(name: string, value: string): boolean {
  if (/^accept$/i.test(name)) return !/^(\*\/\*|text\/event-stream)$/i.test(value.trim())
  return !/^(?::.*|sec-.*|user-agent|accept-.*|referer|origin|dnt|priority|pragma|upgrade-insecure-requests|range|if-.*|x-client-data)$/i.test(
    name,
  )
}
