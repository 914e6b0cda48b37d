// The events of a connection in order, each classified as new or as sent again after a reconnect. While the log is
// asked, later events queue up and the stream is held. Once a connection is past what it can repeat, events pass
// straight through. A run's first connection is not checked.

import { eventUnits } from '../../core/log/event-units.ts'
import type { Clock } from '../base/clock.ts'
import type { ReceivedEvent } from '../connection/attempt-sink.ts'
import type { EventDigest } from '../log/event-digest.ts'
import { type ContentVerdict, createContentDedupe } from './dedupe-by-content.ts'
import { createIdDedupe } from './dedupe-by-id.ts'
import type { History } from './history.ts'

/** `replay` and `caught-up` are stored already, under their ids; the second is the last of them. */
export type Verdict = ContentVerdict | 'replay' | 'caught-up'

export type DedupeQueue = {
  /** A connection opened. `history` is what is stored of the run; null where nothing is, or nothing could be sent again. */
  readonly opened: (history: History | null) => void
  readonly event: (event: ReceivedEvent) => void
  /** Something that is to happen between two events. */
  readonly between: (act: () => void) => void
  /** Null while nothing waits; else resolves when the line is empty, but for what is held back until more is known. */
  readonly busy: () => Promise<void> | null
  /** The connection has ended: resolves when all it brought was taken. */
  readonly ended: () => Promise<void>
}

export type DedupeQueueDeps = {
  readonly clock: Clock
  readonly take: (event: ReceivedEvent, verdict: Verdict) => void
  /** `take`, or what was to happen between events, threw. Nothing more of this connection is taken. */
  readonly failed: (thrown: unknown) => void
  /** Whether the event's id tells it from all others. */
  readonly isNamed: (event: ReceivedEvent) => boolean
  /** Whether its id is the one that must follow the last one. */
  readonly isNext: (event: ReceivedEvent) => boolean
  /** Not looked for: a ping is the same each time. */
  readonly isPlain: (event: ReceivedEvent) => boolean
  /** Which stored events the ones without a telling id are compared with. */
  readonly compares: (stored: EventDigest) => boolean
}

/** A possible repeat is held back at most this long, and with at most this many events and units behind it. */
const holdMs = 1_000
const holdEvents = 1_000
const holdUnits = 2 ** 20
/** After this many consecutive new events a connection repeats nothing more. */
const borderLength = 1_000

type Item =
  | { readonly type: 'act'; readonly act: () => void }
  | { readonly type: 'event'; readonly event: ReceivedEvent; verdict: Verdict | null }

export function createDedupeQueue(deps: DedupeQueueDeps): DedupeQueue {
  let dedupers: Dedupers | null = null
  /** In order; the first `looked` have been classified or are being classified. */
  let line: Item[] = []
  let looked = 0
  let working: Promise<void> | null = null
  let cancelHold: (() => void) | null = null
  let fresh = 0
  let isBroken = false

  const run = (act: () => void) => {
    if (isBroken) return
    try {
      act()
    } catch (thrown) {
      isBroken = true
      deps.failed(thrown)
    }
  }
  const take = (event: ReceivedEvent, verdict: Verdict) => {
    fresh = verdict === 'new' ? fresh + 1 : 0
    run(() => deps.take(event, verdict))
  }
  const isHeld = (item: Item) => item.type === 'event' && item.verdict === null

  /** Passes on the classified events at the front. */
  const flush = () => {
    let done = 0
    for (; done < looked; done++) {
      const item = line[done]
      if (item === undefined || isHeld(item)) break
      if (item.type === 'act') run(item.act)
      else take(item.event, item.verdict ?? 'new')
    }
    line = line.slice(done)
    looked -= done
    if (looked > 0) return
    cancelHold?.()
    cancelHold = null
    if (fresh >= borderLength) dedupers = null
  }
  /** Gives these verdicts to the oldest events that are held back. */
  const assign = (verdicts: readonly Verdict[]) => {
    const held = line.slice(0, looked).filter(isHeld)
    for (const [i, verdict] of verdicts.entries()) {
      const item = held[i]
      if (item?.type === 'event') item.verdict = verdict
    }
  }
  const release = () => {
    cancelHold?.()
    cancelHold = null
    assign(dedupers?.byContent.settle() ?? [])
    flush()
  }
  const classify = async (
    event: ReceivedEvent,
    { byId, byContent }: Dedupers,
  ): Promise<readonly Verdict[] | Verdict> => {
    if (deps.isNamed(event)) return byId.classify(event, deps.isNext(event))
    return deps.isPlain(event) ? byContent.next(event) : 'new'
  }
  const work = async () => {
    for (let item = line[looked]; item !== undefined; item = line[looked]) {
      looked++
      if (item.type === 'event') {
        try {
          const said = dedupers === null ? 'new' : await classify(item.event, dedupers)
          if (typeof said === 'string') item.verdict = said
          else assign(said)
        } catch {
          // The log cannot be asked: everything counts as new.
          assign(dedupers?.byContent.settle() ?? [])
          item.verdict ??= 'new'
          dedupers = null
        }
      }
      flush()
      if (looked === 0) continue
      cancelHold ??= deps.clock.after(holdMs, release)
      if (looked > holdEvents || unitsOf(line.slice(0, looked)) > holdUnits) release()
    }
  }
  const start = () => {
    working ??= work().finally(() => {
      working = null
      // Something may have been queued since.
      if (looked < line.length) start()
    })
  }
  const enqueue = (item: Item) => {
    if (isBroken) return
    line.push(item)
    start()
  }
  const isStraight = () => dedupers === null && line.length === 0

  return {
    opened: (history) => {
      fresh = 0
      isBroken = false
      dedupers =
        history === null
          ? null
          : { byId: createIdDedupe(history), byContent: createContentDedupe(history, deps.compares) }
    },
    event: (event) => {
      if (isStraight()) take(event, 'new')
      else enqueue({ type: 'event', event, verdict: null })
    },
    between: (act) => {
      if (isStraight()) run(act)
      else enqueue({ type: 'act', act })
    },
    busy: () => working,
    ended: async () => {
      while (working !== null) await working
      release()
      dedupers = null
    },
  }
}

type Dedupers = {
  readonly byId: ReturnType<typeof createIdDedupe>
  readonly byContent: ReturnType<typeof createContentDedupe>
}

function unitsOf(items: readonly Item[]): number {
  let units = 0
  for (const item of items) if (item.type === 'event') units += eventUnits({ ...item.event, raw: null })
  return units
}
