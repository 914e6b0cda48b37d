// URLs that people type, and how a kind's pattern picks its parameters out of one.

import { formPairs } from '../basics/form-pairs.ts'
import { percentDecode } from '../basics/percent.ts'
import { redactPath } from '../secrets/redact.ts'
import type { Params } from './kind.ts'
import { urlProblem } from './url-problem.ts'

/** As `urlProblem`, for an address that is stored and shown as it is, as a server's is: it must hold no secret. */
export function baseUrlProblem(text: string): string | null {
  const problem = urlProblem(text)
  if (problem !== null) return problem
  const { host, pathname } = new URL(text)
  return redactPath(pathname, host) === pathname
    ? null
    : 'This address has a secret in its path, where it would be seen: watch it as a plain stream, which keeps it apart.'
}

/** A base URL as it is stored: without trailing slash, query and fragment. */
export function normalBaseUrl(text: string): string {
  const url = new URL(text)
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

/**
 * `base` and `path` with `query`; parameters that are absent are left out, and the pairs of `further` follow as they are
 * written. A path without its slash gets one: what a person types as a path must never become a part of the host's name.
 */
export function buildUrl(
  base: string,
  path: string,
  query: Readonly<Record<string, string | undefined>> = {},
  further = '',
): string {
  const url = new URL(`${base.replace(/\/+$/, '')}${path.startsWith('/') ? '' : '/'}${path}`)
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, value)
  }
  const more = pairsOf(further)
  if (more.length > 0) url.search = [...pairsOf(url.search), ...more].join('&')
  return url.href
}

/** The pairs of a query as they are written, the empty ones left out. */
function pairsOf(query: string): readonly string[] {
  return query
    .replace(/^\?/, '')
    .split('&')
    .filter((pair) => pair !== '')
}

export type UrlMatch = { readonly baseUrl: string; readonly params: Params }

/**
 * Reads `text` by a pattern such as `/v1/flashcards/runs/{run_id}/events` or `/chat?prompt`; null where it does not fit.
 * The pattern's path must end the URL's path; what stands before it belongs to the base URL (a reverse proxy's prefix).
 * Escapes, doubled slashes and a slash at the end make no other path. Query names in the pattern are taken as parameters,
 * the first value of each; those marked `?name!` must be there.
 */
export function matchUrl(pattern: string, text: string): UrlMatch | null {
  if (urlProblem(text) !== null) return null
  const url = new URL(text)
  const { segments, names } = readPattern(pattern)
  const given = url.pathname.split('/').filter((segment) => segment !== '')
  if (given.length < segments.length) return null
  const prefix = given.slice(0, given.length - segments.length)
  const params: [string, string][] = []
  for (const [i, segment] of segments.entries()) {
    const value = percentDecode(given[prefix.length + i] ?? '')
    const name = parameterOf(segment)
    if (name === undefined && segment !== value) return null
    if (name !== undefined) params.push([name, value])
  }
  for (const [name, needed] of names) {
    const value = url.searchParams.get(name)
    if (value !== null) params.push([name, value])
    else if (needed) return null
  }
  return { baseUrl: normalBaseUrl([url.origin, ...prefix].join('/')), params: Object.fromEntries(params) }
}

/** The pairs of the query of `text` that `pattern` takes no parameter from, as they are written. */
export function furtherQuery(pattern: string, text: string): string {
  const left = new Map(readPattern(pattern).names)
  return pairsOf(new URL(text).search)
    .filter((pair) => !left.delete(nameOf(pair)))
    .join('&')
}

function nameOf(pair: string): string {
  return formPairs(pair)[0]?.[0] ?? ''
}

/**
 * Whether a server may well take the path of `text` for that of `pattern`, whatever stands before it: letters' case,
 * escapes, matrix parameters, a suffix such as `.json` and a blank or sign at the end are no difference to some. For care
 * only; nothing is read by it.
 */
export function isLikePath(pattern: string, text: string): boolean {
  if (!URL.canParse(text)) return false
  const { segments } = readPattern(pattern)
  const given = plainSegments(new URL(text).pathname).slice(-segments.length)
  return (
    given.length === segments.length &&
    segments.every((segment, i) => parameterOf(segment) !== undefined || segment.toLowerCase() === given[i])
  )
}

function readPattern(pattern: string): {
  readonly segments: readonly string[]
  readonly names: readonly (readonly [name: string, needed: boolean])[]
} {
  const [path = '', query = ''] = pattern.split('?')
  return {
    segments: path.split('/').slice(1),
    names: pairsOf(query).map((part) => [part.replace('!', ''), part.endsWith('!')]),
  }
}

/** The name of a segment that is a parameter. */
function parameterOf(segment: string): string | undefined {
  return /^\{(\w+)\}$/.exec(segment)?.[1]
}

/** Some servers decode before they part a path, and some proxies once more before them. */
function plainSegments(path: string): readonly string[] {
  let decoded = path
  for (let left = 5; left > 0 && percentDecode(decoded) !== decoded; left--) decoded = percentDecode(decoded)
  const segments: string[] = []
  for (const segment of decoded.toLowerCase().split(/[/\\]/)) {
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment.replace(/[^\p{L}\p{N}_~-].*$/su, ''))
  }
  return segments
}
