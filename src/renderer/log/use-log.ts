// One log as state: its rows near the screen, and its dividing lines in their places. It asks the engine for windows of
// rows only, whatever the size of the log.

import { useCallback, useEffect, useMemo, useState } from 'react'
import type { RunSummary } from '../../core/run.ts'
import { useDesk } from '../app/desk-context.ts'
import { useConnection } from '../connection/use-connection.ts'
import { clockTime } from '../ui/times.ts'
import { dividersOf, type Placed, placeAfter } from './dividers.ts'
import { createLogPages, type LogPages } from './pages.ts'

export type Log = {
  /** Null for the moment before the log is opened. */
  readonly pages: LogPages | null
  /** The rows that pass the filter; null before the first answer. */
  readonly total: number | null
  readonly placed: readonly Placed[]
  /** The place in the filtered log of the first row with this sequence number or a later one. */
  readonly find: (seq: number) => Promise<number>
}

/** The log of `run`, with or without its pings. */
export function useLog(run: RunSummary, pings: boolean): Log {
  const { client } = useDesk()
  const fetchRows = useCallback(
    (index: number, limit: number) =>
      client.call('events.window', { run: run.id, filter: { pings }, index, limit }),
    [client, run.id, pings],
  )
  const pages = usePages(fetchRows)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new event is the reason to ask
  useEffect(() => pages?.grown(), [pages, run.events])
  const placed = usePlaced(run, pings, fetchRows)
  const hidden = pings ? null : run.pings
  const find = useCallback((seq: number) => placeAfter(seq - 1, hidden, fetchRows), [hidden, fetchRows])
  return { pages, total: pages?.total() ?? null, placed, find }
}

type Fetch = Parameters<typeof createLogPages>[0]

/** Pages that live as long as `fetchRows` does; draws the component again with every answer. */
function usePages(fetchRows: Fetch): LogPages | null {
  const [held, setHeld] = useState<{ readonly pages: LogPages; readonly of: Fetch } | null>(null)
  const [, setVersion] = useState(0)
  useEffect(() => {
    const pages = createLogPages(fetchRows)
    const unsubscribe = pages.subscribe(() => setVersion(pages.version()))
    setHeld({ pages, of: fetchRows })
    return () => {
      unsubscribe()
      pages.stop()
    }
  }, [fetchRows])
  // The rows of another filter stand in other places: better none for a moment.
  return held?.of === fetchRows ? held.pages : null
}

/** The dividing lines whose places are known, in order. */
function usePlaced(run: RunSummary, pings: boolean, fetchRows: Fetch): readonly Placed[] {
  const { value } = useConnection(run, '')
  const { events } = run
  const dividers = useMemo(
    () => (value === null ? [] : dividersOf(value, events, clockTime)),
    [value, events],
  )
  const [places, setPlaces] = useState<ReadonlyMap<number, number>>(new Map())
  const hidden = pings ? null : run.pings

  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows have other places
  useEffect(() => setPlaces(new Map()), [fetchRows])

  const next = dividers.find(({ afterSeq }) => !places.has(afterSeq))?.afterSeq
  useEffect(() => {
    if (next === undefined) return
    let stopped = false
    placeAfter(next, hidden, fetchRows).then(
      (place) => {
        if (!stopped) setPlaces((known) => new Map(known).set(next, place))
      },
      // Without an answer the line is not drawn; the rows themselves say that the engine is silent.
      () => undefined,
    )
    return () => {
      stopped = true
    }
  }, [next, hidden, fetchRows])

  return useMemo(
    () =>
      dividers.flatMap((divider) => {
        const before = places.get(divider.afterSeq)
        return before === undefined ? [] : [{ before, divider }]
      }),
    [dividers, places],
  )
}
