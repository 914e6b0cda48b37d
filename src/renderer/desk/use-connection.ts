// The connections of a run as React state, requested again when they may have changed.

import { useCallback } from 'react'
import { formatDuration } from '../../core/basics/quantities.ts'
import type { Output } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk } from './desk-context.ts'
import { type Polled, usePolled } from './use-polled.ts'

const paceMs = 500

/** Attempts, gaps and transitions of `run`; they are also requested again when `also` changes. */
export function useConnection(run: RunSummary, also: string): Polled<Output<'runs.connection'>> {
  const { client } = useDesk()
  const { id, connection, gaps, beatMs } = run
  const ask = useCallback(() => client.call('runs.connection', { run: id }), [client, id])
  const { state, attempt, cause, notice } = connection
  // What the answer says in words changes with these; counters are in the summary.
  const version = [state, attempt, cause, notice, gaps, beatMs === null ? null : formatDuration(beatMs), also]
  return usePolled(ask, version.join(' '), () => paceMs)
}
