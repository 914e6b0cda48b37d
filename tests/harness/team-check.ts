// What a shared log promises, held against its rows, what was sent and what was shown. It looks through a connection of its own
// and through one snapshot, so that nothing moves meanwhile.

import type { Client } from 'pg'
import { unpackEvents } from '../../src/engine/log/postgres/events/rows.ts'
import type { StoredEvent } from '../../src/engine/log/rows.ts'
import { dataOf } from './job-server.ts'
import { type Operator, startsWork } from './team-operator.ts'
import type { TeamStreams } from './team-streams.ts'

/** What anybody has been shown of a run. */
export type Shown = { readonly events: number; readonly gaps: number }

type RunRow = {
  readonly id: string
  readonly params: string
  readonly events: string
  readonly resume_id: string | null
  readonly summary: string
}

/** What does not hold of the runs after `past`, as sentences, and how many events they have. */
export async function checkLog(
  sql: Client,
  past: number,
  streams: TeamStreams,
  shown: ReadonlyMap<number, Shown>,
  { clicks, removal }: Pick<Operator, 'clicks' | 'removal'>,
): Promise<{ faults: string[]; events: number }> {
  await sql.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  const { rows: runs } = await sql.query<RunRow>(
    `SELECT id, params, events, resume_id, summary FROM runlight.runs WHERE removed_at IS NULL AND id > $1 ORDER BY id`,
    [past],
  )
  const events = await storedEvents(sql)
  const { rows: gaps } = await sql.query<{ run: string; n: string }>(
    'SELECT run, count(*) AS n FROM runlight.gaps GROUP BY run',
  )
  const { rows: opened } = await sql.query<{ run: string; n: string }>(
    `SELECT run, count(*) AS n FROM runlight.attempts WHERE (attempt::json ->> 'openedAt') IS NOT NULL GROUP BY run`,
  )
  await sql.query('COMMIT')
  const openedOf = new Map(opened.map(({ run, n }) => [run, Number(n)]))
  const gapsOf = new Map(gaps.map(({ run, n }) => [run, Number(n)]))
  const faults = runs.flatMap((run) => {
    const path = pathOf(run.params)
    return [
      ...rowFaults(run, events.get(run.id) ?? [], gapsOf.get(run.id) ?? 0, openedOf.get(run.id) ?? 0),
      // What goes on in a collector's own file is there later.
      ...(startsWork(path) ? [] : shownFaults(run, shown.get(Number(run.id)), gapsOf.get(run.id) ?? 0)),
      ...streamFaults(path, events.get(run.id) ?? [], streams),
    ].map((fault) => `run ${run.id} (${path}): ${fault}`)
  })
  const known = new Set(runs.map(({ id }) => Number(id)))
  for (const run of shown.keys())
    if (run > past && !known.has(run) && !removal.asked.has(run))
      faults.push(`run ${run} was shown and is gone`)
  for (const [path, asked] of streams.requests) {
    const clicked = clicks.get(path) ?? 0
    if (startsWork(path) && asked > clicked)
      faults.push(`${path} was asked ${asked} times, for ${clicked} clicks`)
  }
  return { faults, events: runs.reduce((sum, run) => sum + Number(run.events), 0) }
}

/** What a run watches, by the parameters that are stored of it. */
export function pathOf(params: string): string {
  return new URL(JSON.parse(params).url).pathname
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
function rowFaults(run: RunRow, events: readonly StoredEvent[], gaps: number, opened: number): string[] {
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
  // Each stream after the first begins with a record of what may have been missed; attempts without one add nothing to it.
  if (gaps < opened - 1) faults.push(`${opened} streams and ${gaps} records of gaps`)
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
