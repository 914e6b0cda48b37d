// What a shared log promises, held against its rows, what was sent and what was shown. It looks through a connection of its own
// and through one snapshot, so that nothing moves meanwhile.

import type { Client } from 'pg'
import { unpackEvents } from '../../src/engine/log/postgres/events/rows.ts'
import type { StoredEvent } from '../../src/engine/log/rows.ts'
import { dataOf } from './job-server.ts'
import type { TeamStreams } from './team-streams.ts'

/** What anybody has been shown of a run. */
export type Shown = { readonly events: number; readonly gaps: number }

type RunRow = {
  readonly id: string
  readonly base_url: string
  readonly events: string
  readonly resume_id: string | null
  readonly summary: string
}

/** What does not hold, as sentences, and how many events there are. */
export async function checkLog(
  sql: Client,
  streams: TeamStreams,
  shown: ReadonlyMap<number, Shown>,
): Promise<{ faults: string[]; events: number }> {
  await sql.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  const { rows: runs } = await sql.query<RunRow>(
    'SELECT id, base_url, events, resume_id, summary FROM runlight.runs ORDER BY id',
  )
  const events = await storedEvents(sql)
  const { rows: gaps } = await sql.query<{ run: string; n: string }>(
    'SELECT run, count(*) AS n FROM runlight.gaps GROUP BY run',
  )
  await sql.query('COMMIT')
  const gapsOf = new Map(gaps.map(({ run, n }) => [run, Number(n)]))
  const faults = runs.flatMap((run) =>
    [
      ...rowFaults(run, events.get(run.id) ?? [], gapsOf.get(run.id) ?? 0),
      ...shownFaults(run, shown.get(Number(run.id)), gapsOf.get(run.id) ?? 0),
      ...streamFaults(new URL(run.base_url).pathname, events.get(run.id) ?? [], streams),
    ].map((fault) => `run ${run.id} (${new URL(run.base_url).pathname}): ${fault}`),
  )
  const known = new Set(runs.map(({ id }) => Number(id)))
  for (const run of shown.keys()) if (!known.has(run)) faults.push(`run ${run} was shown and is gone`)
  for (const [path, asked] of streams.requests)
    if (path.startsWith('/work/') && asked > 1) faults.push(`${path} was asked ${asked} times, for one click`)
  return { faults, events: runs.reduce((sum, run) => sum + Number(run.events), 0) }
}

type EventRow = { run: string; first_seq: string; outline: Buffer; texts: Buffer; block: boolean }

async function storedEvents(sql: Client): Promise<Map<string, StoredEvent[]>> {
  const { rows } = await sql.query<EventRow>(
    `SELECT run, first_seq, outline, texts, true AS block FROM runlight.event_block
      UNION ALL SELECT run, first_seq, outline, texts, false FROM runlight.event_tail ORDER BY 1, 2`,
  )
  const events = new Map<string, StoredEvent[]>()
  for (const { run, first_seq: first, outline, texts, block } of rows) {
    const of = events.get(run) ?? []
    events.set(run, of)
    of.push(...unpackEvents({ outline, texts }, Number(first), block))
  }
  return events
}

/** Every number once and none missing; the count, the resume id and the gaps are those of the rows. */
function rowFaults(run: RunRow, events: readonly StoredEvent[], gaps: number): string[] {
  const faults: string[] = []
  const wrong = events.findIndex(({ seq }, i) => seq !== i + 1)
  if (wrong !== -1) faults.push(`event ${events[wrong]?.seq} is there where ${wrong + 1} should be`)
  if (events.length !== Number(run.events))
    faults.push(`${run.events} events are counted, ${events.length} are stored`)
  const summary = JSON.parse(run.summary)
  if (summary.events !== events.length)
    faults.push(`its summary counts ${summary.events} events, ${events.length} are stored`)
  const last = events.findLast(({ id }) => id !== null)?.id ?? null
  const resumeId = run.resume_id === null ? null : JSON.parse(run.resume_id)
  if (resumeId !== last) faults.push(`its resume id is ${resumeId}, the last event's is ${last}`)
  // Each attempt after the first begins with a record of what may have been missed.
  const attempts = summary.connection.attempt
  if (attempts > 1 && gaps < attempts - 1) faults.push(`${attempts} attempts and ${gaps} records of gaps`)
  return faults
}

function shownFaults(run: RunRow, seen: Shown | undefined, gaps: number): string[] {
  const faults: string[] = []
  if (seen === undefined) return faults
  if (seen.events > Number(run.events))
    faults.push(`${seen.events} events were shown, ${run.events} are stored`)
  if (seen.gaps > gaps) faults.push(`${seen.gaps} gaps were shown, ${gaps} are stored`)
  return faults
}

/** What is stored is what was sent, whole where it has ids, and without a hole within each connection where it has none. */
function streamFaults(path: string, events: readonly StoredEvent[], streams: TeamStreams): string[] {
  const messages = events.filter(({ name }) => name === 'message')
  if (path.startsWith('/numbered/')) {
    const wrong = messages.findIndex(
      ({ id, data }, i) => id !== String(i + 1) || data !== dataOf(path, i + 1),
    )
    const sent = streams.sent.get(path) ?? 0
    return [
      ...(wrong === -1 ? [] : [`event ${wrong + 1} is ${messages[wrong]?.id} ${messages[wrong]?.data}`]),
      ...(messages.length > sent ? [`${messages.length} are stored, ${sent} were sent`] : []),
    ]
  }
  let [connection, n] = [0, 0]
  for (const { data } of messages) {
    const [of = 0, number = 0] = String(JSON.parse(data).n).split(':').map(Number)
    const follows = of === connection ? number === n + 1 : of > connection && number === 1
    if (!follows || data !== dataOf(path, `${of}:${number}`))
      return [`event ${of}:${number} follows ${connection}:${n}`]
    if (number > (streams.sent.get(`${path}#${of}`) ?? 0)) return [`event ${of}:${number} was never sent`]
    ;[connection, n] = [of, number]
  }
  return []
}
