// Rate limit for connecting: at most 8 connects a second over all runs, and 4 in 10 seconds per run, whatever else the
// engine decides. Waiting runs queue per server, and the queues are served round-robin, so flapping runs of one server
// delay another server by one turn.

import type { Clock } from '../base/clock.ts'

export type Turn = {
  readonly run: number
  /** The server whose share of the turns it uses. */
  readonly server: string
  /** A person asked for it: it goes before what Runlight does by itself. */
  readonly asked: boolean
}

export type ConnectLimiter = {
  /** Resolves when the run may connect; rejects with the signal's reason when it is aborted first. */
  readonly turn: (turn: Turn, signal: AbortSignal) => Promise<void>
  /**
   * The same for one more connection of the same attempt, which a redirect makes: only the limit over all
   * runs applies, so that a chain of redirects does not take minutes; it counts towards the run's next attempt.
   */
  readonly hop: (turn: Turn, signal: AbortSignal) => Promise<void>
}

type Waiting = Turn & { readonly isHop: boolean; readonly go: () => void }

const allRuns = { connects: 8, withinMs: 1_000 }
const perRun = { connects: 4, withinMs: 10_000 }

export function createConnectLimiter(clock: Clock): ConnectLimiter {
  /** The connects of the last ten seconds, never more than 80: all that is remembered of any run. */
  let recent: { readonly run: number; readonly at: number }[] = []
  /** Who waits, by server, in round-robin order. */
  const queues = new Map<string, Waiting[]>()
  let cancelTimer: (() => void) | null = null

  const freeAt = (connects: typeof recent, limit: typeof allRuns): number =>
    (connects.at(-limit.connects)?.at ?? Number.NEGATIVE_INFINITY) + limit.withinMs
  const ownFreeAt = ({ run, isHop }: Waiting): number =>
    isHop
      ? Number.NEGATIVE_INFINITY
      : freeAt(
          recent.filter((one) => one.run === run),
          perRun,
        )

  /** Takes the next one and moves its queue to the end; null where every one is held by its run's own limit. */
  const takeNext = (now: number): Waiting | null => {
    const mayGo = (asked: boolean) => (one: Waiting) => one.asked === asked && ownFreeAt(one) <= now
    for (const asked of [true, false]) {
      for (const [server, queue] of queues) {
        const place = queue.findIndex(mayGo(asked))
        if (place < 0) continue
        queues.delete(server)
        const [next] = queue.splice(place, 1)
        if (queue.length > 0) queues.set(server, queue)
        return next ?? null
      }
    }
    return null
  }

  const serve = () => {
    cancelTimer?.()
    cancelTimer = null
    const now = clock.monotonic()
    recent = recent.filter(({ at }) => at > now - perRun.withinMs)
    while (freeAt(recent, allRuns) <= now) {
      const next = takeNext(now)
      if (next === null) break
      recent.push({ run: next.run, at: now })
      next.go()
    }
    if (queues.size === 0) return
    const earliest = Math.min(...[...queues.values()].flat().map(ownFreeAt))
    cancelTimer = clock.after(Math.ceil(Math.max(freeAt(recent, allRuns), earliest) - now), serve)
  }

  const leave = (one: Waiting) => {
    const queue = queues.get(one.server)?.filter((other) => other !== one) ?? []
    if (queue.length > 0) queues.set(one.server, queue)
    else queues.delete(one.server)
  }

  const wait = (turn: Turn, isHop: boolean, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const abort = () => {
        leave(one)
        reject(signal.reason)
      }
      const go = () => {
        signal.removeEventListener('abort', abort)
        resolve()
      }
      const one: Waiting = { ...turn, isHop, go }
      signal.addEventListener('abort', abort, { once: true })
      const queue = queues.get(turn.server) ?? []
      // An attempt that is under way goes on before another begins.
      queues.set(turn.server, isHop ? [one, ...queue] : [...queue, one])
      serve()
    })

  return {
    turn: (turn, signal) => wait(turn, false, signal),
    hop: (turn, signal) => wait(turn, true, signal),
  }
}

/** Resolves after `ms`; rejects with the signal's reason when it is aborted first. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const abort = () => {
      cancel()
      reject(signal.reason)
    }
    const cancel = clock.after(ms, () => {
      signal.removeEventListener('abort', abort)
      resolve()
    })
    signal.addEventListener('abort', abort, { once: true })
  })
}
