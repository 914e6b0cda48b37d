// The alerts of a run while it is on the screen, those of its server that name it too.

import { useCallback } from 'react'
import type { Alert } from '../../core/alerts/alert.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk, useLive } from './desk-context.ts'
import { usePolled } from './use-polled.ts'

/** As many as a log or a timeline draws. */
const most = 200
const paceMs = () => 500
const none: readonly Alert[] = []

/** The latest of them, the oldest first. Of a run that never had one, nothing is asked. */
export function useRunAlerts({ id, attention }: Pick<RunSummary, 'id' | 'attention'>): readonly Alert[] {
  const { client } = useDesk()
  const hasAny = attention !== undefined && attention.had.length > 0
  const ask = useCallback(
    async () =>
      hasAny ? (await client.call('alerts.list', { run: id, limit: most })).alerts.toReversed() : none,
    [client, id, hasAny],
  )
  const version = useLive((state) => (hasAny ? state.alertsVersion : 0))
  return usePolled(ask, version, paceMs).value ?? none
}
