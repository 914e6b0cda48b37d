// The writer of a shared log, put together: everything is one transaction behind the fence, over one connection, in the order
// in which it was asked for.

import type { LogWriter } from '../../log-writer.ts'
import type { MemberRole, Membership } from '../../team-port.ts'
import { watchPlace } from '../../watch-place.ts'
import type { Connection } from '../base/connection.ts'
import { type ReadPiece, readPiece } from '../events/piece-words.ts'
import type { AheadPieces } from './ahead.ts'
import { createAlertWriter } from './alert-writer.ts'
import { createBlockWriter } from './block-writer.ts'
import { createCommit, readBatch } from './commit.ts'
import { createForgetter } from './forget.ts'
import { createMemberWriter } from './member-writer.ts'
import { createOpenRuns } from './open-runs.ts'
import { type Ahead, type PackedBatch, packBatch } from './packed-batch.ts'
import { createReadAgain } from './read-again.ts'
import { createRowsAhead } from './rows-ahead.ts'
import { createRunWriter } from './run-writer.ts'
import { createSettingsWriter } from './settings-writer.ts'

export type Writer = LogWriter & {
  /** Reads what a batch that comes later brings, and makes the rows of it. */
  readonly readAhead: (pieces: AheadPieces) => void
  /** As `commit`, of a batch that was packed elsewhere. */
  readonly commitPacked: (batch: PackedBatch, again?: boolean) => Promise<void>
  /** The place that everything is written from that is asked for from now on; null while there is none. */
  readonly setMember: (membership: Membership | null) => void
}

export function createWriter(connection: Connection, role: MemberRole): Writer {
  const writer = createMemberWriter(connection, role)
  const runs = createOpenRuns(connection)
  const made = createRowsAhead()
  const store = createCommit(writer, runs, made)
  let last: Promise<unknown> = Promise.resolve()
  let place: Membership | null = null
  /**
   * What is known of runs in memory is true only while one after the other is written. Each is written from the place that was
   * there when it was asked for: what has waited while the place was lost and taken again is of streams that are over.
   */
  const inTurn = <A extends unknown[], R>(act: (...args: A) => Promise<R>) => {
    return (...args: A): Promise<R> => {
      const from = place
      const mine = last.then(() => {
        writer.setMember(from)
        return act(...args)
      })
      last = mine.catch(() => {})
      return mine
    }
  }
  const { setReading, reflag, readAnew } = createReadAgain(connection, writer, runs)
  const { removeRuns, removeRun, clearSlice } = createForgetter(connection, writer, runs)
  const { addRun, adoptRun, mark } = createRunWriter(writer)
  const { saveServer, removeServer, setSetting } = createSettingsWriter(writer)
  const { storeAlerts, dropStandings } = createAlertWriter(connection, writer)
  const { putBlocks, putCheckpoints } = createBlockWriter(writer)

  const storeInTurn = inTurn(store)
  const look = inTurn(writer.look)
  let ahead: Ahead<ReadPiece> | null = null
  // What can be found out about a batch without those before it is found out while they are on their way.
  const commitPacked: Writer['commitPacked'] = async (batch, again = false) => {
    const known = ahead
    ahead = null
    await storeInTurn(readBatch(batch, known), again)
  }

  return {
    commitPacked,
    readAhead: ({ id, runs: given }) => {
      ahead = { id, runs: new Map(given.map(({ run, pieces }) => [run, pieces.map(readPiece)])) }
      made.clear()
      for (const [run, pieces] of ahead.runs) {
        const open = runs.known(run)
        if (open !== undefined) made.make(open, pieces)
      }
    },
    setMember: (membership) => {
      place = membership
    },
    commit: async (batch, again) => commitPacked(packBatch(batch), again),
    putBlocks: inTurn(putBlocks),
    putCheckpoints: inTurn(putCheckpoints),
    setReading: inTurn(setReading),
    reflag: inTurn(reflag),
    readAnew: inTurn(readAnew),
    addRun: inTurn(addRun),
    adoptRun: inTurn(adoptRun),
    mark: inTurn(mark),
    removeRuns: inTurn(removeRuns),
    removeRun: inTurn(removeRun),
    clearSlice: inTurn(clearSlice),
    saveServer: inTurn(saveServer),
    removeServer: inTurn(removeServer),
    setSetting: inTurn(setSetting),
    storeAlerts: inTurn(storeAlerts),
    dropStandings: inTurn(dropStandings),
    look,
    watchPlace: watchPlace(look),
  }
}
