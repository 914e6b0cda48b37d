// One shared log with its members, for some cycles of the nemesis: runs are added and people ask for things, the blows fall, and once
// everything works again it says what is wrong.

import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { migrateSharedLog } from '../../src/engine/log/postgres/schema/migrate.ts'
import { type Pooler, startPooler } from '../support/postgres/pooler.ts'
import { startPostgres } from '../support/postgres.ts'
import { createRandom } from './random.ts'
import { checkLog, type Shown } from './team-check.ts'
import { makeMember, type TeamMember } from './team-members.ts'
import { type Mutant, mutateLog } from './team-mutants.ts'
import { type Blow, drawBlow, meets, strike } from './team-nemesis.ts'
import { createOperator, startsWork } from './team-operator.ts'
import { createOverlapJudge } from './team-overlaps.ts'
import { fillPast, readRuns } from './team-rows.ts'
import { startTeamStreams } from './team-streams.ts'
import { createTrace, traceRuns } from './team-trace.ts'
import { createTrail } from './team-trail.ts'
import { type Line, monotonic, watchPauses } from './team-words.ts'

const collectorsNumber = 3
/** More than a hub gives at once, so that its screen pages. */
const pastRuns = 1_200
/** How long anything may take that must come. */
const patienceMs = 90_000
/** What was said so long before a cycle with a fault is told, too. */
const beforeMs = 10_000
/** Members' wall clocks, beside the others'. */
const skews = [0, -3_600_000, 90_000]

export type TeamWorldOptions = {
  /** Null where there is none. */
  readonly poolerProgram: string | null
  readonly ttlMs: number
  readonly seed: number
  readonly mutant: Mutant | null
}

