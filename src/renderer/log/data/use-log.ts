// One log as state: its rows near the screen, and its dividing lines in their places. It asks the engine for windows of
// rows only, whatever the size of the log.

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { RowFilter } from '../../../core/contract/contract.ts'
import type { EventRow, RunSummary } from '../../../core/run/run.ts'
import { useDesk } from '../../desk/desk-context.ts'
import { useConnection } from '../../desk/use-connection.ts'
import { formatTime } from '../../ui/format-time.ts'
import { dividersOf, type Placed, placeAfter } from './dividers.ts'
import { createLogPages, type LogPages } from './pages.ts'

/** So many lines are put in their places together, so that rows do not move for each of them. */
const atOnce = 24

const noLines: readonly Placed[] = []

export type Log = {
  /** Null for the moment before the log is opened. */
  readonly pages: LogPages | null
  /** The rows that pass the filter; null before the first answer. */
  readonly total: number | null
  readonly placed: readonly Placed[]
  /** The count is final; while it is not, rows may still be added at the end. */
  readonly complete: boolean
  /** Rows by place, straight from the engine: for what is copied. */
  readonly fetch: (index: number, limit: number) => Promise<readonly EventRow[]>
  /** The place in the filtered log of the first row with this sequence number or a later one. */
  readonly find: (seq: number) => Promise<number>
}

/** The log of `run`, as far as it passes the filter. */
export function useLog(run: RunSummary, { pings, query }: RowFilter): Log {
  const { client } = useDesk()
  const fetchRows = useCallback(
    (index: number, limit: number) =>
      client.call('events.window', { run: run.id, filter: { pings, query }, index, limit }),
    [client, run.id, pings, query],
  )
  const pages = usePages(fetchRows)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new event is the reason to ask
  useEffect(() => pages?.grown(), [pages, run.events])
  const total = pages?.total() ?? null
  const complete = pages?.complete() ?? false
  const whole = pings && query === ''
  const hidden = whole ? null : query === '' ? run.pings : Math.max(0, run.events - (total ?? 0))
  // The last count will do: it says where looking begins, and a place is found from anywhere.
  const about = useRef(hidden)
  about.current = hidden
  const count = useRef(run.events)
  count.current = run.events
  const placed = usePlaced(run, complete, about, fetchRows)
  const find = useCallback(
    (seq: number) => placeAfter(seq - 1, about.current, fetchRows, count.current),
    [fetchRows],
  )
  const fetch = useCallback(
    async (index: number, limit: number) => (await fetchRows(index, limit)).rows,
    [fetchRows],
  )
  // Lines with nothing between them would hide that nothing fits.
  const isBare = query !== '' && total === 0
  return { pages, total, complete, placed: isBare ? noLines : placed, fetch, find }
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
function usePlaced(
  run: RunSummary,
  complete: boolean,
  hidden: { readonly current: number | null },
  fetchRows: Fetch,
): readonly Placed[] {
  const { value } = useConnection(run, '')
  const { events } = run
  const dividers = useMemo(
    () => (value === null ? [] : dividersOf(value, events, formatTime)),
    [value, events],
  )
  const [places, setPlaces] = useState<ReadonlyMap<number, number>>(new Map())

  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows have other places
  useEffect(() => setPlaces(new Map()), [fetchRows])

  const next = dividers
    .filter(({ afterSeq }) => !places.has(afterSeq))
    .slice(0, atOnce)
    .map(({ afterSeq }) => afterSeq)
    .join()
  useEffect(() => {
    if (next === '' || !complete) return
    let stopped = false
    const seqs = next.split(',').map(Number)
    Promise.all(seqs.map((seq) => placeAfter(seq, hidden.current, fetchRows))).then(
      (found) => {
        if (stopped) return
        const added = seqs.map((seq, i) => [seq, found[i] ?? seq] as const)
        setPlaces((known) => new Map([...known, ...added]))
      },
      // Without an answer the line is not drawn; the rows themselves say that the engine is silent.
      () => undefined,
    )
    return () => {
      stopped = true
    }
  }, [next, complete, hidden, fetchRows])

  return useMemo(
    () =>
      dividers.flatMap((divider) => {
        const before = places.get(divider.afterSeq)
        return before === undefined ? [] : [{ before, divider }]
      }),
    [dividers, places],
  )
}
