// The connections of a run as state, asked for again when they may have changed.

import { useCallback } from 'react'
import type { Output } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk } from './desk-context.ts'
import { type Pulled, usePulled } from './use-pulled.ts'

const paceMs = 500

/** Attempts, gaps and transitions of `run`; `also` is one more reason to ask again, such as a number that moves. */
export function useConnection(run: RunSummary, also: string): Pulled<Output<'runs.connection'>> {
  const { client } = useDesk()
  const { id, connection, gaps } = run
  const ask = useCallback(() => client.call('runs.connection', { run: id }), [client, id])
  const version = [connection.state, connection.attempt, connection.cause, gaps, also]
  return usePulled(ask, version.join(' '), () => paceMs)
}
