// The events of the run that is taught from, pulled by pages up to a bound, and what else is known of it: what it asked for,
// and how its connection ended.

import { useEffect, useState } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { Output } from '../../core/contract/contract.ts'
import type { EventRow, RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { useDesk } from '../desk/desk-context.ts'
import { type Client, errorMessage } from '../store/client.ts'
import type { AskedRequest } from './model/address.ts'
import { type Grouped, groupsOf } from './model/groups.ts'

/** Events that are looked at, the first and the last ones: at the end a stream says how it ended. */
const mostFirst = 2_500
const mostLast = 500
/** UTF-16 units of their data. */
const mostUnits = 16_000_000
const mostLastUnits = 4_000_000
const page = 500

export type Recording = {
  readonly rows: readonly EventRow[]
  /** How many of the first there are among them; the others are the last. */
  readonly first: number
  readonly grouped: Grouped
  /** Those that bear on the job; none while the run still goes on. */
  readonly transitions: Output<'runs.connection'>['transitions']
  /** Null where it is not known any more. */
  readonly request: AskedRequest | null
  readonly readers: Output<'runs.reading'>['choices']
}

export type Loaded =
  | { readonly state: 'loading'; readonly events: number }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'ready'; readonly recording: Recording }

/** Which of its events were looked at, where those are not all: `the first 2,500 and the last 500 of 9,000 events`. */
export function extentOf({ rows, first }: Recording, events: number): string | null {
  if (rows.length >= events) return null
  const last = rows.length - first
  const tail = last === 0 ? '' : ` and the last ${last.toLocaleString('en-US')}`
  return `the first ${first.toLocaleString('en-US')}${tail} of ${formatCount(events, 'event')}`
}

/** The recording of `run`, pulled once: what comes later is not taught from. */
export function useRecording(run: RunSummary): Loaded {
  const { client } = useDesk()
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading', events: 0 })
  const { id } = run
  const rests = isSettled(run.connection.state)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run that comes to its end while it is taught from stays as it was pulled
  useEffect(() => {
    let isLeft = false
    const tell = (next: Loaded) => {
      if (!isLeft) setLoaded(next)
    }
    load(client, id, run.events, rests, (events) => {
      tell({ state: 'loading', events })
      return isLeft
    }).then(
      (recording) => tell({ state: 'ready', recording }),
      (thrown) => tell({ state: 'failed', message: errorMessage(thrown) }),
    )
    return () => {
      isLeft = true
    }
  }, [client, id])
  return loaded
}

async function load(
  client: Client,
  run: number,
  events: number,
  rests: boolean,
  told: (events: number) => boolean,
): Promise<Recording> {
  const rows: EventRow[] = []
  let units = 0
  /** Whether there are no more. */
  const pull = async (from: number, enough: () => boolean): Promise<boolean> => {
    for (let next = from; !enough(); next = (rows.at(-1)?.seq ?? 0) + 1) {
      const answer = await client.call('events.range', { run, from: next, limit: page })
      if (answer.rows.length === 0) return true
      for (const row of answer.rows) {
        rows.push(row)
        units += row.data.length
      }
      if (told(rows.length)) return true
    }
    return false
  }
  const isWhole = await pull(1, () => rows.length >= mostFirst || units >= mostUnits)
  const first = rows.length
  if (!isWhole) {
    const fit = Math.floor(mostLastUnits / Math.max(1, units / first))
    const last = Math.max(1, Math.min(mostLast, fit))
    const bound = units + 2 * mostLastUnits
    await pull(Math.max(first + 1, events - last + 1), () => units >= bound)
  }
  const [{ transitions }, reading, request] = await Promise.all([
    client.call('runs.connection', { run }),
    client.call('runs.reading', { run }),
    client.call('runs.request', { run }).catch(() => null),
  ])
  return {
    rows,
    first,
    grouped: groupsOf(rows),
    transitions: rests ? transitions.filter(({ job }) => job !== null) : [],
    request,
    // Those that choose by themselves, or read nothing, are no readers.
    readers: reading.choices.filter(({ value }) => value !== 'auto' && value !== 'none'),
  }
}
