// GET /events/ticker: an endless log with numbered ids. A client that comes back and says which id it saw last gets
// everything since, as long as the ring still holds it. The ring holds no lines: each follows from its number.

import { event, type Frame, type Step } from '../base/step.ts'
import { harbourLine } from '../content/harbour.ts'
import type { Service, Visit } from './service.ts'

const everyMs = 1_000
/** How many past lines can be asked for again; the log is that long when the backend starts. */
const ringSize = 10_000

export const ticker: Service = {
  kind: 'plain',
  method: 'GET',
  path: '/events/ticker',
  jobs: 'none',
  middleMs: 5_000,
  identify: () => ({ ok: true, id: 'ticker' }),
  steps: tick,
}

function* tick(visit: Visit): Generator<Step> {
  const { openedAt, fault } = visit
  const newest = ringSize + Math.floor(openedAt / everyMs)
  const oldest = newest - ringSize + 1
  const seen = fault === 'burst' ? 0 : lastSeen(visit, newest)
  for (let id = Math.max(seen + 1, oldest); ; id++) {
    const at = Math.max(0, (id - ringSize) * everyMs - openedAt)
    yield line(at, id, visit.seed)
  }
}

/** The id after which to go on. Without one, or with one that was never given out, only the newest line is told. */
function lastSeen({ ask }: Visit, newest: number): number {
  const id = /^\d{1,15}$/.test(ask.lastEventId ?? '') ? Number(ask.lastEventId) : null
  return id === null || id > newest ? newest - 1 : id
}

function line(at: number, id: number, seed: number): Frame {
  return { ...event(at, null, harbourLine(id, seed)), id: String(id) }
}
