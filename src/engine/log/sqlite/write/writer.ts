// The log's one writer. Every function here is one transaction, on a thread of its own, synchronous from its first
// statement to its commit; when it returns, what it wrote is on the disk.

import type Database from 'better-sqlite3'
import { RunlightError } from '../../../../core/basics/errors.ts'
import type { Server } from '../../../../core/contract/server.ts'
import type { Block } from '../../../../core/log/blocks.ts'
import { applyMarks, type MarkChange } from '../../../../core/run/mark-change.ts'
import { type RunSummary, runSummarySchema } from '../../../../core/run/run.ts'
import { isSettled } from '../../../../core/run/states.ts'
import { jobColumns } from '../../job-columns.ts'
import type { LogFiles } from '../../log-upkeep.ts'
import type { LogWriter } from '../../log-writer.ts'
import type { AtOnce } from '../../port.ts'
import type { Batch, Checkpoint, NewEvent, NewRun } from '../../rows.ts'
import { createCheckpointWriter } from '../rows/checkpoints.ts'
import { eventKey } from '../rows/keys.ts'
import { createAdopter } from './adopt.ts'
import { createAlertWriter } from './alert-writer.ts'
import { createBlockWriter } from './block-writer.ts'
import { createColumnFiller } from './column-filler.ts'
import { createEventRows } from './event-rows.ts'
import { createForgetter } from './forget.ts'
import { createIndexMerges } from './index-merges.ts'
import { createReadAgain } from './read-again.ts'

/** The port's writer, answering at once, with what the file's housekeeping writes beside it. */
export type Writer = AtOnce<Omit<LogWriter, 'look' | 'watchPlace'>> &
  AtOnce<Pick<LogFiles, 'freeSlice' | 'emptyJournal' | 'fillColumns'>> & {
    /** Merges a slice of the text index, and says whether there may be more. */
    readonly mergeSlice: () => boolean
    readonly close: () => void
  }

