// What a watch looks at: an engine of its own in this process, or a hub, whose collectors do the work.

import type { Changes } from '../../core/contract/contract.ts'
import {
  checksAnswers,
  createSessionSecrets,
  type Engine,
  findDataDir,
  openEngine,
} from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'
import { openHostTelemetry } from '../host/open-telemetry.ts'
import { reportDefect } from '../host/report-defect.ts'
import { findHub } from '../hub/hub-place.ts'
import type { LogOptions } from '../hub/open-log.ts'

export type Watched = Pick<Engine, 'dispatch' | 'close'> & {
  /** Null: pushes were lost, and what they said is to be asked for. */
  readonly onChanges: (listener: (changes: Changes | null) => void) => () => void
  /** Null where rules cannot be lent: nothing is judged here. */
  readonly lent: Engine['lent'] | null
  /** A run that is watched goes on without this watch. */
  readonly leaves: boolean
}

/** Rejects with a RunlightError where it cannot be opened. */
export async function openWatched(host: CliHost, { hub, tokenFile, dataDir }: LogOptions): Promise<Watched> {
  if (hub !== undefined) {
    const place = findHub(hub, tokenFile, host.env)
    const { createHub } = await import('../../server/remote/hub.ts')
    return { ...createHub(place), lent: null, leaves: true, close: async () => {} }
  }
  const engine = await openEngine({
    dataDir: findDataDir(dataDir, host.env, host.platform),
    host: 'terminal',
    version: host.version,
    secrets: createSessionSecrets(),
    network: () => () => {},
    sample: null,
    telemetry: (await openHostTelemetry(host, 'no'))?.port ?? null,
    onDefect: reportDefect(host.err),
    checkAnswers: checksAnswers(host.env),
  })
  return { ...engine, leaves: false }
}
