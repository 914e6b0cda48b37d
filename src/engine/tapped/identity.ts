// Whether two requests ask for the same job on behalf of the same person: then they are attempts of one run.

import { createHmac } from 'node:crypto'
import type { TapRequest } from '../base/tap-port.ts'
import { askingHeaders } from './sent-headers.ts'

/**
 * Equal for two requests of one application for one job: the same address, asked for by the same client with the same
 * credentials. Null for every other method than GET, where each request is one of its own. Nothing can be read back from it
 * without `salt`, which is made at the start of the process and never stored.
 */
export function identityOf(
  { target, method, url, headers, client }: TapRequest,
  salt: Uint8Array,
): string | null {
  if (method !== 'GET') return null
  const { address, agent } = client
  const parts = [target.name, target.to, url, address, agent, askingHeaders(headers)]
  return createHmac('sha256', salt).update(JSON.stringify(parts)).digest('base64url')
}
