// Which kind a request is of that was seen on its way: the one that a person named, else a documented one, else one that reads
// any request.

import type { Server } from '../../core/contract/server.ts'
import type { Kind, StreamRequest } from '../../core/kind/kind.ts'
import { type RequestAs, requestAs, requestWith } from '../../core/kind/request-as.ts'

export type Chosen = { readonly kind: Kind; readonly as: RequestAs; readonly server: Server | null }

export type ChoiceDeps = {
  readonly kinds: ReadonlyMap<string, Kind>
  readonly serverAt: (baseUrl: string) => Server | null
}

/** The kind that takes any request, which every set of kinds has. */
export function kindOfAny(kinds: ReadonlyMap<string, Kind>): Kind | null {
  return [...kinds.values()].find(takesAny) ?? null
}

export type Seen = {
  readonly request: StreamRequest
  /** Its body as pairs of a form, where it is a form of another encoding. */
  readonly form: string | null
  /** The server's base URL as the tap knows it. */
  readonly to: string
  /** The kind that a person named, which may not fit. */
  readonly named: string | null
}

/** All that fit, best first. */
export function chooseKind(
  { request: whole, form, to, named }: Seen,
  { kinds, serverAt }: ChoiceDeps,
): readonly Chosen[] {
  const asFor = (kind: Kind) => (form === null || takesAny(kind) ? whole : { ...whole, body: form })
  const found = [...kinds.values()].flatMap((kind) => {
    const request = asFor(kind)
    const own = requestAs(kind, request).filter((one) => one.documented || one.exact)
    const all = own.length === 0 && kind.id === named ? byPath(kind, request, to) : own
    return all.map((as) => ({ kind, as }))
  })
  const rank = ({ kind, as }: { kind: Kind; as: RequestAs }): readonly number[] => [
    Number(kind.id !== named),
    Number(!as.documented),
    Number(takesAny(kind)),
    Number(as.baseUrl !== to),
    // The more of a URL is the pattern's, the less is the server's.
    as.baseUrl.length,
  ]
  return found
    .map((one) => ({ one, rank: rank(one) }))
    .toSorted((a, b) => a.rank.map((value, i) => value - (b.rank[i] ?? 0)).find((less) => less !== 0) ?? 0)
    .map(({ one }) => ofServer(one, asFor(one.kind), to, serverAt))
}

function takesAny({ needsServer, settingsOf }: Kind): boolean {
  return !needsServer && settingsOf !== undefined
}

/** A kind that asks at whatever path its form names. */
function byPath(kind: Kind, request: StreamRequest, to: string): readonly RequestAs[] {
  if (!kind.needsServer || !request.url.startsWith(`${to}/`)) return []
  const path = request.url.slice(to.length)
  return kind.fields
    .filter(({ type }) => type === 'text')
    .flatMap(({ name }) => requestWith(kind, { baseUrl: to, params: { [name]: path } }, request))
    .filter(({ exact }) => exact)
}

/** By the profile of its base URL, or by that which the tap stands for, where the very same is asked there. */
function ofServer(
  { kind, as }: { readonly kind: Kind; readonly as: RequestAs },
  request: StreamRequest,
  to: string,
  serverAt: ChoiceDeps['serverAt'],
): Chosen {
  const own = kind.needsServer ? serverAt(as.baseUrl) : null
  if (own !== null || !kind.needsServer) return { kind, as, server: own }
  const server = serverAt(to)
  const same = { baseUrl: to, params: as.params }
  const there = server === null ? [] : requestWith(kind, same, request).filter(({ exact }) => exact)
  return { kind, as: there[0] ?? as, server: there.length === 0 ? null : server }
}
