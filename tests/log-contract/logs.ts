// The logs that the port's contract is held against: each is opened afresh, and everything that a test does to it goes
// through the port alone. A log that cannot be had on this computer is left out, and said.

import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe } from 'vitest'
import type { LogAccess } from '../../src/engine/log/port.ts'
import { placeOf } from '../../src/engine/log/postgres/base/place.ts'
import { openReading } from '../../src/engine/log/postgres/threads/open-reading.ts'
import { openLog } from '../../src/engine/log/sqlite/threads/open-log.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { newSharedLog, openWriter } from '../support/postgres/hand-member.ts'
import { postgresHere } from '../support/postgres.ts'

export type OpenedLog = { readonly log: LogAccess; readonly close: () => Promise<void> }

type LogMaker = { readonly name: string; readonly open: () => Promise<OpenedLog> }

/** A new log in a SQLite file. */
export async function openSqliteLog(): Promise<OpenedLog> {
  const dataDir = freshDir()
  const log = await openLog(dataDir, 'test')
  return {
    log,
    close: async () => {
      await log.close()
      removeDir(dataDir)
    },
  }
}

/** A new log of a PostgreSQL server, with one collector. */
export async function openPostgresLog(): Promise<OpenedLog> {
  const url = await newSharedLog()
  const name = 'a'
  const [writer, reading] = await Promise.all([
    openWriter(url, name),
    openReading({ url, name, kindsDir: tmpdir(), ownedBy: null }),
  ])
  const { member: _, setMember: __, close: ___, ...writes } = writer
  const log: LogAccess = {
    ...writes,
    ...reading.as('all'),
    files: null,
    readKinds: reading.readKinds,
    place: placeOf(url),
    readOnly: null,
    death: reading.death,
    close: async () => {
      await Promise.all([reading.close(), writer.close()])
    },
  }
  return { log, close: log.close }
}

/** Whether a shared log can be had here. */
export const hasPostgres = postgresHere('the contract of a log, in PostgreSQL') !== null

const makers: readonly LogMaker[] = [
  { name: 'SQLite', open: openSqliteLog },
  ...(hasPostgres ? [{ name: 'PostgreSQL', open: openPostgresLog }] : []),
]

/** Runs `body` for every log that can be had; `log` gives it, opened once for all of the body's tests. */
export function onEveryLog(what: string, body: (log: () => LogAccess) => void): void {
  describe.each(makers)(`${what}, in $name`, ({ open }) => {
    let opened: OpenedLog
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(() => opened.close())
    body(() => opened.log)
  })
}