export function createWriter(db: Database.Database): Writer {
  const rows = createEventRows(db)
  const updateRun = db.prepare(
    'UPDATE runs SET summary = ?, resume_id = ?, job_state = ?, started_at = ?, finished_at = ? WHERE id = ?',
  )
  const putAttempt = db.prepare('INSERT OR REPLACE INTO attempts VALUES (?, ?, ?)')
  const putGap = db.prepare('INSERT OR REPLACE INTO gaps VALUES (?, ?, ?)')
  const insertTransition = db.prepare('INSERT INTO transitions VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const putCheckpoint = createCheckpointWriter(db)
  const dropCheckpoint = db.prepare('DELETE FROM checkpoints WHERE run = ? AND seq = ?')
  const insertRun = db.prepare(
    `INSERT INTO runs (uid, kind, server_id, base_url, params, has_secret, created_at, job_state, summary)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const putSummary = db.prepare('UPDATE runs SET summary = ? WHERE id = ?')
  const putSetting = db.prepare('INSERT OR REPLACE INTO settings VALUES (?, ?)')

  const blocks = createBlockWriter(db)
  const merges = createIndexMerges(db)

  const commit = db.transaction((batch: Batch) => {
    // Runs are far apart in both B-trees: in order of key, each is written in one stretch.
    const events = inOrder(batch.events)
    rows.insert(events)
    blocks.count(events, settledRuns(batch))
    for (const { summary, resumeId } of batch.runs) {
      const { id, job } = summary
      updateRun.run(JSON.stringify(summary), resumeId, ...jobColumns(job), id)
    }
    for (const { run, ...attempt } of batch.attempts)
      putAttempt.run(run, attempt.number, JSON.stringify(attempt))
    for (const { run, ...gap } of batch.gaps) putGap.run(run, gap.number, JSON.stringify(gap))
    for (const t of batch.transitions) {
      insertTransition.run(t.run, t.number, t.at, t.attempt, t.afterSeq, t.state, t.cause, t.job)
    }
    for (const checkpoint of batch.checkpoints) putCheckpoint(checkpoint)
    if (events.length === 0) return
    merges.written()
    rows.index(events)
  })

  /** Commits are atomic, so that checking the last insert suffices. */
  const hasEvent = db.prepare('SELECT 1 FROM events WHERE key = ?').pluck()
  const hasTransition = db.prepare('SELECT 1 FROM transitions WHERE run = ? AND number = ?').pluck()
  const isStored = ({ events, transitions }: Batch): boolean => {
    const event = events.at(-1)
    if (event !== undefined) return hasEvent.get(eventKey(event.run, event.seq)) !== undefined
    const transition = transitions.at(-1)
    return transition !== undefined && hasTransition.get(transition.run, transition.number) !== undefined
  }

  const addRun = db.transaction((run: NewRun): number => {
    const { uid, kind, serverId, baseUrl, params, hasSecret, summary } = run
    const { lastInsertRowid } = insertRun.run(
      uid,
      kind,
      serverId,
      baseUrl,
      JSON.stringify(params),
      hasSecret ? 1 : 0,
      summary.createdAt,
      summary.job.state,
      '',
    )
    const id = Number(lastInsertRowid)
    const whole: RunSummary = { ...summary, id }
    putSummary.run(JSON.stringify(whole), id)
    return id
  })

  const mark = db.transaction((run: number, change: MarkChange, now: number): RunSummary | null => {
    const text = db.prepare('SELECT summary FROM runs WHERE id = ?').pluck().get(run)
    if (typeof text !== 'string') return null
    const marked = applyMarks(runSummarySchema.parse(JSON.parse(text)), change, now)
    putSummary.run(JSON.stringify(marked), run)
    return marked
  })

  const saveServer = db.transaction(
    (server: Omit<Server, 'id' | 'needsSecret'>, id: number | null): number => {
      const { name, baseUrl, auth, headerNames, hasSecret, caPem, proxyUrl, createdAt } = server
      const values = [name, baseUrl, auth, JSON.stringify(headerNames), hasSecret ? 1 : 0, caPem, proxyUrl]
      const twin = db.prepare('SELECT id FROM servers WHERE name = ?').pluck().get(name)
      if (twin !== undefined && twin !== id) {
        throw new RunlightError(
          'bad-input',
          `There is a server named “${name}” already: choose another name.`,
          {
            problems: { name: `There is a server named “${name}” already.` },
          },
        )
      }
      if (id !== null) {
        db.prepare(
          `UPDATE servers SET name = ?, base_url = ?, auth = ?, header_names = ?, has_secret = ?, ca_pem = ?, proxy_url = ?
         WHERE id = ?`,
        ).run(...values, id)
        return id
      }
      const insert = db.prepare(
        `INSERT INTO servers (name, base_url, auth, header_names, has_secret, ca_pem, proxy_url, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      return Number(insert.run(...values, createdAt).lastInsertRowid)
    },
  )

  return {
    commit: (batch, again = false) => {
      if (again && isStored(batch)) return
      try {
        commit.immediate(batch)
      } catch (thrown) {
        blocks.forget()
        throw thrown
      }
    },
    putBlocks: db.transaction((run: number, made: readonly Block[]) => blocks.put(run, made)).immediate,
    putCheckpoints: db.transaction((run: number, made: readonly Checkpoint[], bad: readonly number[]) => {
      for (const seq of bad) dropCheckpoint.run(run, seq)
      for (const checkpoint of made) putCheckpoint(checkpoint)
    }).immediate,
    ...createReadAgain(db, (run) => blocks.leave(run)),
    addRun: (run) => addRun.immediate(run),
    adoptRun: createAdopter(db),
    mark: (run, change, now) => mark.immediate(run, change, now),
    ...createForgetter(db),
    fillColumns: createColumnFiller(db),
    mergeSlice: merges.slice,
    ...createAlertWriter(db),
    saveServer: (server, id) => saveServer.immediate(server, id),
    removeServer: (id) => {
      db.prepare('DELETE FROM servers WHERE id = ?').run(id)
    },
    setSetting: (name, value) => {
      putSetting.run(name, value)
    },
    close: () => {
      db.close()
    },
  }
}

function settledRuns({ runs }: Batch): ReadonlySet<number> {
  return new Set(runs.flatMap(({ summary }) => (isSettled(summary.connection.state) ? [summary.id] : [])))
}

/** By run and sequence. Those of one run are mostly in order already, and then they are not compared. */
function inOrder(events: readonly NewEvent[]): readonly NewEvent[] {
  const byRun = new Map<number, NewEvent[]>()
  let isSorted = true
  let list: NewEvent[] = []
  let run = -1
  for (const event of events) {
    if (event.run !== run) {
      run = event.run
      list = byRun.get(run) ?? []
      byRun.set(run, list)
    }
    isSorted &&= (list.at(-1)?.seq ?? 0) < event.seq
    list.push(event)
  }
  if (!isSorted) return events.toSorted((a, b) => eventKey(a.run, a.seq) - eventKey(b.run, b.seq))
  return [...byRun.keys()].sort((a, b) => a - b).flatMap((one) => byRun.get(one) ?? [])
}
