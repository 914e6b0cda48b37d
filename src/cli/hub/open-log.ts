// The log that a reading command reads: a hub's where one is named, else that of a data directory of this computer.

import { findDataDir, openReadOnlyLog } from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'
import type { HubLog } from './hub-log.ts'
import { findHub, type HubOptions } from './hub-place.ts'

export type LogOptions = HubOptions & { readonly dataDir?: string }

/** Null where there is no log yet. Rejects with a RunlightError where it cannot be read. */
export async function openLogOf(
  host: CliHost,
  { hub, tokenFile, dataDir }: LogOptions,
): Promise<HubLog | null> {
  if (hub === undefined) return openReadOnlyLog(findDataDir(dataDir, host.env, host.platform))
  // Loaded by those who name a hub alone: it would cost every command a part of its start.
  const { openHubLog } = await import('./hub-log.ts')
  return openHubLog(findHub(hub, tokenFile, host.env))
}

/** What is read, for a sentence. */
export function placeOf(host: CliHost, { hub, dataDir }: LogOptions): string {
  return hub ?? findDataDir(dataDir, host.env, host.platform)
}