export async function openTeamWorld({ poolerProgram, ttlMs, seed, mutant }: TeamWorldOptions) {
  const random = createRandom(seed)
  const lengths = createRandom(seed + 1)
  const postgres = await startPostgres({ fsync: 'off' })
  const url = await postgres.createDatabase()
  await migrateSharedLog(url)
  const past = await look(async (sql) => {
    await traceRuns(sql)
    await mutateLog(sql, mutant)
    return fillPast(sql, pastRuns)
  })
  const pooler: Pooler | null = poolerProgram === null ? null : await startPooler(poolerProgram, url)
  const members: TeamMember[] = []
  const lengthOf = new Map<string, number>()
  const streams = await startTeamStreams(
    () => members.map((member) => member.pid()),
    (path) => lengthOf.get(path) ?? 0,
  )
  const trace = createTrace()
  const ownPauses: [number, number][] = []
  const trail = createTrail()
  const overlaps = createOverlapJudge(streams, members, ownPauses, ttlMs, trail)
  const shown = new Map<number, Shown>()
  const defects: string[] = []
  const kept = new Set<number>()
  const told = new Map<string, number>()
  const endings: number[] = []
  const stopWatching = watchPauses((from, to) => ownPauses.push([from, to]))
  let paths = 0

  const hear = (name: string, line: Line) => {
    if ('told' in line)
      trail.add(name, [line.told, line.why, ...line.runs].filter((part) => part !== '').join(' '), line.at)
    if ('defect' in line) defects.push(line.defect)
    if ('told' in line) told.set(line.told, (told.get(line.told) ?? 0) + 1)
    if ('told' in line && line.told === 'kept') for (const run of line.runs) kept.add(run)
    const rows = 'shown' in line ? line.shown : 'hub' in line ? line.hub : []
    for (const { run, events, gaps } of rows) {
      const before = shown.get(run)
      shown.set(run, {
        events: Math.max(events, before?.events ?? 0),
        gaps: Math.max(gaps, before?.gaps ?? 0),
      })
    }
  }
  const keys = mkdtempSync(join(tmpdir(), 'runlight-nemesis-keys-'))
  const publicKey = join(keys, 'pool.pub')
  const pair = generateKeyPairSync('x25519')
  writeFileSync(publicKey, pair.publicKey.export({ type: 'spki', format: 'pem' }))
  const poolKey = String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }))
  for (let i = 0; i < collectorsNumber; i++) {
    // One in front of the others goes through the pooler.
    const setup = { url: i === 0 ? (pooler?.url ?? url) : url, skewMs: skews[i] ?? 0, ttlMs, poolKey, mutant }
    members.push(await makeMember({ ...setup, role: 'collector', name: `c${i + 1}` }, hear))
  }
  const collectors = [...members]
  const hub = await makeMember(
    { role: 'hub', name: 'h1', url, skewMs: 0, ttlMs, poolKey: publicKey, mutant },
    hear,
  )
  members.push(hub)
  const operator = createOperator(hub, streams.url, random)

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
    const sorts = ['numbered', 'bare', 'work', 'secret']
    await Promise.all(
      sorts.map((sort) => {
        const path = `/${sort}/${++paths}`
        lengthOf.set(path, 40 + lengths.below(160))
        return operator.add(path)
      }),
    )
  }

  const rows = () => look((sql) => readRuns(sql, past))

  /** Whether `test` came true in time. */
  const until = async (test: () => Promise<boolean>): Promise<boolean> => {
    for (const end = performance.now() + patienceMs; performance.now() < end; await delay(100))
      if (await test()) return true
    return false
  }

  /** What had not come in time: the hub works, whatever is to be watched goes on, and what was spooled is handed over. */
  const progress = async (): Promise<string[]> => {
    if (!(await until(async () => hub.works()))) return [`the hub does not come to work: ${hub.stderr()}`]
    const before = new Map((await rows()).map(({ run, events }) => [run, events]))
    const shownBefore = new Map(shown)
    const left = async () =>
      (await rows()).filter(
        ({ run, path, events, wanted }) =>
          (wanted && events <= (before.get(run) ?? 0)) ||
          (startsWork(path) && !kept.has(run) && events < (shownBefore.get(run)?.events ?? 0)),
      )
    if (await until(async () => (await left()).length === 0)) return []
    return (await left()).map(
      ({ run, path, events, wanted, state }) =>
        `run ${run} (${path}), ${state}, ${wanted ? 'is to be watched and nobody does' : `has ${events} events, ${shownBefore.get(run)?.events} were shown`}`,
    )
  }

  const hubFaults = async (): Promise<string[]> => {
    const differing = async () => {
      const stored = await rows()
      const ids = new Set(stored.map(({ run }) => run))
      const gone = [...hub.board.keys()].filter((run) => run > past && !ids.has(run))
      const missing = pastRuns - [...hub.board.keys()].filter((run) => run <= past).length
      return [
        ...stored.flatMap(({ run, events, gaps, state }) => {
          const seen = hub.board.get(run)
          const same = seen?.events === events && seen.gaps === gaps && seen.state === state
          return same
            ? []
            : [`the hub shows ${JSON.stringify(seen)}, run ${run} has ${events}, ${gaps}, ${state}`]
        }),
        ...gone.map((run) => `the hub shows run ${run}, which is removed`),
        ...(missing === 0 ? [] : [`the hub lacks ${missing} of the past runs`]),
      ]
    }
    // Nothing is sent meanwhile, so that both come to rest.
    streams.pause(true)
    const equal = await until(async () => (await differing()).length === 0)
    const found = equal ? [] : await differing()
    streams.pause(false)
    return found
  }

  const examine = async (): Promise<{ faults: string[]; events: number }> => {
    // What is shown from now on may be stored after the snapshot.
    const until = new Map(shown)
    const { faults, events } = await look((sql) => checkLog(sql, past, streams, until, operator))
    const unkept = [...kept].filter((run) => !operator.removal.asked.has(run))
    faults.push(...unkept.map((run) => `run ${run}: what was spooled of it was not taken`))
    faults.push(...operator.faults(await rows()))
    return { faults: [...faults, ...(await look(trace.faults)), ...defects.splice(0)], events }
  }

  for (const member of members) member.start()

  return {
    place: postgres.folder,
    /** One round: clicks, one blow or two while people ask for things, and what is wrong afterwards. */
    cycle: async (isFirst: boolean): Promise<{ struck: Blow[]; faults: string[] }> => {
      // The first blow falls on streams that are under way, any other on whatever is.
      if (isFirst) await progress()
      await click()
      if (isFirst) await progress()
      const known = await rows()
      await delay(random.below(500))
      const begunAt = monotonic()
      const struck = [drawBlow(random)]
      const second = drawBlow(random)
      if (random.below(3) === 0 && !meets(struck[0], second)) struck.push(second)
      const ended = ({ name, stderr }: TeamMember, code: number | null, ms: number) => {
        endings.push(ms)
        if (code === null) defects.push(`${name} did not end when it was asked to: ${stderr()}`)
        if (code !== 0 && struck.length === 1)
          defects.push(`${name} was asked to end, and ended with ${code}: ${stderr()}`)
      }
      const victims = { postgres, pooler, collectors, hub, random, ttlMs, ended }
      const asks = async () => {
        await delay(random.below(ttlMs))
        await operator.act(known, 1 + random.below(3))
      }
      await Promise.all([...struck.map((blow) => strike(blow, victims)), asks()])
      trail.add('all', 'blows are over')
      for (const member of members) member.start()
      const faults = await progress()
      if (!(await until(async () => streams.overlaps.every(({ to }) => Number.isFinite(to)))))
        faults.push('two connections for one run do not end')
      faults.push(...(await hubFaults()), ...overlaps.faults(), ...(await examine()).faults)
      if (faults.length > 0)
        faults.push(`what was said: ${trail.between(begunAt - beforeMs, begunAt + patienceMs, begunAt)}`)
      return { struck, faults }
    },
    /** Lets all streams come to their end. */
    close: async () => {
      const rested = await until(async () => (await rows()).every(({ wanted }) => !wanted))
      const faults = rested ? await hubFaults() : ['runs did not come to their end']
      const examined = await examine()
      for (const { run, path, events, state } of rested ? await rows() : []) {
        if (state !== 'closed' && state !== 'ended-early' && state !== 'stopped')
          faults.push(`run ${run} (${path}) rests as ${state}, with ${events} events`)
      }
      stopWatching()
      for (const member of members) await member.close()
      await streams.close()
      await pooler?.close()
      await postgres.close()
      rmSync(keys, { recursive: true, force: true })
      return {
        faults: [...faults, ...examined.faults],
        events: examined.events,
        runs: paths,
        takeovers: trace.takeovers(),
        answersLost: members.reduce((sum, { lost }) => sum + lost(), 0),
        heldOver: overlaps.heldOver(),
        handedOver: told.get('handed-over') ?? 0,
        calls: operator.figures,
        endings,
      }
    },
  }
}
