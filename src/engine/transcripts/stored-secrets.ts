// The values of the credentials that are stored for a run and its server, so that an export finds them wherever a server has
// repeated them. They go to the export's thread and nowhere else.

import { parseHeaderLines } from '../../core/headers.ts'
import { isSecretHeader, isSecretName } from '../../core/redact.ts'
import type { Server } from '../../core/server.ts'
import type { StoredRun } from '../log/batch.ts'
import type { SecretStore } from '../ports.ts'
import { runSecretRef, serverSecretRef, unpackSecret } from '../runs/sealed.ts'

/** A part of a credential that is shorter is a word that may stand anywhere. */
const leastPart = 8

/** All that the store can give; what it cannot is not found by its value. */
export async function storedSecrets(
  run: Pick<StoredRun, 'uid' | 'hasSecret'>,
  server: Server | null,
  secrets: SecretStore,
): Promise<string[]> {
  const values: string[] = []
  if (server?.hasSecret === true) {
    const secret = await secrets.get(serverSecretRef(server.id))
    if (secret !== null)
      values.push(...(server.auth === 'headers' ? partsOf(secret) : [secret, ...cookieParts(secret)]))
  }
  const own = run.hasSecret ? unpackSecret(await secrets.get(runSecretRef(run.uid))) : null
  if (own !== null)
    for (const text of [own.headers ?? '', ...Object.values(own.params)]) values.push(...partsOf(text))
  return [...new Set(values)].filter((value) => value !== '')
}

/** What is secret in a parameter: in a URL its user and its query's secrets, in header lines their values. */
function partsOf(text: string): string[] {
  if (text === '') return []
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) {
    const url = new URL(text)
    const values = [...url.searchParams].filter(([name]) => isSecretName(name)).map(([, value]) => value)
    return [decode(url.username), decode(url.password), ...values]
  }
  const parsed = parseHeaderLines(text)
  if (!parsed.ok) return [text]
  return parsed.headers.flatMap(([name, value]) =>
    isSecretHeader(name) || value.length >= 2 * leastPart
      ? [value, ...cookieParts(value), ...schemeParts(value)]
      : [],
  )
}

/** The values of `a=…; b=…`. */
function cookieParts(text: string): string[] {
  return text.split(/;\s*/).flatMap((pair) => {
    const value = pair.slice(pair.indexOf('=') + 1)
    return pair.includes('=') && value.length >= leastPart ? [value] : []
  })
}

/** The token of `Bearer …`. */
function schemeParts(text: string): string[] {
  const token = /^\w+\s+(\S+)$/.exec(text)?.[1]
  return token !== undefined && token.length >= leastPart ? [token] : []
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
