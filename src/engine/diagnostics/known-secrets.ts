// Every secret that the engine has handled since it started, so that none of them is stored or said by accident. It keeps
// them in memory alone, where they are anyway, and forgets none: what was removed may still be in a server's answer.

import { mask, redactValues } from '../../core/secrets/redact.ts'
import { secretValues } from '../../core/secrets/secret-values.ts'
import type { SecretStore } from '../base/ports.ts'

/** Fewer characters of a secret than this are no secret. */
const shortestPiece = 6

export type KnownSecrets = {
  /** The host's store, its secrets noticed as they pass. */
  readonly store: SecretStore
  /** Notices a secret that is not stored. */
  readonly learn: (value: string) => void
  /** `text` without any secret that has passed. */
  readonly hide: (text: string) => string
}

export function createKnownSecrets(secrets: SecretStore): KnownSecrets {
  const known = new Set<string>()
  const learn = (value: string) => {
    for (const part of secretValues(value)) known.add(part)
  }
  return {
    store: {
      ...secrets,
      get: async (ref, server) => {
        const value = await secrets.get(ref, server)
        if (value !== null) learn(value)
        return value
      },
      set: async (ref, value) => {
        learn(value)
        await secrets.set(ref, value)
      },
    },
    learn,
    hide: (text) => (known.size === 0 ? text : withoutCutSecret(redactValues(text, [...known]), known)),
  }
}

/** Texts of servers are cut to what can be kept: the cut may run through a secret, whose beginning is then the text's end. */
function withoutCutSecret(text: string, known: ReadonlySet<string>): string {
  let longest = 0
  for (const secret of known) {
    for (let length = secret.length - 1; length >= shortestPiece && length > longest; length--)
      if (text.endsWith(secret.slice(0, length))) longest = length
  }
  return longest === 0 ? text : `${text.slice(0, -longest)}${mask}`
}
