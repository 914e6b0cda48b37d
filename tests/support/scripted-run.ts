// A live run without wire and log: connections are scripted event by event, and what is stored stays in memory, where the
// run looks for what comes again. Each event that is sent carries a mark of the test's own, so that what became of it can
// be told whatever its texts are.

import { newJob } from '../../src/core/job/fold.ts'
import { newSummary } from '../../src/core/job/summary.ts'
import type { Gap } from '../../src/core/run/run.ts'
import type { Clock } from '../../src/engine/base/clock.ts'
import { digest } from '../../src/engine/log/digest.ts'
import type { NewEvent } from '../../src/engine/log/rows.ts'
import type { HistorySource } from '../../src/engine/runs/history.ts'
import { createLiveRun, type LiveRun } from '../../src/engine/runs/live-run.ts'
import { kind } from '../../src/kinds/plain/index.ts'

export type Sent = {
  readonly id: string | null
  readonly data: string
  /** Which event of the server's it is. */
  readonly of: number
}

type StoredSent = Sent & { readonly flags: number }

export type ScriptedRun = {
  readonly live: LiveRun
  readonly stored: () => readonly StoredSent[]
  /** One connection, from its opening to its loss. The server's answer may name the id it resumes after. */
  readonly connect: (sent: readonly Sent[], answeredFrom?: string | null) => Promise<void>
  readonly gaps: () => readonly Gap[]
  readonly replayed: () => number
}

export const noon = Date.UTC(2026, 0, 14, 12)

/** `stored` is what an earlier life of the run has left. */
export function scriptRun(earlier: ScriptedRun | null = null): ScriptedRun {
  let now = noon
  const clock: Clock = { now: () => now, monotonic: () => now, after: () => () => {} }
  const events: NewEvent[] = [...(earlier === null ? [] : (eventsOf.get(earlier) ?? []))]
  const gaps = new Map<number, Gap>(earlier?.gaps().map((gap) => [gap.number, gap]))
  let replayed = earlier?.replayed() ?? 0
  const seed = { kind: 'plain', server: 's', title: 't', createdAt: now, generates: false, beatMs: null }
  const before = earlier?.live.drain(true)
  const live = createLiveRun(
    {
      summary: before?.summary ?? { ...newSummary(seed), id: 1 },
      resumeId: before?.resumeId ?? null,
      transitions: 0,
      job: earlier?.live.job() ?? newJob(),
      checkpoint: null,
      openGap: [...gaps.values()].find((gap) => gap.until === null) ?? null,
      openAttempt: null,
      recent: events.slice(-500).map((event) => ({ ...event, seq: event.seq, size: event.data.length })),
      kind,
      params: { url: 'https://example.com' },
    },
    clock,
    {
      event: (event) => events.push(event),
      dirty: () => {},
      awake: () => {},
      hide: (text) => text,
      past: { stored: async () => {}, log: memoryLog(events) },
    },
  )
  const take = () => {
    for (const gap of live.drain(false).gaps) gaps.set(gap.number, gap)
  }
  const run: ScriptedRun = {
    live,
    stored: () =>
      events.map(({ id, data, raw, flags }) => ({
        id,
        data,
        flags,
        of: new DataView(raw?.buffer ?? new ArrayBuffer(4)).getInt32(0),
      })),
    connect: async (sent, answeredFrom = null) => {
      now += 1_000
      const askedBy = live.resumeId()
      live.attempts.started({ method: 'GET', url: '', resumedFrom: askedBy, at: now, afterSeq: live.seq() })
      live.asked()
      live.opened(askedBy, answeredFrom)
      for (const { id, data, of } of sent) {
        const raw = new DataView(new ArrayBuffer(4))
        raw.setInt32(0, of)
        live.receive({ name: 'message', id, data, raw: new Uint8Array(raw.buffer), trueSize: null })
        // Some come together, some a few turns of the loop later.
        for (let turns = (of * 7) % 12; turns > 0; turns--) await Promise.resolve()
      }
      await live.settled()
      replayed += live.attempts.drain().at(-1)?.replayed ?? 0
      live.lost('The connection was lost')
      live.ended('The connection was lost')
      take()
    },
    gaps: () => [...gaps.values()],
    replayed: () => replayed,
  }
  eventsOf.set(run, events)
  return run
}

const eventsOf = new WeakMap<ScriptedRun, NewEvent[]>()

/** The log's two functions over what is in memory. */
function memoryLog(events: readonly NewEvent[]): HistorySource {
  const same = (a: { id: string | null; name: string; data: string }, b: NewEvent) =>
    (a.id ?? '') === (b.id ?? '') && a.name === b.name && a.data === b.data
  return {
    findEqual: async (_run, from, to, event, without, limit) =>
      events
        .filter((one) => one.seq >= from && one.seq <= to && (one.flags & without) === 0 && same(event, one))
        .slice(0, limit)
        .map(({ seq }) => seq),
    digests: async (_run, from, to) =>
      events
        .filter(({ seq }) => seq >= from && seq <= to)
        .slice(0, 7)
        .map(({ seq, id, name, data, flags }) => ({
          seq,
          digest: digest(id ?? '', name, data),
          hasId: id !== null && id !== '',
          flags,
        })),
  }
}
