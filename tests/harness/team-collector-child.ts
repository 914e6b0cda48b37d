// A collector of the shared log that may be killed at any moment: it takes its place, claims runs, holds their streams, stores
// through the log's own writer, and prints what a screen would have been shown. What it does with streams is the least that the
// laws ask of any collector, written anew, so that what is tried is the log that several of them share. Argument: its options.

import { setTimeout as delay } from 'node:timers/promises'
import { errorData } from '../../src/core/basics/errors.ts'
import type { RunSummary } from '../../src/core/run/run.ts'
import { isSettled } from '../../src/core/run/states.ts'
import { createConnection } from '../../src/engine/log/postgres/base/connection.ts'
import { createTeam } from '../../src/engine/log/postgres/team/create-team.ts'
import { summaryColumns, summaryOf } from '../../src/engine/log/postgres/team/summary-of.ts'
import { createWriter } from '../../src/engine/log/postgres/write/writer.ts'
import type { Batch, NewEvent } from '../../src/engine/log/rows.ts'
import type { Claimed, Membership } from '../../src/engine/log/team-port.ts'
import { askFor } from './team-request.ts'
import { type MemberOptions, monotonic, say, startMember } from './team-words.ts'

const options: MemberOptions = startMember()
const { url, name, instance, ttlMs } = options
const writer = createWriter(createConnection(url, name, 10_000), 'collector')
const reading = createConnection(url, `${name} reads`, 10_000)
const team = createTeam(url, { name, role: 'collector', version: 'test', only: [], instance, ttlMs })
const wants = { servers: null, tags: [], withoutSecretsOf: [], opensSealed: false }

type Watched = { summary: RunSummary; resumeId: string | null; readonly under: Membership; cut: () => void }

let place: Membership | null = null
/** When the last renewal that went well was sent. */
let goodAt = 0
const watched = new Map<number, Watched>()

function lose(): void {
  place = null
  writer.setMember(null)
  for (const one of watched.values()) one.cut()
  watched.clear()
}

/** Whether this process has its place; it gives up before anybody else may take what it has. */
function holds(): boolean {
  if (place !== null && monotonic() >= goodAt + 0.9 * ttlMs) lose()
  return place !== null
}

function drop(run: number): void {
  watched.get(run)?.cut()
  watched.delete(run)
}

/** Whether `one` is still this process's to watch. */
const has = (run: number, one: Watched): boolean => holds() && place === one.under && watched.get(run) === one

/** Calls `act` until it goes through or `still` is over: the database may be away. Answers null then. */
async function through<T>(still: () => boolean, act: (again: boolean) => Promise<T>): Promise<T | null> {
  for (let again = false; still(); again = true) {
    try {
      return await act(again)
    } catch (thrown) {
      const { code, detail } = errorData(thrown)
      if (code === 'fenced') {
        if (Array.isArray(detail?.runs) && detail.runs.length > 0)
          for (const run of detail.runs) drop(Number(run))
        else lose()
        return null
      }
      if (code !== 'log-away') {
        say({ defect: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) })
        return null
      }
      await delay(30)
    }
  }
  return null
}

/** Stores a batch of `run` and then shows it. */
async function store(run: number, one: Watched, batch: Partial<Batch>, next: RunSummary): Promise<boolean> {
  const rest = { events: [], attempts: [], gaps: [], transitions: [], checkpoints: [] }
  const whole = { ...rest, ...batch, runs: [{ summary: next, resumeId: one.resumeId }] }
  const stored = await through(
    () => has(run, one),
    async (again) => {
      const sentAt = monotonic()
      await writer.commit(whole, again)
      goodAt = Math.max(goodAt, place === one.under ? sentAt : 0)
      return true
    },
  )
  if (stored === null) return false
  one.summary = next
  say({ shown: [{ run, events: next.events, gaps: next.gaps }] })
  return true
}

const withState = (summary: RunSummary, state: RunSummary['connection']['state'], cause: string | null) => ({
  ...summary,
  connection: { ...summary.connection, state, cause, since: Date.now() },
})

