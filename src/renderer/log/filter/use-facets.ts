// The facet counts of a log, while the panel is open.

import { useCallback } from 'react'
import type { Output } from '../../../core/contract/contract.ts'
import { useDesk } from '../../desk/desk-context.ts'
import { type Polled, usePolled } from '../../desk/use-polled.ts'

const paceMs = 2_000

export type Facets = Output<'log.facets'>

/** The facets of run `id`, requested again when `events` changes. */
export function useFacets(id: number, events: number): Polled<Facets> {
  const { client } = useDesk()
  const ask = useCallback(() => client.call('log.facets', { run: id }), [client, id])
  return usePolled(ask, events, () => paceMs)
}
