// What the soak's server sends and when, from the clock alone: a server that was killed and started anew goes on with the
// same events, and everybody can count what there must be.

export type SoakPlan = {
  readonly streams: number
  /** Events a second over all streams. */
  readonly perSecond: number
  /** Epoch ms of the first event and of the end. */
  readonly from: number
  readonly until: number
}

/** How many events of `stream` are due at `now`: the streams take turns. */
export function dueAt(plan: SoakPlan, stream: number, now: number): number {
  const everyMs = (plan.streams * 1_000) / plan.perSecond
  const offset = (stream * 1_000) / plan.perSecond
  const passed = Math.min(now, plan.until) - plan.from - offset
  return passed < 0 ? 0 : Math.floor(passed / everyMs) + 1
}

/** Event `n` of `stream`, counted from 1: about 200 bytes, each telling which it is. */
export function dataOf(stream: number, n: number): string {
  const words = 'once upon a time a small brave fox wanted to learn why the moon follows the river'.split(' ')
  const chunk = Array.from({ length: 12 }, (_, i) => words[(n * 7 + i * 5 + stream) % words.length]).join(' ')
  return JSON.stringify({ stream, n, type: 'content', data: { chunk, is_complete: false } })
}
