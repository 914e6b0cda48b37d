// One shared log with its members, for some cycles of the nemesis: it adds runs, lets the blows fall, waits until everything works
// again, and says what is wrong afterwards.

import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { newSummary } from '../../src/core/job/summary.ts'
import { migrateSharedLog } from '../../src/engine/log/postgres/schema/migrate.ts'
import { openWriter } from '../support/postgres/hand-member.ts'
import { type Pooler, startPooler } from '../support/postgres/pooler.ts'
import { startPostgres } from '../support/postgres.ts'
import { createRandom } from './random.ts'
import { checkLog, type Shown } from './team-check.ts'
import { makeMember, type TeamMember } from './team-members.ts'
import { type Blow, drawBlow, strike } from './team-nemesis.ts'
import { type Overlap, startTeamStreams } from './team-streams.ts'
import { createTrace, traceRuns } from './team-trace.ts'
import { type Line, watchPauses } from './team-words.ts'

const collectorsNumber = 3
const clicksPerCycle = 3
/** How long anything may take that must come. */
const patienceMs = 90_000
/** What a process takes to let go once it runs, beyond the pauses that are known. */
const graceMs = 100
/** Members' wall clocks, beside the others'. */
const skews = [0, -3_600_000, 90_000]

/** `poolerProgram`: null where there is none. */
export async function openTeamWorld(poolerProgram: string | null, ttlMs: number, seed: number) {
  const random = createRandom(seed)
  const lengths = createRandom(seed + 1)
  const postgres = await startPostgres({ fsync: 'off' })
  const url = await postgres.createDatabase()
  await migrateSharedLog(url)
  await look(traceRuns)
  const pooler: Pooler | null = poolerProgram === null ? null : await startPooler(poolerProgram, url)
  const members: TeamMember[] = []
  const lengthOf = new Map<string, number>()
  const streams = await startTeamStreams(
    () => members.map((member) => member.pid()),
    (path) => lengthOf.get(path) ?? 0,
  )
  const trace = createTrace()
  const shown = new Map<number, Shown>()
  const defects: string[] = []
  const ownPauses: [number, number][] = []
  const stopWatching = watchPauses((from, to) => ownPauses.push([from, to]))
  let clicks = 0
  let judged = 0
  let heldOver = 0

  const hear = (line: Line) => {
    if ('defect' in line) defects.push(line.defect)
    const rows = 'shown' in line ? line.shown : 'hub' in line ? line.hub : []
    for (const { run, events, gaps } of rows) {
      const before = shown.get(run)
      shown.set(run, {
        events: Math.max(events, before?.events ?? 0),
        gaps: Math.max(gaps, before?.gaps ?? 0),
      })
    }
  }
  for (let i = 0; i < collectorsNumber; i++) {
    // One in front of the others goes through the pooler.
    const options = { url: i === 0 ? (pooler?.url ?? url) : url, skewMs: skews[i] ?? 0, ttlMs }
    members.push(
      await makeMember('collector', { ...options, name: `c${i + 1}`, instance: `i${i + 1}` }, hear),
    )
  }
  const collectors = [...members]
  const hub = await makeMember('hub', { url, skewMs: 0, ttlMs, name: 'h1', instance: 'h1' }, hear)
  members.push(hub)
  for (const member of members) member.start()

  /** Over a connection of this harness's own. */
  async function look<T>(act: (sql: Client) => Promise<T>): Promise<T> {
    const sql = new Client(url)
    sql.on('error', () => {})
    await sql.connect()
    try {
      return await act(sql)
    } finally {
      await sql.end()
    }
  }

  const click = async () => {
    const writer = await openWriter(url, 'clicks', 'hub')
    for (const sort of ['numbered', 'bare', 'work'].slice(0, clicksPerCycle)) {
      clicks++
      const path = `/${sort}/${clicks}`
      lengthOf.set(path, 40 + lengths.below(160))
      const summary = newSummary({
        kind: 'plain',
        server: 'a',
        title: path,
        createdAt: Date.now(),
        generates: sort === 'work',
        connection: { state: 'waiting', cause: null, attempt: 0, since: Date.now(), retryAt: null },
        beatMs: null,
      })
      await writer.addRun({
        uid: path,
        kind: 'plain',
        serverId: null,
        baseUrl: `${streams.url}${path}`,
        params: {},
        hasSecret: false,
        summary,
      })
    }
    await writer.close()
  }

  const rows = () =>
    look(async (sql) => {
      const { rows: all } = await sql.query<{ id: string; events: string; wanted: boolean; summary: string }>(
        'SELECT id, events, wanted, summary FROM runlight.runs ORDER BY id',
      )
      return all.map(({ id, events, wanted, summary }) => ({
        run: Number(id),
        events: Number(events),
        wanted,
        ...stateOf(summary),
      }))
    })

  /** Whether `test` came true in time. */
  const until = async (test: () => Promise<boolean>): Promise<boolean> => {
    for (const end = performance.now() + patienceMs; performance.now() < end; await delay(50))
      if (await test()) return true
    return false
  }

  /** What had not come in time. */
  const progress = async (): Promise<string[]> => {
    const before = new Map((await rows()).map(({ run, events }) => [run, events]))
    const left = async () =>
      (await rows()).filter(({ run, events, wanted }) => wanted && events <= (before.get(run) ?? 0))
    if (await until(async () => (await left()).length === 0)) return []
    return (await left()).map(({ run }) => `run ${run} is to be watched and nobody does`)
  }

  const hubFaults = async (): Promise<string[]> => {
    const differing = async () =>
      (await rows()).flatMap(({ run, events, gaps, state }) => {
        const seen = hub.board.get(run)
        const same = seen?.events === events && seen.gaps === gaps && seen.state === state
        return same
          ? []
          : [`the hub shows ${JSON.stringify(seen)}, run ${run} has ${events}, ${gaps}, ${state}`]
      })
    // Nothing is sent meanwhile, so that both come to rest.
    streams.pause(true)
    const equal = await until(async () => (await differing()).length === 0)
    const found = equal ? [] : await differing()
    streams.pause(false)
    return found
  }

  const overlapFaults = (): string[] => {
    const ended = streams.overlaps.slice(judged)
    judged = streams.overlaps.length
    const pausesOf = (pid: number) => members.find((member) => member.pid() === pid)?.pauses ?? []
    return ended.flatMap((overlap) => {
      const lasted = overlap.to - overlap.from
      heldOver++
      const excused = pausedIn(overlap, [...pausesOf(overlap.holder), ...ownPauses], ttlMs) + graceMs
      if (lasted <= excused) return []
      return [
        `${overlap.path} had two connections for ${Math.round(lasted)} ms, of which ${Math.round(excused)} are excused`,
      ]
    })
  }

  const examine = async (): Promise<{ faults: string[]; events: number }> => {
    // What is shown from now on may be stored after the snapshot.
    const until = new Map(shown)
    const { faults, events } = await look((sql) => checkLog(sql, streams, until))
    return { faults: [...faults, ...(await look(trace.faults)), ...defects.splice(0)], events }
  }

  return {
    place: postgres.folder,
    /** One round: clicks, one blow or two, and what is wrong afterwards. */
    cycle: async (isFirst: boolean): Promise<{ struck: Blow[]; faults: string[] }> => {
      await click()
      // The first blow falls on streams that are under way, any other on whatever is.
      if (isFirst) await progress()
      await delay(random.below(500))
      const struck = [drawBlow(random)]
      const second = drawBlow(random)
      if (random.below(3) === 0 && !meets(struck[0], second)) struck.push(second)
      const victims = { postgres, pooler, collectors, hub, random, ttlMs }
      await Promise.all(struck.map((blow) => strike(blow, victims)))
      for (const member of members) member.start()
      const faults = await progress()
      if (!(await until(async () => streams.overlaps.every(({ to }) => Number.isFinite(to)))))
        faults.push('two connections for one run do not end')
      faults.push(...(await hubFaults()), ...overlapFaults(), ...(await examine()).faults)
      return { struck, faults }
    },
    /** Lets all streams come to their end. */
    close: async () => {
      const rested = await until(async () => (await rows()).every(({ wanted }) => !wanted))
      const faults = rested ? await hubFaults() : ['runs did not come to their end']
      const examined = await examine()
      for (const { run, events, state } of rested ? await rows() : []) {
        if (state !== 'closed' && state !== 'ended-early')
          faults.push(`run ${run} rests as ${state}, with ${events} events`)
      }
      for (const [path, length] of lengthOf) {
        const sent = streams.sent.get(path) ?? 0
        if (path.startsWith('/numbered/') && sent !== length)
          faults.push(`${path}: ${sent} were sent of ${length}`)
      }
      stopWatching()
      for (const member of members) await member.close()
      await streams.close()
      await pooler?.close()
      await postgres.close()
      return {
        faults: [...faults, ...examined.faults],
        events: examined.events,
        runs: clicks,
        takeovers: trace.takeovers(),
        answersLost: members.reduce((sum, { lost }) => sum + lost(), 0),
        heldOver,
      }
    },
  }
}

function stateOf(summary: string): { gaps: number; state: string } {
  const { gaps, connection } = JSON.parse(summary)
  return { gaps, state: connection.state }
}

/** Two blows that are not struck at once: they would be one, or undo each other. */
function meets(one: Blow | undefined, other: Blow): boolean {
  const word = (blow = '') => blow.split(' ')[0]
  return (
    word(one) === word(other) ||
    (word(one) === 'answers' && word(other) === 'collector') ||
    (word(other) === 'answers' && word(one) === 'collector')
  )
}

/**
 * How long nobody ran who could have let go, ms. Whoever had it gives up a tenth of its time to live before another may ask: if it
 * ran at all in that tenth it has let go.
 */
function pausedIn(overlap: Overlap, pauses: readonly (readonly [number, number])[], ttlMs: number): number {
  const from = overlap.from - 0.1 * ttlMs
  return pauses.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(b, overlap.to) - Math.max(a, from)), 0)
}