async function take({ run, asked, why, from }: Claimed, under: Membership): Promise<void> {
  const rows = await through(
    () => holds() && place === under,
    () => reading.all(`SELECT ${summaryColumns}, resume_id, base_url FROM runlight.runs WHERE id = $1`, run),
  )
  const row = rows?.[0]
  if (row === undefined || place !== under) return
  const summary = summaryOf(row)
  const resumeId = row.resume_id === null ? null : JSON.parse(String(row.resume_id))
  const one: Watched = { summary, resumeId, under, cut: () => {} }
  watched.set(run, one)
  const cause = why === 'new' ? null : `${from} ${why === 'lost' ? 'was lost' : 'let it go'}`
  if (summary.generates) {
    const mayAsk = !asked && (await team.noteAsked(run).catch(() => false))
    if (!has(run, one)) return
    if (!mayAsk) {
      await store(run, one, {}, withState(summary, 'ended-early', cause))
      return drop(run)
    }
  }
  for (let lost = cause; has(run, one); lost = 'the stream was lost') {
    await watch(run, one, String(row.base_url), lost)
    if (isSettled(one.summary.connection.state)) return drop(run)
    if (one.summary.generates && has(run, one)) {
      await store(run, one, {}, withState(one.summary, 'ended-early', 'the stream was lost'))
      return drop(run)
    }
  }
}

/** One connection, to its end. */
async function watch(run: number, one: Watched, address: string, cause: string | null): Promise<void> {
  const attempt = one.summary.connection.attempt + 1
  const { events: afterSeq, gaps } = one.summary
  const gap = {
    run,
    number: gaps + 1,
    afterSeq,
    attempt,
    from: Date.now(),
    until: Date.now(),
    cause: cause ?? '',
    missed: one.resumeId === null ? ('unknown' as const) : ('unproven' as const),
    basis: one.resumeId === null ? 'no ids' : `asked to resume by ${one.resumeId}`,
  }
  const isAnew = attempt > 1
  const live: RunSummary = {
    ...one.summary,
    gaps: gaps + (isAnew ? 1 : 0),
    connection: { state: 'live', cause, attempt, since: Date.now(), retryAt: null },
  }
  if (!(await store(run, one, { gaps: isAnew ? [gap] : [] }, live))) return
  const request = askFor(address, one.resumeId)
  one.cut = request.cut
  for (;;) {
    const some = await request.next()
    if (some === null || !has(run, one)) return request.cut()
    const events: NewEvent[] = some.map(({ name: event, id, data }, i) => ({
      run,
      seq: one.summary.events + i + 1,
      attempt,
      at: Date.now(),
      name: event,
      id,
      data,
      flags: 0,
      trueSize: null,
      raw: null,
    }))
    const last = some.at(-1)
    if (last?.id != null) one.resumeId = last.id
    const isOver = last?.name === 'end'
    const next = { ...one.summary, events: one.summary.events + events.length, lastEventAt: Date.now() }
    const stored = await store(run, one, { events }, isOver ? withState(next, 'closed', null) : next)
    if (!stored || isOver) return request.cut()
  }
}

async function keepPlace(): Promise<never> {
  for (;;) {
    const sentAt = monotonic()
    try {
      if (holds()) {
        const of = place
        await team.renew()
        if (place === of) goodAt = Math.max(goodAt, sentAt)
      } else {
        const taken = await team.join()
        goodAt = sentAt
        place = taken
        writer.setMember(taken)
        say({ joined: name, epoch: taken.epoch })
      }
    } catch (thrown) {
      const { code, message } = errorData(thrown)
      if (code === 'fenced') lose()
      else if (code !== 'log-away' && code !== 'not-allowed') say({ defect: message })
    }
    await delay(ttlMs / 5)
  }
}

async function claim(): Promise<never> {
  for (;;) {
    const under = place
    if (under !== null && holds()) {
      const claimed = await through(
        () => holds() && place === under,
        () => team.claim(wants, 4),
      )
      if (holds() && place === under) for (const one of claimed ?? []) void take(one, under)
    }
    await delay(100)
  }
}

setInterval(holds, 10)
void keepPlace()
void claim()
