// What the applications of the tap's soak do, in turns.

export type Path = 'whole' | 'broken' | 'endless' | 'long' | 'document'

/** Of a stream that is no long one. */
export const events = 20

/** What an answer that is no stream says. */
export const document = JSON.stringify({ said: 'no stream', text: 'a fox '.repeat(2_000) })

export type Behaviour = {
  readonly path: Path
  /** What its end must be for the application. */
  readonly end: 'whole' | 'broken' | 'left'
  /** Bytes that it sends. */
  readonly sends?: number
  /** It takes nothing for so long, ms. */
  readonly restsMs?: number
  /** It goes away after so long, ms. */
  readonly leavesMs?: number
}

const asks: Behaviour = { path: 'document', end: 'whole' }
const reads: Behaviour = { path: 'whole', end: 'whole' }

/** Half of them are no streams. */
export const behaviours: readonly Behaviour[] = [
  asks,
  reads,
  { ...asks, sends: 300_000 },
  { path: 'endless', end: 'left', leavesMs: 300 },
  asks,
  { path: 'broken', end: 'broken' },
  { ...asks, sends: 2_000 },
  { path: 'long', end: 'whole', restsMs: 1_000 },
  asks,
  reads,
  asks,
  { path: 'long', end: 'left', restsMs: 2_000, leavesMs: 1_000 },
  asks,
  reads,
  { ...asks, sends: 2_000_000 },
  { path: 'endless', end: 'left', leavesMs: 700 },
  asks,
  reads,
  asks,
  { path: 'broken', end: 'broken' },
]
