// Either end of a copy: the log of a folder, which no engine may have meanwhile, or a shared one.

import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { errorData, RunlightError } from '../../../core/basics/errors.ts'
import { isSharedAddress } from '../../log/postgres/base/place.ts'
import { makeLog } from '../../log/sqlite/file/make-log.ts'
import { logPath, openLogForReading, prepareDataDir } from '../../log/sqlite/file/open-log.ts'
import { createSectionSource } from '../../log/sqlite/read/section-source.ts'
import { openLogHere } from '../../log/sqlite/threads/open-log-here.ts'
import type { TeamPort } from '../../log/team-port.ts'
import type { End } from './copy-run.ts'

/** Runs that are read at once. */
const pageRuns = 2_000
/** A database that is away is waited for this often, as many ms. */
const waits = 60
const waitMs = 1_000

export type OpenEnd = End & { readonly close: () => Promise<void> }

/** `place` is a folder, where a log is made if `mayMake`, or the address of a shared log. */
export function openEnd(place: string, mayMake: boolean, version: string): Promise<OpenEnd> {
  return isSharedAddress(place) ? openShared(place, version) : openFolder(place, mayMake)
}

async function openFolder(dataDir: string, mayMake: boolean): Promise<OpenEnd> {
  if (mayMake && !existsSync(logPath(dataDir))) {
    prepareDataDir(dataDir)
    makeLog(logPath(dataDir))
  }
  const log = openLogHere(dataDir, 'exclusive')
  const db = log === null ? null : openLogForReading(dataDir)
  if (log === null || db === null)
    throw new RunlightError(
      'not-found',
      `There is no log in ${dataDir}: see --data-dir of the other commands.`,
    )
  return {
    log,
    source: createSectionSource(db),
    live: async () => new Set(),
    steady: (act) => act(false),
    close: async () => {
      db.close()
      await log.close()
    },
  }
}

async function openShared(url: string, version: string): Promise<OpenEnd> {
  // No other command loads what speaks to a database.
  const { openSharedLog } = await import('../../log/postgres/threads/open-shared-log.ts')
  const { openSource } = await import('../../log/postgres/threads/open-source.ts')
  const name = `copy ${hostname()} ${process.pid}`
  const member = { name, role: 'hub' as const, instance: randomUUID(), version, only: [] }
  const log = await openSharedLog({ url, member, kindsDir: '' })
  const source = openSource(url, name)
  return {
    log,
    source,
    live: () => liveRuns(log.team),
    steady: async (act) => {
      for (let waited = 0; ; waited++) {
        try {
          return await act(waited > 0)
        } catch (thrown) {
          const { code } = errorData(thrown)
          if (waited === waits || !['fenced', 'log-away'].includes(code)) throw thrown
          // It has nothing that another could have taken over: its place is free to be taken anew.
          if (code === 'log-away') await delay(waitMs)
          else await log.team.join()
        }
      }
    },
    close: async () => {
      source.close()
      await log.team.leave().catch(() => {})
      await log.close()
    },
  }
}

/** Those that a collector has which lives. */
async function liveRuns({ members, page }: TeamPort): Promise<Set<number>> {
  const living = (await members()).filter(({ role, state }) => role === 'collector' && state === 'alive')
  const live = new Set<number>()
  for (let before: number | null = null; ; ) {
    const { runs, next } = await page(before, pageRuns)
    for (const { id, team } of runs)
      if (team?.wanted === true && living.some(({ name }) => name === team.collector)) live.add(id)
    if (next === null) return live
    before = next
  }
}
