// Credentials at a hub: it has none and can read none. What somebody enters is sealed for the collectors, where the hub was given
// the key to seal by, and refused where it was not.

import { RunlightError } from '../../core/basics/errors.ts'
import type { SecretStore } from '../base/ports.ts'

/** Where what is sealed is kept; null removes it. */
type SealedStore = { readonly seal: (ref: string, sealed: string | null) => Promise<void> }

/** Seals a secret that is stored under `ref`, so that only collectors can open it. */
export type Seal = (ref: string, secret: string) => string

const cannot =
  'This hub cannot pass credentials on: start it with the public key of the pool, or give them to the collectors by their own means.'

export function createPoolSecrets(team: SealedStore, seal: Seal | null): SecretStore {
  const mayStore = () => {
    if (seal === null) throw new RunlightError('not-allowed', cannot)
  }
  return {
    keeping: () => ({ keeps: 'keychain', note: seal === null ? cannot : null }),
    onChange: () => () => {},
    get: async () => null,
    set: async (ref, value) => {
      if (seal === null) throw new RunlightError('not-allowed', cannot)
      await team.seal(ref, seal(ref, value))
    },
    mayStore,
    remove: (ref) => team.seal(ref, null),
  }
}

/** For whoever only asks whether somebody has a secret: collectors do. */
export function heldByCollectors(store: SecretStore): SecretStore {
  return { ...store, get: async () => '' }
}
