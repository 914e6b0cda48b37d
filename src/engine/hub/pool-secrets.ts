// Credentials at a hub: it can read none.

import type { SecretStore } from '../base/ports.ts'

/** For whoever only asks whether somebody has a secret: collectors do. */
export function heldByCollectors(store: SecretStore): SecretStore {
  return { ...store, get: async () => '' }
}
