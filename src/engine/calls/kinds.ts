// The calls about kinds: what forms need of them, and what a pasted URL may mean.

import type { KindInfo, Output } from '../../core/contract.ts'
import type { Usual } from '../../core/eta.ts'
import type { Field, Kind } from '../../core/kind.ts'
import { checkParams, type Params } from '../../core/params.ts'
import { quantile } from '../../core/series.ts'
import { matchUrl } from '../../core/urls.ts'
import type { LogAccess } from '../log/access.ts'
import type { Servers } from './servers.ts'

const basisRuns = 200
const leastRuns = 3

export async function listKinds(kinds: ReadonlyMap<string, Kind>, log: LogAccess): Promise<KindInfo[]> {
  return Promise.all(
    [...kinds.values()].map(async (kind) => kindInfo(kind, usualOf(await log.durations(kind.id, basisRuns)))),
  )
}

/** What a form and a filter need of `kind`. */
export function kindInfo(kind: Kind, usual: Usual | null): KindInfo {
  const { id, label, icon, description, needsServer, fields, observes } = kind
  const generates = !observes(defaultsOf(fields))
  return { id, label, icon, description, needsServer, generates, fields: [...fields], usual }
}

/** The parameters of a form that nobody has touched. */
function defaultsOf(fields: readonly Field[]): Params {
  return Object.fromEntries(
    fields.flatMap(({ name, default: value }) => (value === null ? [] : [[name, value]])),
  )
}

/** Median and 90th percentile of durations in ms; null on fewer than three, which are no habit. */
export function usualOf(durations: readonly number[]): Usual | null {
  if (durations.length < leastRuns) return null
  const sorted = Float64Array.from(durations).toSorted()
  const at = (part: number) => quantile(sorted, part) ?? 0
  return { p50Ms: at(0.5), p90Ms: at(0.9), count: sorted.length }
}

type Match = Output<'kinds.match'>[number]

/**
 * What `text` may mean, best first: kinds that would ask for all of this URL, then those that take any, then those
 * that would leave a part of it out. Known servers are recognised by their base URL.
 */
export function matchKinds(text: string, kinds: ReadonlyMap<string, Kind>, servers: Servers): Match[] {
  const exact: Match[] = []
  const lossy: Match[] = []
  const any: Match[] = []
  for (const kind of kinds.values()) {
    const match = kind.urlPatterns
      .map((pattern) => matchUrl(pattern, text.trim()))
      .find((one) => one !== null)
    if (match == null) {
      if (!kind.needsServer) any.push(...anyUrl(kind, text.trim()))
      continue
    }
    const { baseUrl, params } = match
    const found = {
      kind: kind.id,
      serverId: servers.byUrl(baseUrl)?.id ?? null,
      baseUrl,
      params: { ...params },
    }
    const whole = keepsAll(text.trim(), asksFor(kind, baseUrl, params))
    ;(whole ? exact : lossy).push(found)
  }
  return [...exact, ...any, ...lossy]
}

/** Whether `asked` has the path and every query parameter of `pasted`; it may have defaults beside them. */
function keepsAll(pasted: string, asked: string): boolean {
  if (asked === '') return false
  const [from, to] = [new URL(pasted), new URL(asked)]
  if (from.origin !== to.origin || from.pathname !== to.pathname) return false
  return [...from.searchParams].every(([name, value]) => to.searchParams.get(name) === value)
}

/** The URL that the kind would ask with these parameters; empty where they are not enough for one. */
function asksFor(kind: Kind, baseUrl: string, params: Params): string {
  const checked = checkParams(kind.fields, params)
  try {
    return checked.ok ? kind.request({ baseUrl, params: checked.params }, null).url : ''
  } catch {
    // A kind that cannot make its request is no reason to know no other.
    return ''
  }
}

/** A kind with a URL field of its own takes any URL whole. */
function anyUrl(kind: Kind, text: string): Match[] {
  const field = kind.fields.find((one) => one.type === 'url')
  if (field === undefined || !/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text)) return []
  return [{ kind: kind.id, serverId: null, baseUrl: '', params: { [field.name]: text } }]
}
