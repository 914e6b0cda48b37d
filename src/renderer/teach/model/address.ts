// The request of the kind that is being made, as a person shapes it from the run's own: which parts of its address and body
// are asked for anew each time. Pure; the request is the engine's word, without secrets.

import { isJsonObject, parseJson } from '../../../core/basics/json.ts'
import { percentDecode } from '../../../core/basics/percent.ts'
import type { Output } from '../../../core/contract/contract.ts'
import { isSecretInAddress } from '../../../core/secrets/secret-names.ts'

export type AskedRequest = Output<'runs.request'>

/**
 * A part that may be a parameter. `fixed` stays as it is, `asked` is a field of the form called `name`, `usual` is one that
 * holds the run's value until it is changed, `left` is not in the kind and may follow as a further query parameter.
 */
export type Part = {
  readonly where: 'path' | 'query' | 'body'
  /** The place in the path, the name in the query, the JSON path in the body. */
  readonly at: string
  readonly value: string
  readonly use: 'fixed' | 'asked' | 'usual' | 'left'
  readonly name: string
}

export type Address = {
  readonly method: string
  /** What stands before the path: a server's base URL, or the host. */
  readonly base: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly bodyType: 'json' | 'form' | 'text' | 'none'
  readonly parts: readonly Part[]
}

const mostBodyParts = 30
const longestValue = 200

/** What each sort of part can be. */
export const usesOf: Readonly<Record<Part['where'], readonly Part['use'][]>> = {
  path: ['fixed', 'asked'],
  query: ['asked', 'usual', 'left'],
  body: ['fixed', 'asked', 'usual'],
}

/**
 * The shape of `request`, with what looks like the name of a job as a parameter. `servers` are the base URLs that are known:
 * what one of them holds of the path is the server's and not the kind's.
 */
export function addressOf({ method, url, headers, body }: AskedRequest, servers: readonly string[]): Address {
  const { origin, pathname, searchParams } = new URL(url)
  const whole = `${origin}${pathname}`
  const base = servers
    .filter((one) => whole.startsWith(`${one}/`))
    .reduce((longest, one) => (one.length > longest.length ? one : longest), origin)
  const segments = whole.slice(base.length).split('/').slice(1)
  const taken = new Set<string>()
  const path = segments.map((segment, i): Part => {
    const value = percentDecode(segment)
    const isAsked = looksLikeId(value)
    const name = unused(idName(segments[i - 1] ?? ''), taken)
    if (isAsked) taken.add(name)
    return { where: 'path', at: String(i), value, use: isAsked ? 'asked' : 'fixed', name }
  })
  const query = [...new Map(searchParams)].map(([key, value]): Part => {
    const canAsk = isFieldName(key) && !isSecretInAddress(key) && !taken.has(key)
    if (canAsk) taken.add(key)
    return { where: 'query', at: key, value, use: canAsk ? 'usual' : 'left', name: key }
  })
  const bodyType = bodyTypeOf(body, headers['content-type'] ?? '')
  return {
    method,
    base,
    headers,
    body,
    bodyType,
    parts: [
      ...path,
      ...query,
      ...bodyParts(body, bodyType).map((part) => ({ ...part, name: unused(part.name, taken) })),
    ],
  }
}

/** Whether `name` can be that of a field; `query` is that of the further parameters. */
export function isFieldName(name: string): boolean {
  return /^[A-Za-z]\w{0,39}$/.test(name) && name !== 'query'
}

/** What is wrong with the name of a part, in one sentence; null where nothing is. */
export function nameProblem({ parts }: Address, part: Part): string | null {
  if (!isField(part)) return null
  if (!isFieldName(part.name)) return 'One word: letters, digits and _, a letter first; not “query”.'
  const others = parts.filter((one) => one !== part && isField(one))
  return others.some(({ name }) => name === part.name) ? 'Another part has this name.' : null
}

export function isField({ use }: Part): boolean {
  return use === 'asked' || use === 'usual'
}

/** `address` with a part changed; a query parameter keeps its name, by which the server knows it. */
export function withPart(address: Address, part: Part, change: Partial<Pick<Part, 'use' | 'name'>>): Address {
  const next = { ...part, ...change, ...(part.where === 'query' ? { name: part.at } : {}) }
  return { ...address, parts: address.parts.map((one) => (one === part ? next : one)) }
}

/** Digits, a UUID, a long hexadecimal number, or letters and digits mixed. */
function looksLikeId(segment: string): boolean {
  if (/^v\d{1,2}$/i.test(segment)) return false
  return (
    /^\d+$/.test(segment) ||
    /^[0-9a-f]{8}-[0-9a-f-]{13,}$/i.test(segment) ||
    (/^[\w-]{6,}$/.test(segment) && /\d/.test(segment))
  )
}

/** `job_id` behind `jobs`. */
function idName(before: string): string {
  const word = before
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/s$/, '')
  return isFieldName(`${word}_id`) ? `${word}_id` : 'id'
}

function unused(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  for (let i = 2; ; i++) if (!taken.has(`${name}${i}`)) return `${name}${i}`
}

function bodyTypeOf(body: string | null, contentType: string): Address['bodyType'] {
  if (body === null) return 'none'
  if (contentType.toLowerCase().startsWith('application/x-www-form-urlencoded')) return 'form'
  return parseJson(body).ok ? 'json' : 'text'
}

function bodyParts(body: string | null, type: Address['bodyType']): readonly Part[] {
  if (body === null || type === 'none' || type === 'text') return []
  const found: Part[] = []
  const add = (at: string, value: string) => {
    if (found.length >= mostBodyParts || value.length > longestValue) return
    const last = at.split('.').findLast((step) => isFieldName(step)) ?? 'value'
    found.push({ where: 'body', at, value, use: 'fixed', name: last })
  }
  const walk = (value: unknown, at: string): void => {
    if (isJsonObject(value) || Array.isArray(value))
      for (const [key, one] of Object.entries(value)) walk(one, at === '' ? key : `${at}.${key}`)
    else if (typeof value === 'string') add(at, value)
  }
  if (type === 'form') for (const [key, value] of new URLSearchParams(body)) add(key, value)
  else {
    const parsed = parseJson(body)
    if (parsed.ok) walk(parsed.value, '')
  }
  return found
}
