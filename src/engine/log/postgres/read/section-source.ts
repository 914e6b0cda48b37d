// What one section of an export is made of, read from a shared log in slices of a few megabytes at most, however large the
// single event is.

import { RunlightError } from '../../../../core/basics/errors.ts'
import { blockOf } from '../../../../core/log/blocks.ts'
import { eventUnits } from '../../../../core/log/event-units.ts'
import { kinds as ownKinds } from '../../../base/kinds.ts'
import type { SectionSource } from '../../log-export.ts'
import type { StoredEvent } from '../../rows.ts'
import { createAlerts } from './alerts.ts'
import type { Database } from './database.ts'
import { storedEvent } from './event-blocks.ts'
import type { Head } from './heads.ts'
import { createGround } from './reader.ts'
import { createTimes } from './times.ts'

const sliceRows = 100
/** `eventUnits` in one slice. */
const sliceUnits = 2 ** 20
/** Read once, from end to end: what is kept only takes room. */
const keptBytes = 8 * 2 ** 20
/** As many as an export holds of one run. */
const anyAlert = { types: [], rule: null, open: false, since: null, before: null, limit: 100_000 }

export function createSectionSource(db: Database): SectionSource {
  const { heads, events, connections, blocks } = createGround(db, ownKinds, keptBytes)
  const { times } = createTimes(heads, events)
  const alerts = createAlerts(db)

  /** Every call of the exporter's is one of its own: the run may have gone meanwhile. */
  const there = (run: number): Head => {
    const head = heads(run)
    if (head === null) throw gone(run)
    return head
  }
  const slice = (run: number, from: number, to: number): StoredEvent[] => {
    const head = there(run)
    const last = Math.min(to, head.events, from + sliceRows - 1)
    const slice: StoredEvent[] = []
    let units = 0
    for (let seq = from; seq <= last && units < sliceUnits; seq++) {
      const block = events.block(head, blockOf(seq), true)
      if (seq - block.first >= block.data.length) break
      const event = storedEvent(block, seq - block.first)
      slice.push(event)
      units += eventUnits(event)
    }
    return slice
  }

  return {
    run: (run) => there(run).stored(),
    attempts: (run) => connections.attempts(run),
    gaps: (run) => connections.gaps(run),
    transitions: (run) => connections.transitions(run, Number.MAX_SAFE_INTEGER),
    alerts: (run) => alerts.alerts({ ...anyAlert, run }).reverse(),
    times: (run) => times(run, 1, Number.MAX_SAFE_INTEGER),
    blocks: blocks.blocks,
    *events(run, ranges) {
      for (const [first, last] of ranges) {
        let next = first
        while (next <= last) {
          const read = slice(run, next, last)
          const end = read.at(-1)
          if (end === undefined) throw gone(run)
          yield read
          next = end.seq + 1
        }
      }
    },
    close: db.close,
  }
}

function gone(run: number): RunlightError {
  return new RunlightError('not-found', `Run ${run} was removed while it was exported: nothing was written.`)
}
