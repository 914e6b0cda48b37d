// The runs that `runlight runs` lists: a hub's where one is named, else those of a data directory of this computer.

import { findDataDir, listRuns, type RunsThere } from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'
import { findHub } from './hub-place.ts'
import type { LogOptions } from './open-log.ts'

/** Null where there is no log yet. Rejects with a RunlightError where it cannot be read. */
export async function runsOf(
  host: CliHost,
  { hub, tokenFile, dataDir }: LogOptions,
): Promise<RunsThere | null> {
  if (hub === undefined) return listRuns(findDataDir(dataDir, host.env, host.platform))
  const { openHubLog } = await import('./hub-log.ts')
  const log = openHubLog(findHub(hub, tokenFile, host.env))
  return { runs: await log.runs(), isWatched: log.isWatched }
}
