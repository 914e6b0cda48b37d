// One event with all of its data. A row that was not cut has it already; otherwise the event is requested.

import { useEffect, useState } from 'react'
import { isCutRow } from '../../../core/run/cut-row.ts'
import type { EventRow } from '../../../core/run/run.ts'
import { useDesk } from '../../desk/desk-context.ts'
import { errorMessage } from '../../store/client.ts'

type Held = { readonly event: EventRow | null; readonly problem: string | null }

const nothing: Held = { event: null, problem: null }

/** The event of `row` with all of its data; null until it is loaded. */
export function useEvent(run: number, row: EventRow | undefined): Held {
  const { client } = useDesk()
  const [held, setHeld] = useState<Held>(nothing)
  const seq = row?.seq
  const cut = row !== undefined && isCutRow(row)

  useEffect(() => {
    setHeld(nothing)
    if (seq === undefined || !cut) return
    let stopped = false
    client.call('events.get', { run, seq }).then(
      (event) => !stopped && setHeld({ event, problem: null }),
      (thrown) => !stopped && setHeld({ event: null, problem: errorMessage(thrown) }),
    )
    return () => {
      stopped = true
    }
  }, [client, run, seq, cut])

  if (row !== undefined && !cut) return { event: row, problem: null }
  return held.event?.seq === seq ? held : { event: null, problem: held.problem }
}
