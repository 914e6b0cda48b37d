// Separates the secrets from a run's parameters before they are stored or shown (law 6), and restores them for a
// request. Stored parameters read like the original with `•••` in place of each secret.

import { z } from 'zod'
import type { Field, Kind, Params } from '../../core/kind/kind.ts'
import { maskHeaders, parseHeaderLines } from '../../core/secrets/headers.ts'
import { mask } from '../../core/secrets/redact.ts'
import { redactParameter } from '../../core/secrets/redact-text.ts'

/** What is kept apart: the true values of masked parameters, and the run's own further headers. */
const secretSchema = z.object({ params: z.record(z.string(), z.string()), headers: z.string().nullable() })
export type RunSecret = z.infer<typeof secretSchema>

/** `shown` may be stored; `secret` is null where there is nothing to hide. */
export function extractSecrets(
  kind: Kind,
  params: Params,
  headers: string | null,
): { shown: Params; secret: RunSecret | null } {
  const hidden: [string, string][] = []
  const shown = Object.entries(params).map(([name, given]): [string, string] => {
    const type = kind.fields.find((field) => field.name === name)?.type
    // A fragment is never sent (RFC 9110, 4.2.5), and is where OAuth puts its tokens.
    const value = type === 'url' ? given.replace(/#.*$/s, '') : given
    const masked = maskedParam(type, value)
    if (masked !== value && masked.includes(mask)) {
      hidden.push([name, value])
      return [name, masked]
    }
    return [name, value]
  })
  const secret =
    hidden.length === 0 && headers === null ? null : { params: Object.fromEntries(hidden), headers }
  return { shown: Object.fromEntries(shown), secret }
}

function maskedParam(type: Field['type'] | undefined, value: string): string {
  return type === 'headers' ? maskLines(value) : redactParameter(value)
}

/** The parameters as the request needs them. */
export function restoreSecrets(shown: Params, secret: RunSecret | null): Params {
  return secret === null ? shown : { ...shown, ...secret.params }
}

export function serializeSecret(secret: RunSecret): string {
  return JSON.stringify(secret)
}

/** The secret that `serializeSecret` made; null where it cannot be read any more. */
export function parseSecret(text: string | null): RunSecret | null {
  if (text === null) return null
  try {
    return secretSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Where a run's secret is kept. */
export function runSecretRef(uid: string): string {
  return `run:${uid}`
}

/** Where a server's credential is kept. */
export function serverSecretRef(id: number): string {
  return `server:${id}`
}

function maskLines(lines: string): string {
  const parsed = parseHeaderLines(lines)
  return parsed.ok
    ? maskHeaders(parsed.headers)
        .map(([name, text]) => `${name}: ${text}`)
        .join('\n')
    : mask
}
