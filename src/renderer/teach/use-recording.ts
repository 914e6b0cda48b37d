// The events of the run that is taught from, pulled by pages up to a bound, and what else is known of it: what it asked for,
// and how its connection ended.

import { useEffect, useState } from 'react'
import type { Output } from '../../core/contract/contract.ts'
import type { EventRow, RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { useDesk } from '../desk/desk-context.ts'
import { type Client, errorMessage } from '../store/client.ts'
import type { AskedRequest } from './model/address.ts'
import { type Grouped, groupsOf } from './model/groups.ts'

/** Events that are looked at, and UTF-16 units of their data. */
const mostEvents = 3_000
const mostUnits = 16_000_000
const page = 500

export type Recording = {
  readonly rows: readonly EventRow[]
  readonly grouped: Grouped
  /** Those that bear on the job; none where the run has more events than were pulled, or still goes on. */
  readonly transitions: Output<'runs.connection'>['transitions']
  /** Null where it is not known any more. */
  readonly request: AskedRequest | null
  readonly readers: Output<'runs.reading'>['choices']
}

export type Loaded =
  | { readonly state: 'loading'; readonly events: number }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'ready'; readonly recording: Recording }

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
    load(client, id, rests, (events) => {
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
  rests: boolean,
  told: (events: number) => boolean,
): Promise<Recording> {
  const rows: EventRow[] = []
  let [units, isWhole] = [0, false]
  while (rows.length < mostEvents && units < mostUnits) {
    const from = (rows.at(-1)?.seq ?? 0) + 1
    const answer = await client.call('events.range', { run, from, limit: page })
    if (answer.rows.length === 0) {
      isWhole = true
      break
    }
    for (const row of answer.rows) {
      rows.push(row)
      units += row.data.length
    }
    if (told(rows.length)) break
  }
  const [{ transitions }, reading, request] = await Promise.all([
    client.call('runs.connection', { run }),
    client.call('runs.reading', { run }),
    client.call('runs.request', { run }).catch(() => null),
  ])
  return {
    rows,
    grouped: groupsOf(rows),
    transitions: isWhole && rests ? transitions.filter(({ job }) => job !== null) : [],
    request,
    // Those that choose by themselves, or read nothing, are no readers.
    readers: reading.choices.filter(({ value }) => value !== 'auto' && value !== 'none'),
  }
}
