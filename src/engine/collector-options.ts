// What a host gives a collector, and what the collector is to it.

import type { LogStatus } from '../core/contract/contract.ts'
import type { OwnSecrets } from './collect/collector-secrets.ts'
import type { CollectorNews } from './collect/told.ts'
import type { Engine, EngineOptions } from './engine-options.ts'

export type CollectorOptions = {
  /** The address of the shared log, with what lets in. */
  readonly url: string
  /** How long it may not be heard of before others take over, ms; absent, what is usual. */
  readonly ttlMs?: number
  readonly name: string
  /** Servers by name, and tags, that alone it watches; both empty: all. */
  readonly only: { readonly servers: readonly string[]; readonly tags: readonly string[] }
  /** Its own: kind files, its spool, and nothing that another needs. */
  readonly dataDir: string
  readonly version: string
  readonly secrets: OwnSecrets
  readonly env: Readonly<Record<string, string | undefined>>
  readonly tell: (news: CollectorNews) => void
  readonly onDefect: (where: string, thrown: unknown) => void
  /** Told of what is stored and asked; null or absent where nobody listens. */
  readonly telemetry?: EngineOptions['telemetry']
}

export type Collector = {
  /** How the log fares for this collector; `away` also while it has no place among the others. */
  readonly logStatus: () => LogStatus
  readonly noteDefect: Engine['noteDefect']
  /** Hands everything over at once: stores what is left and gives its place up. Rejects as the engine does. */
  readonly close: () => Promise<void>
}
