// URLs that people type, and how a kind's pattern picks its parameters out of one.

import type { Params } from './params.ts'
import { redactPath } from './redact.ts'

/** What is wrong with an address a person gave, in one sentence; null where nothing is. */
export function urlProblem(text: string): string | null {
  if (!URL.canParse(text)) return 'This is not a URL: write it whole, like https://example.com/events.'
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return `Only http and https can be watched, not ${url.protocol.slice(0, 20)}//.`
  }
  if (url.username !== '' || url.password !== '') {
    return 'Take the user name and password out of the URL: give credentials to the server instead.'
  }
  return null
}

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
 * `base` and `path` with `query`; parameters that are absent are left out. A path without its slash gets one: what a
 * person types as a path must never become a part of the host's name.
 */
export function buildUrl(
  base: string,
  path: string,
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const url = new URL(`${base.replace(/\/+$/, '')}${path.startsWith('/') ? '' : '/'}${path}`)
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, value)
  }
  return url.href
}

export type UrlMatch = { readonly baseUrl: string; readonly params: Params }

/**
 * Reads `text` by a pattern such as `/v1/flashcards/runs/{run_id}/events` or `/chat?prompt`; null where it does not fit.
 * The pattern's path must end the URL's path; what stands before it belongs to the base URL (a reverse proxy's prefix).
 * Query names in the pattern are taken as parameters; those marked `?name!` must be there.
 */
export function matchUrl(pattern: string, text: string): UrlMatch | null {
  if (urlProblem(text) !== null) return null
  const url = new URL(text)
  const [path = '', query = ''] = pattern.split('?')
  const wanted = path.split('/').slice(1)
  const given = url.pathname.split('/').slice(1)
  const tail = given.slice(-wanted.length)
  if (given.length < wanted.length) return null
  const params: [string, string][] = []
  for (const [i, segment] of wanted.entries()) {
    const value = tail[i] ?? ''
    const name = /^\{(\w+)\}$/.exec(segment)?.[1]
    if (name === undefined ? segment !== value : value === '') return null
    if (name !== undefined) params.push([name, decode(value)])
  }
  for (const part of query === '' ? [] : query.split('&')) {
    const name = part.replace('!', '')
    const value = url.searchParams.get(name)
    if (value !== null) params.push([name, value])
    else if (part.endsWith('!')) return null
  }
  const prefix = given.slice(0, -wanted.length)
  return { baseUrl: normalBaseUrl([url.origin, ...prefix].join('/')), params: Object.fromEntries(params) }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
