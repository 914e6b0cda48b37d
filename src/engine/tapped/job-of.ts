// A digest of who asked for what, which a log may hold: what is secret in an address is no part of it, and it tells nothing of
// what is.

import { createHash } from 'node:crypto'
import { redactUrl } from '../../core/secrets/redact.ts'
import type { TapRequest } from '../base/tap-port.ts'

const length = 32

/** Equal for two requests of the same application for the same job. */
export function jobOf({ method, url, target, client }: TapRequest): string {
  const parts = [method, redactUrl(url), target.name, client.address, client.agent]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, length)
}
