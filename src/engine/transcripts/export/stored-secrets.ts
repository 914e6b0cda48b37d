// The values of the credentials that are stored for a run and its server, so that an export finds them wherever a server has
// repeated them. They go to the export's thread and nowhere else.

import type { Server } from '../../../core/contract/server.ts'
import { secretValues } from '../../../core/secrets/secret-values.ts'
import type { SecretStore } from '../../base/ports.ts'
import type { StoredRun } from '../../log/rows.ts'
import { runSecretRef, serverSecretRef } from '../../runs/run-secrets.ts'

/** All that the store can give; what it cannot is not found by its value. */
export async function storedSecrets(
  run: Pick<StoredRun, 'uid' | 'hasSecret'>,
  server: Server | null,
  secrets: SecretStore,
): Promise<string[]> {
  const stored = [
    server?.hasSecret === true ? await secrets.get(serverSecretRef(server.id), server) : null,
    run.hasSecret ? await secrets.get(runSecretRef(run.uid)) : null,
  ]
  return [...new Set(stored.flatMap((secret) => (secret === null ? [] : secretValues(secret))))]
}
