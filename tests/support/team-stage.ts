// A shared log with collectors in processes of their own and a server of counting jobs, and a hub's place from which runs are
// added and read. Everything ends with the test.

import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { newSummary } from '../../src/core/job/summary.ts'
import type { EventRow } from '../../src/core/run/run.ts'
import type { CollectorNews } from '../../src/engine/index.ts'
import { migrateSharedLog } from '../../src/engine/log/postgres/schema/migrate.ts'
import { openSharedLog } from '../../src/engine/log/postgres/threads/open-shared-log.ts'
import { startCountingServer } from './counting-server.ts'
import { bundle } from './module-path.ts'

/** Short, so that a death is noticed soon; long enough for a machine that is busy. */
export const ttlMs = 4_000
const busyMs = 60_000

let script: Promise<string> | null = null

export async function setTeamStage(url: string) {
  await migrateSharedLog(url)
  const jobs = await startCountingServer()
  onTestFinished(jobs.close)
  const log = await openSharedLog({
    url,
    member: { name: 'hub', role: 'hub', version: 'test', only: [], instance: randomUUID() },
    kindsDir: takeFolder(),
  })
  onTestFinished(log.close)

  return {
    jobs,
    log,
    /** Adds a run of the job; `method` POST starts work. */
    add: (job: string, method = 'GET'): Promise<number> => {
      const now = Date.now()
      const params = { url: jobs.url(job), method, body: '', repeat: method === 'GET' ? 'yes' : 'no' }
      const summary = newSummary({
        kind: 'plain',
        serverId: null,
        server: '127.0.0.1',
        title: job,
        createdAt: now,
        againOf: null,
        generates: method !== 'GET',
        connection: { state: 'connecting', cause: null, attempt: 0, since: now, retryAt: null },
        beatMs: null,
      })
      return log.addRun({
        uid: randomUUID(),
        kind: 'plain',
        serverId: null,
        baseUrl: '',
        params,
        hasSecret: false,
        summary,
      })
    },
    /** All events of the run, held to be its own numbers without a hole. */
    events: async (run: number): Promise<EventRow[]> => {
      const rows: EventRow[] = []
      for (let more = true; more; ) {
        const page = await log.range(run, rows.length + 1, 5_000)
        rows.push(...page)
        more = page.length > 0
      }
      expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_row, i) => i + 1))
      expect(rows.map(({ id }) => id)).toEqual(rows.map((_row, i) => String(i + 1)))
      return rows
    },
    /** Resolves when the run has at least `count` events more than now. */
    grows: async (run: number, count = 5): Promise<void> => {
      const before = await eventsOf(run)
      await expect.poll(() => eventsOf(run), { timeout: busyMs }).toBeGreaterThanOrEqual(before + count)
    },
    collector: async (name: string, dataDir = takeFolder()) => {
      script ??= bundle(join(import.meta.dirname, 'collector-process.ts'))
      const child = spawn(process.execPath, [await script, url, name, dataDir, String(ttlMs)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      onTestFinished(() => {
        child.kill('SIGKILL')
      })
      const told = listen(child)
      const hears = (type: (CollectorNews | { type: 'works' })['type'], times = 1) =>
        expect
          .poll(() => told.filter((news) => news.type === type).length, { timeout: busyMs })
          .toBeGreaterThanOrEqual(times)
      await hears('works')
      return {
        dataDir,
        told,
        hears,
        /** Resolves when some 30 more events of `job` were sent, and its own file was written to after that. */
        spools: async (job: string): Promise<void> => {
          const sent = jobs.sent(job)
          await expect.poll(() => jobs.sent(job), { timeout: busyMs }).toBeGreaterThanOrEqual(sent + 30)
          const before = writtenAt(dataDir)
          await expect.poll(() => writtenAt(dataDir), { timeout: busyMs }).toBeGreaterThan(before)
        },
        signal: (signal: NodeJS.Signals) => child.kill(signal),
        ended: () =>
          new Promise<number | null>((resolve) => {
            if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode)
            else child.once('exit', resolve)
          }),
      }
    },
  }

  async function eventsOf(run: number): Promise<number> {
    return (await log.run(run).catch(() => null))?.summary.events ?? 0
  }
}

function listen(child: ChildProcess): CollectorNews[] {
  const told: CollectorNews[] = []
  let rest = ''
  child.stdout?.on('data', (part) => {
    const lines = `${rest}${part}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) told.push(JSON.parse(line))
  })
  return told
}

/** When a collector last wrote into its own file, which nobody else may open meanwhile. */
function writtenAt(dataDir: string): number {
  return statSync(join(dataDir, 'spool.sqlite-wal')).mtimeMs
}

function takeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'runlight-team-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
