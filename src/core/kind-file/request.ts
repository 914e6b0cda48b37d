// The request of a kind file: its templates made ready, and the addresses by which a pasted URL is known to be of this kind.

import type { Field, Params, Settings, StreamRequest } from '../kind/kind.ts'
import { isReading, takesBody } from '../kind/methods.ts'
import { urlProblem } from '../kind/url-problem.ts'
import { buildUrl } from '../kind/urls.ts'
import { headerProblem } from '../secrets/headers.ts'
import { compileBody } from './body.ts'
import { compileTemplate, inHeader, inPath, type Template } from './fill.ts'
import type { FileRequest } from './format.ts'
import { quote, type Report } from './problem.ts'

export type CompiledRequest = {
  readonly request: (settings: Settings) => StreamRequest
  readonly needsServer: boolean
  /** Those that the path itself gives. */
  readonly urlPatterns: readonly string[]
  /** Fields that are a whole segment of the path. */
  readonly segments: ReadonlySet<string>
  readonly observes: boolean
}

/** Where the path of a URL begins. */
const origin = /^https?:\/\/[^/?#{}\s]+/

export function compileRequest(
  request: FileRequest,
  fields: readonly Field[],
  report: Report,
): CompiledRequest {
  const names: ReadonlySet<string> = new Set(fields.map(({ name }) => name))
  const method = request.method ?? (request.body === undefined ? 'GET' : 'POST')
  const template = (text: string, ...at: string[]) => compileTemplate(text, names, ['request', ...at], report)
  const pairs = (given: Readonly<Record<string, string>> | undefined, at: string) =>
    Object.entries(given ?? {}).map(([name, text]) => [name, template(text, at, name)] as const)

  if (request.body !== undefined && !takesBody(method))
    report(['request', 'body'], `A ${method} carries no body: use another method, or leave the body out.`)
  for (const [name, text] of Object.entries(request.headers ?? {})) {
    const problem = headerProblem(name, text)
    if (problem !== null) report(['request', 'headers', name], problem)
  }
  const address = compileAddress(request, fields, template, report)
  const query = pairs(request.query, 'query')
  const headers = pairs(request.headers, 'headers')
  const body =
    request.body === undefined
      ? null
      : compileBody(request.body, ['request', 'body'], { fields, names, report })

  return {
    needsServer: address.needsServer,
    segments: address.segments,
    observes: isReading(method),
    urlPatterns: address.pattern === null ? [] : [address.pattern + patternOfQuery(query, fields)],
    request: ({ baseUrl, params }) => {
      const asked = query
        .filter(([, one]) => !one.lacks(params))
        .map(([name, one]) => [name, one.fill(params)])
      const sent = headers.filter(([, one]) => !one.lacks(params))
      const made = new Map(sent.map(([name, one]) => [name.toLowerCase(), one.fill(params, inHeader)]))
      if (body !== null && !made.has('content-type')) made.set('content-type', body.type)
      return {
        method,
        url: address.url(baseUrl, params, Object.fromEntries(asked)),
        headers: Object.fromEntries(made),
        body: body === null ? null : body.make(params),
      }
    },
  }
}

type Address = Pick<CompiledRequest, 'needsServer' | 'segments'> & {
  readonly url: (baseUrl: string, params: Params, query: Readonly<Record<string, string>>) => string
  readonly pattern: string | null
}

function compileAddress(
  { path, url }: FileRequest,
  fields: readonly Field[],
  template: (text: string, at: string) => Template,
  report: Report,
): Address {
  if (url !== undefined && path !== undefined)
    report(['request', 'url'], 'A request has a path or a url, not both.')
  if (url === undefined) return compilePathOf(path ?? '', fields, template, report)
  const whole = template(url, 'url')
  const [base = ''] = origin.exec(url) ?? []
  const field = fields.find(({ name }) => name === whole.only)
  if (base === '' && field?.type !== 'url')
    report(['request', 'url'], 'Write the url with its host, https://…, or as one field of the type url.')
  else if (base !== '' && urlProblem(base) !== null) report(['request', 'url'], urlProblem(base) ?? '')
  const rest = url.slice(base.length).split('#')[0] ?? ''
  const path_ = template(rest.split('?')[0] ?? '', 'url')
  if (base !== '' && rest.includes('?'))
    report(['request', 'url'], 'Write what follows the ? as “query”: { "name": "value" }.')
  return {
    needsServer: false,
    segments: new Set(),
    pattern: null,
    url: (_baseUrl, params, query) =>
      base === ''
        ? withQuery(whole.fill(params), query)
        : buildUrl(base, path_.fill(params, inPath), query, params.query),
  }
}

/** What a person gave is asked for as it is written, wherever nothing is added to it. */
function withQuery(text: string, query: Readonly<Record<string, string>>): string {
  if (Object.keys(query).length === 0 || !URL.canParse(text)) return text
  const url = new URL(text)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}

function compilePathOf(
  path: string,
  fields: readonly Field[],
  template: (text: string, at: string) => Template,
  report: Report,
): Address {
  const whole = template(path, 'path')
  if (path === '') report(['request'], 'The request has neither a path nor a url.')
  else if (whole.only === null && !path.startsWith('/'))
    report(['request', 'path'], 'The path must begin with a slash.')
  else if (/[?#\s]/.test(path))
    report(['request', 'path'], 'A path has no ?, # and spaces: write what follows the ? as “query”.')
  const parts = path.split('/').slice(1).map(segmentOf)
  const segments = new Set(parts.flatMap((part) => (part.field === null ? [] : [part.field])))
  const isPlain = whole.only === null && parts.every(({ pattern }) => pattern !== null)
  const known = fields.map(({ name }) => name)
  return {
    needsServer: true,
    segments: new Set([...segments].filter((name) => known.includes(name))),
    pattern: isPlain ? parts.map(({ pattern }) => `/${pattern}`).join('') : null,
    url: (baseUrl, params, query) =>
      buildUrl(
        baseUrl,
        whole.only === null ? whole.fill(params, inPath) : whole.fill(params),
        query,
        params.query,
      ),
  }
}

/** A segment as a pattern has it; null where a part of it is a field, which no pattern can say. */
function segmentOf(segment: string): { readonly field: string | null; readonly pattern: string | null } {
  const field = /^\{\{\s*(\w+)\s*\}\}$/.exec(segment)?.[1] ?? null
  if (field !== null) return { field, pattern: `{${field}}` }
  return { field: null, pattern: /[{}]/.test(segment) ? null : segment }
}

/** Parameters of the address that bear the name of their field. */
function patternOfQuery(query: readonly (readonly [string, Template])[], fields: readonly Field[]): string {
  const own = query.filter(([name, { only }]) => only === name)
  const marked = own.map(([name]) => {
    const field = fields.find((one) => one.name === name)
    return field?.required === true && field.default === null ? `${name}!` : name
  })
  return marked.length === 0 ? '' : `?${marked.join('&')}`
}

/** What is wrong with a URL pattern, in one sentence; null where nothing is. */
export function patternProblem(pattern: string, names: ReadonlySet<string>): string | null {
  const [path = '', query = ''] = pattern.split('?')
  if (!path.startsWith('/') || /[\s#]/.test(pattern))
    return 'A URL pattern is a path that begins with a slash, with {name} for a field: /v1/jobs/{id}/events.'
  const inPathNames = [...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '')
  const inQueryNames = query.split('&').map((name) => name.replace('!', ''))
  const unknown = [...inPathNames, ...inQueryNames].find((name) => name !== '' && !names.has(name))
  return unknown === undefined ? null : `There is no field ${quote(unknown)} for this pattern.`
}
