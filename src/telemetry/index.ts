// What Runlight tells of itself by OpenTelemetry. This is the room’s one door, and it is light: the SDK is loaded only where
// something is asked for, by the environment or by a command, and is in nobody’s memory otherwise.

import type { ListenAddress } from '../core/basics/listen-address.ts'
import type { TelemetryPort } from '../engine/index.ts'
import { onlyFetched, readAsked } from './asked/asked.ts'
import { collectorOf } from './asked/otlp.ts'
import type { Env } from './asked/values.ts'

export type OpenTelemetry = {
  /** For the engine. */
  readonly port: TelemetryPort
  /** The metrics in Prometheus’ text format; null where nobody asked for that. */
  readonly metrics: (() => Promise<string>) | null
  /** Where the environment wants them fetched; null where it does not say so. */
  readonly listen: ListenAddress | null
}

type Options = {
  /** The environment of this process: the SDK reads some of it by itself. */
  readonly env: Env
  readonly version: string
  /**
   * Whether metrics can be fetched from this host: `no`, where it has no listener for that; `may`, where the environment asks for
   * it; `wanted`, where a command did.
   */
  readonly fetching: 'no' | 'may' | 'wanted'
  /** Told what a person should know, a sentence at a time: values that are wrong, a collector that is away or back. */
  readonly say: (sentence: string) => void
}

/** Null where nothing is asked for: then nothing is loaded. */
export async function openTelemetry({ env, version, fetching, say }: Options): Promise<OpenTelemetry | null> {
  const asked = readAsked(env, fetching !== 'no', say) ?? (fetching === 'wanted' ? onlyFetched : null)
  if (asked === null) return null
  const { openSdk } = await import('./sdk/open.ts')
  const metrics = new Set(asked.metrics)
  if (fetching === 'wanted') metrics.add('prometheus')
  const sdk = openSdk({ ...asked, metrics: [...metrics] }, (signal) => collectorOf(env, signal), version, say)
  return { port: sdk.port, metrics: sdk.text, listen: asked.listen }
}
