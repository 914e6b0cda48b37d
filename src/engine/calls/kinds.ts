// The calls about kinds: what forms need of them, and what a pasted URL may mean.

import type { KindInfo, Output } from '../../core/contract/contract.ts'
import { quantile } from '../../core/figures/series.ts'
import type { Usual } from '../../core/job/eta.ts'
import type { Kind } from '../../core/kind/kind.ts'
import { defaultsOf, matchKind } from '../../core/kind/match-kind.ts'
import type { LogAccess } from '../log/port.ts'
import type { Servers } from '../servers/servers.ts'

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

/** 10th percentile, median and 90th of durations in ms; null on fewer than three, which are no habit. */
function usualOf(durations: readonly number[]): Usual | null {
  if (durations.length < leastRuns) return null
  const sorted = Float64Array.from(durations).toSorted()
  const at = (part: number) => quantile(sorted, part) ?? 0
  return { p10Ms: at(0.1), p50Ms: at(0.5), p90Ms: at(0.9), count: sorted.length }
}

type Match = Output<'kinds.match'>[number]

/**
 * What `text` may mean, best first: kinds whose documented address it is, then those that take any, then those that lack
 * a parameter in it. Known servers are recognised by their base URL.
 */
export function matchKinds(text: string, kinds: ReadonlyMap<string, Kind>, servers: Servers): Match[] {
  const documented: Match[] = []
  const any: Match[] = []
  const lacking: Match[] = []
  for (const kind of kinds.values()) {
    const match = matchKind(kind, text.trim())
    if (match === null) {
      if (!kind.needsServer) any.push(...anyUrl(kind, text.trim()))
      continue
    }
    const { baseUrl, params, complete } = match
    const serverId = servers.byUrl(baseUrl)?.id ?? null
    ;(complete ? documented : lacking).push({ kind: kind.id, serverId, baseUrl, params: { ...params } })
  }
  return [...documented, ...any, ...lacking]
}

/** A kind with a URL field of its own takes any URL whole. */
function anyUrl(kind: Kind, text: string): Match[] {
  const field = kind.fields.find((one) => one.type === 'url')
  if (field === undefined || !/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text)) return []
  return [{ kind: kind.id, serverId: null, baseUrl: '', params: { [field.name]: text } }]
}
