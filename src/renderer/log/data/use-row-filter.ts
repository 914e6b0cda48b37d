// Which rows of a log are shown: pings, the query, and consecutive pieces of a text, joined but for those that were opened.

import { useCallback, useMemo, useState } from 'react'
import type { RowFilter } from '../../../core/contract/contract.ts'
import type { EventRow } from '../../../core/run/run.ts'

/** Rows opened at once; with more, the oldest are joined again. */
const mostOpened = 40
const none: readonly number[] = []

/** Joined events that are shown one by one: the first of them, and the last when they were opened. */
type Opened = { readonly from: number; readonly to: number }

export type Shown = {
  readonly filter: RowFilter
  readonly setPings: (shown: boolean) => void
  /** Shows the events of a row of joined ones one by one. */
  readonly expand: (row: EventRow) => void
  /** The first of the opened events that `seq` is one of; null where it is none. */
  readonly openedAt: (seq: number) => number | null
  /** Joins again the events that begin with `seq`. */
  readonly join: (seq: number) => void
}

/** What is shown of run `run`; `single`: pieces of a text are never joined. What a query finds is never joined either. */
export function useRowFilter(run: number, query: string, single: boolean): Shown {
  const [pings, setPings] = useState(false)
  const [held, setHeld] = useState<{ readonly run: number; readonly list: readonly Opened[] }>({
    run,
    list: [],
  })
  const list = held.run === run ? held.list : null
  const joined = !single && query === ''
  const opened = useMemo(() => (joined && list ? list.map(({ from }) => from) : none), [joined, list])
  const filter = useMemo(
    (): RowFilter => ({ pings, query, chunks: joined ? 'joined' : 'single', opened }),
    [pings, query, joined, opened],
  )
  const change = useCallback(
    (next: (list: readonly Opened[]) => readonly Opened[]) =>
      setHeld((known) => ({ run, list: next(known.run === run ? known.list : []) })),
    [run],
  )
  const expand = useCallback(
    ({ seq, until = seq }: EventRow) =>
      change((known) =>
        [...known.filter(({ from }) => from !== seq), { from: seq, to: until }].slice(-mostOpened),
      ),
    [change],
  )
  const join = useCallback(
    (seq: number) => change((known) => known.filter(({ from }) => from !== seq)),
    [change],
  )
  const openedAt = useCallback(
    (seq: number) => list?.find(({ from, to }) => from <= seq && seq <= to)?.from ?? null,
    [list],
  )
  return useMemo(() => ({ filter, setPings, expand, join, openedAt }), [filter, expand, join, openedAt])
}
