// Makes a stored run ready to be one of another kind. What its new parameters need of its secrets is kept before anything
// else of it is stored, beside what the old ones need: whichever of the two it is after a crash, it has its own.

import type { Server } from '../../core/contract/server.ts'
import type { Kind } from '../../core/kind/kind.ts'
import type { SecretStore } from '../base/ports.ts'
import type { StoredRun } from '../log/rows.ts'
import { asKind, type Renamed } from './as-kind.ts'
import { parseSecret, runSecretRef, serializeSecret } from './run-secrets.ts'

type Deps = {
  readonly kinds: ReadonlyMap<string, Kind>
  readonly secrets: SecretStore
  readonly server: (id: number) => Server | null
  readonly serverAt: (baseUrl: string) => Server | null
}

/** Gives the function that tells what a run is as one of a kind; null where it can be none. */
export function createRenaming({ kinds, secrets, server, serverAt }: Deps) {
  return async (stored: StoredRun, id: string): Promise<Renamed | null> => {
    const kind = kinds.get(id)
    if (kind === undefined) return null
    const { serverId } = stored.summary
    const asked = {
      from: kinds.get(stored.summary.kind),
      stored,
      server: serverId === null ? null : server(serverId),
    }
    const ref = runSecretRef(stored.uid)
    const own = stored.hasSecret ? parseSecret(await secrets.get(ref)) : null
    const renamed = asKind(kind, asked, own, serverAt)
    if (renamed !== null && renamed.secret !== null && renamed.secret !== own)
      await secrets.set(ref, serializeSecret(renamed.secret))
    return renamed
  }
}
