// The density of a log as React state: requested once for a run at rest, and now and then while it grows.

import { useCallback } from 'react'
import type { RunSummary } from '../../../core/run/run.ts'
import { useDesk } from '../../desk/desk-context.ts'
import { usePolled } from '../../desk/use-polled.ts'
import type { Strip } from './strip-shape.ts'

const maxBuckets = 600
const paceMs = 1_500

/** The density of `run`; null before the first answer. */
export function useDensity({ id, events, gaps, connection, readAgain = 0 }: RunSummary): Strip | null {
  const { client } = useDesk()
  const ask = useCallback(() => client.call('log.density', { run: id, buckets: maxBuckets }), [client, id])
  const version = `${events} ${gaps} ${connection.attempt} ${readAgain}`
  return usePolled(ask, version, () => paceMs).value
}
