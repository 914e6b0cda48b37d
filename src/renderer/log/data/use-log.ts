// One log as React state: the rows near the visible ones, and the dividing lines at their indexes. It requests windows of
// rows only, whatever the size of the log.

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { RowFilter } from '../../../core/contract/contract.ts'
import type { EventRow, RunSummary } from '../../../core/run/run.ts'
import { useDesk } from '../../desk/desk-context.ts'
import { useConnection } from '../../desk/use-connection.ts'
import { useRunAlerts } from '../../desk/use-run-alerts.ts'
import { formatTime } from '../../ui/format-time.ts'
import { dividersOf, indexAfter, type PlacedDivider } from './dividers.ts'
import { createLogPages, type LogPages } from './pages.ts'

/** Dividing lines that are inserted together, so that rows move less often. */
const maxAtOnce = 24

const noLines: readonly PlacedDivider[] = []

export type Log = {
  /** Null before the log is opened. */
  readonly pages: LogPages | null
  /** The rows that pass the filter; null before the first answer. */
  readonly total: number | null
  readonly placed: readonly PlacedDivider[]
  /** The total is final; while it is not, rows may still be added at the end. */
  readonly complete: boolean
  /** Rows by index, from the engine: for copying. */
  readonly fetch: (index: number, limit: number) => Promise<readonly EventRow[]>
  /** The index in the filtered log of the first row with this sequence number or a later one. */
  readonly find: (seq: number) => Promise<number>
}

/** The log of `run`, as far as it passes the filter. */
export function useLog(run: RunSummary, filter: RowFilter): Log {
  const { client } = useDesk()
  const { pings, query, chunks } = filter
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that were read again say something else
  const fetchRows = useCallback(
    (index: number, limit: number) => client.call('events.window', { run: run.id, filter, index, limit }),
    [client, run.id, filter, run.readAgain],
  )
  const pages = usePages(fetchRows)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new event is the reason to ask
  useEffect(() => pages?.grown(), [pages, run.events])
  const total = pages?.total() ?? null
  const complete = pages?.complete() ?? false
  const whole = pings && query === '' && chunks === 'single'
  const simple = query === '' && chunks === 'single'
  const hidden = whole ? null : simple ? run.pings : Math.max(0, run.events - (total ?? 0))
  // An old count is good enough: it is only where the search starts.
  const hiddenRows = useRef(hidden)
  hiddenRows.current = hidden
  const count = useRef(run.events)
  count.current = run.events
  const placed = usePlacedDividers(run, complete, hiddenRows, fetchRows)
  const find = useCallback(
    (seq: number) => indexAfter(seq - 1, hiddenRows.current, fetchRows, count.current),
    [fetchRows],
  )
  const fetch = useCallback(
    async (index: number, limit: number) => (await fetchRows(index, limit)).rows,
    [fetchRows],
  )
  // Lines without rows would hide that nothing fits.
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
  // The rows of another filter have other indexes: none until the first answer.
  return held?.of === fetchRows ? held.pages : null
}

/** The dividing lines whose indexes are known, in order. */
function usePlacedDividers(
  run: RunSummary,
  complete: boolean,
  hidden: { readonly current: number | null },
  fetchRows: Fetch,
): readonly PlacedDivider[] {
  const { value } = useConnection(run, '')
  const { events } = run
  const alerts = useRunAlerts(run)
  const dividers = useMemo(
    () => (value === null ? [] : dividersOf({ ...value, alerts }, events, formatTime)),
    [value, alerts, events],
  )
  const [places, setPlaces] = useState<ReadonlyMap<number, number>>(new Map())

  // biome-ignore lint/correctness/useExhaustiveDependencies: with other rows the indexes change
  useEffect(() => setPlaces(new Map()), [fetchRows])

  const next = dividers
    .filter(({ afterSeq }) => !places.has(afterSeq))
    .slice(0, maxAtOnce)
    .map(({ afterSeq }) => afterSeq)
    .join()
  useEffect(() => {
    if (next === '' || !complete) return
    let stopped = false
    const seqs = next.split(',').map(Number)
    Promise.all(seqs.map((seq) => indexAfter(seq, hidden.current, fetchRows))).then(
      (found) => {
        if (stopped) return
        const added = seqs.map((seq, i) => [seq, found[i] ?? seq] as const)
        setPlaces((known) => new Map([...known, ...added]))
      },
      // Without an answer the line is not drawn; the rows report the error.
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
