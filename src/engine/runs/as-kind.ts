// A stored run as one of another kind: whether its request is one of that kind's, by its address, and what it is called then.
// What was secret in its old parameters is so in its new ones.

import { oneLine } from '../../core/basics/clip.ts'
import type { Server } from '../../core/contract/server.ts'
import type { Kind, Params, StreamRequest } from '../../core/kind/kind.ts'
import { requestAs } from '../../core/kind/request-as.ts'
import type { AsKind, StoredRun } from '../log/rows.ts'
import { extractSecrets, type RunSecret, restoreSecrets } from './run-secrets.ts'

/** What decides what a stored run asks for. */
export type Asked = {
  /** The kind that the run is of; undefined where there is no such kind any more. */
  readonly from: Kind | undefined
  readonly stored: StoredRun
  /** The run's own server; null for none. */
  readonly server: Server | null
}

export type Renamed = { readonly as: AsKind; readonly params: Params; readonly secret: RunSecret | null }

const longestTitle = 300

/** The request of a stored run, with what `secret` holds of its parameters; null where none can be made. */
export function requestOfStored(
  { from, stored, server }: Asked,
  secret: RunSecret | null,
): StreamRequest | null {
  const { baseUrl, params } = stored
  try {
    return (
      from?.request({ baseUrl: server?.baseUrl ?? baseUrl, params: restoreSecrets(params, secret) }, null) ??
      null
    )
  } catch {
    return null
  }
}

/** The run as one of `kind`; null where its request is none of that kind's. `secret` is the run's own, where it could be read. */
export function asKind(
  kind: Kind,
  asked: Asked,
  secret: RunSecret | null,
  serverAt: (baseUrl: string) => Server | null,
): Renamed | null {
  const { from, stored, server } = asked
  const { summary, params } = stored
  const { serverId, title, generates, server: host } = summary
  if (from?.id === kind.id)
    return {
      as: { kind: kind.id, serverId, server: host, title, generates, baseUrl: stored.baseUrl },
      params,
      secret,
    }
  const request = requestOfStored(asked, secret)
  const match = request === null ? undefined : requestAs(kind, request).find(({ documented }) => documented)
  if (match === undefined) return null
  const { baseUrl, params: given } = match
  const profile = server?.baseUrl === baseUrl ? server : serverAt(baseUrl)
  const apart = extractSecrets(kind, given, null)
  const own = from?.title(params)
  return {
    as: {
      kind: kind.id,
      serverId: profile?.id ?? null,
      server: profile?.name ?? new URL(baseUrl).host,
      baseUrl,
      // A title that a person gave stays.
      title: title === own ? oneLine(kind.title(apart.shown), longestTitle) : title,
      // What was taken to start work is not asked for again because of another name (law 4).
      generates: generates || !kind.observes(given),
    },
    params: apart.shown,
    secret: secret === null ? null : { ...secret, params: { ...secret.params, ...apart.secret?.params } },
  }
}
