// What the engine reads of a shared log, answering at once, on a thread of its own: the port's reader. Events are decoded here
// and kept; everything else is asked of the database.

import type { Kind } from '../../../../core/kind/kind.ts'
import { kinds as ownKinds } from '../../../base/kinds.ts'
import type { LogReader } from '../../log-reader.ts'
import type { AtOnce } from '../../port.ts'
import { importingPrefix } from '../../rows.ts'
import { createRowMessages } from '../../shown/row-messages.ts'
import { summaryIn } from '../rows/stored-summary.ts'
import { createAlerts } from './alerts.ts'
import { createAttention } from './attention.ts'
import { createBlockSource } from './block-source.ts'
import { createCheckpoints } from './checkpoints.ts'
import { createConnections } from './connections.ts'
import { type Database, isSeen } from './database.ts'
import { createEqualEvents } from './equal-events.ts'
import { createEventBlocks } from './event-blocks.ts'
import { createEventRows } from './event-rows.ts'
import { createHabits } from './habits.ts'
import { createHeads } from './heads.ts'
import { createRecords } from './records.ts'
import { createWindows } from './windows.ts'

/** Decoded events that are kept, bytes. */
const keptBytes = 64 * 2 ** 20

/** What every reader of a shared log stands on, over one connection. */
export type Ground = ReturnType<typeof createGround>

/** `kinds` say what the events of rows mean. */
export function createGround(db: Database, kinds: ReadonlyMap<string, Kind>, mostBytes = keptBytes) {
  const heads = createHeads(db)
  const events = createEventBlocks(db, mostBytes)
  const rows = createEventRows(heads, events)
  const blocks = createBlockSource(db, heads, events)
  const messages = createRowMessages((run) => heads(run)?.stored() ?? null, kinds)
  return {
    heads,
    events,
    rows,
    blocks,
    connections: createConnections(db, heads),
    checkpoints: createCheckpoints(db, heads),
    windows: () => createWindows({ heads, events, rows, blocks, messages }),
  }
}

/** `ownedBy`: the name of the collector whose runs alone `summaries` tells; null: all. */
export function createReader(
  db: Database,
  kinds: ReadonlyMap<string, Kind> = ownKinds,
  ownedBy: string | null = null,
): AtOnce<LogReader> {
  const ground = createGround(db, kinds)
  const { heads, events, rows, connections, checkpoints } = ground
  const attention = createAttention(db)
  let windows = ground.windows()
  const ids = (sql: string, ...params: readonly string[]) =>
    db.all(sql, ...params).map(({ id }) => Number(id))

  return {
    forgetReadings: () => {
      events.forget()
      windows = ground.windows()
    },
    summaries: () => {
      const own = `(owner, owner_epoch) IN (SELECT id, epoch FROM runlight.members WHERE name = $2)`
      const list = db
        .all(
          `SELECT id, summary, marks FROM runlight.runs WHERE ${isSeen} AND NOT starts_with(uid, $1)
           AND ${ownedBy === null ? '$2::text IS NULL' : own} ORDER BY id`,
          importingPrefix,
          ownedBy,
        )
        .map(summaryIn)
      return list.length === 0 ? list : list.map(attention.ofAll(Date.now()).attend)
    },
    run: (run) => heads(run)?.stored() ?? null,
    runOf: (uid) => ids(`SELECT id FROM runlight.runs WHERE uid = $1 AND ${isSeen}`, uid)[0] ?? null,
    unfinishedImports: () =>
      ids(`SELECT id FROM runlight.runs WHERE starts_with(uid, $1) AND ${isSeen}`, importingPrefix),
    attempts: connections.attempts,
    gaps: connections.gaps,
    transitions: connections.transitions,
    jobTransitions: connections.jobTransitions,
    checkpoint: (run, seq) => checkpoints.latest(run, seq),
    range: rows.range,
    latest: rows.latest,
    event: rows.event,
    window: (run, shown, index, limit) => windows.window(run, shown, index, limit),
    text: (run, from, to) => windows.text(run, from, to),
    durations: createHabits(db).durations,
    ...createEqualEvents(heads, events),
    ...createAlerts(db),
    ...createRecords(db),
  }
}
