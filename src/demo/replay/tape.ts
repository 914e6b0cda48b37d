// One recorded run as requests meet it: which of its connections a request gets, and from where on. Requests have no memory of
// each other, so the tape has it: who was cut off as the recording was cut off goes on with the next connection.

import type { RecordedRun } from '../../core/transcript/recording.ts'

export type Place = {
  readonly connection: number
  /** The last event that is not sent again; 0 where all are. */
  readonly afterSeq: number
  /** When that event came, epoch milliseconds; null where the connection is played from its beginning. */
  readonly from: number | null
}

export type Tape = {
  readonly run: RecordedRun
  /** Path and query under which it is served. */
  readonly target: string
  /** Where the answer to a request begins; null where nothing comes after the event that it saw last. */
  readonly take: (lastEventId: string | null) => Promise<Place | null>
  /** The connection was played to its end: whoever comes back gets the next one. */
  readonly played: (connection: number) => void
}

/** Of those who were cut off and may come back, no more are remembered. */
const mostWaiting = 1_000
/** Real time, at any pace: after it a request is somebody new. */
const waitedForMs = 60_000
const beginning: Place = { connection: 0, afterSeq: 0, from: null }

function createTape(run: RecordedRun, target: string): Tape {
  const waiting: { readonly connection: number; readonly lastId: string; readonly until: number }[] = []
  return {
    run,
    target,
    take: async (lastEventId) => {
      const now = performance.now()
      while (waiting[0] !== undefined && waiting[0].until < now) waiting.shift()
      const i = waiting.findIndex(({ lastId }) => lastId === (lastEventId ?? ''))
      const [waited] = i < 0 ? [] : waiting.splice(i, 1)
      if (waited !== undefined) return { connection: waited.connection, afterSeq: 0, from: null }
      const found = lastEventId === null ? null : await run.find(lastEventId)
      if (found === null) return beginning
      if (found.connection === run.connections.length - 1 && isLast(run, found.connection, found.seq))
        return null
      return { connection: found.connection, afterSeq: found.seq, from: found.at }
    },
    played: (connection) => {
      if (connection + 1 >= run.connections.length) return
      const lastId = run.connections[connection]?.lastId ?? ''
      waiting.push({ connection: connection + 1, lastId, until: performance.now() + waitedForMs })
      if (waiting.length > mostWaiting) waiting.shift()
    },
  }
}

function isLast(run: RecordedRun, connection: number, seq: number): boolean {
  for (const _ of run.eventsOf(connection, seq)) return false
  return true
}

/** Each run under the address that it was asked for by; one that has none, or shares it, under `/runs/1` and so on. */
export function createTapes(runs: readonly RecordedRun[]): Tape[] {
  const taken = new Set<string>()
  return runs.map((run, i) => {
    const target = run.target === null || taken.has(run.target) ? `/runs/${i + 1}` : run.target
    taken.add(target)
    return createTape(run, target)
  })
}

/** The tape that a request asks for: by path and query, or by the path alone where no other tape has it. */
export function tapeAt(tapes: readonly Tape[], asked: string): Tape | null {
  const exact = tapes.find(({ target }) => target === asked)
  if (exact !== undefined) return exact
  const [first, ...more] = tapes.filter(({ target }) => pathOf(target) === pathOf(asked))
  return first === undefined || more.length > 0 ? null : first
}

function pathOf(target: string): string {
  return target.split('?', 1)[0] ?? ''
}
