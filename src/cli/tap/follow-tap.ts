// Tells a view of what passes through the tap, off the engine's pushes. Summaries that come while something is still being
// printed replace each other: whoever reads slowly is told less, and never something old after something newer.

import type { Changes } from '../../core/contract/contract.ts'
import { isClientThere } from '../../core/run/client-words.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import type { ClientSide } from '../../core/run/tapped.ts'
import type { Engine } from '../../engine/index.ts'
import type { Call } from '../host/caller.ts'
import type { TapPassed, TapView } from './tap-view.ts'

export type TapFollowing = {
  /** Resolves when none is and all that was asked for is known to the log, at the latest after `withinMs`. */
  readonly idle: (withinMs: number) => Promise<void>
  readonly passed: () => Promise<TapPassed>
  /** Rejects with why the tap ended, where nobody asked for that. */
  readonly death: Promise<never>
  /** Says that the engine is about to be closed, which says itself then what could not be stored. */
  readonly closing: () => void
  /** Tells what is left, and no more. */
  readonly close: () => Promise<void>
}

type Told = {
  readonly attempt: number
  readonly isOver: boolean
  readonly client: ClientSide
  readonly lost: number
}

/** What an end is looked for by. */
const lookMs = 20
/** What answers may take to be known for what they are, when all is counted at the end. */
const countMs = 500
const noPassed: TapPassed = { requests: 0, streams: 0, others: 0, refused: 0, unrecorded: 0 }

/** `room` resolves when more can be printed. */
export async function followTap(
  engine: Pick<Engine, 'onChanges'>,
  call: Call,
  view: TapView,
  room: () => Promise<void>,
): Promise<TapFollowing> {
  const { runs } = await call('runs.snapshot', {})
  const told = new Map(
    runs.flatMap((run) => (run.tapped === undefined ? [] : [[run.id, toldOf(run, run.tapped)] as const])),
  )
  const changed = new Map<number, RunSummary>()
  const open = new Set<number>()
  /** How many streams began since the tap was opened, by run. */
  const begun = new Map<number, number>()
  const attemptsBefore = new Map([...told].map(([id, { attempt }]) => [id, attempt]))
  const death = Promise.withResolvers<never>()
  death.promise.catch(() => {})
  let tapsChanged = false
  let isClosing = false
  let passed = noPassed
  let working: Promise<void> | null = null

  const tellRun = async (run: RunSummary) => {
    const { tapped, connection } = run
    if (tapped === undefined) return
    const before = told.get(run.id)
    const now = toldOf(run, tapped)
    told.set(run.id, now)
    const isNew = before === undefined || now.attempt > Math.max(1, before.attempt)
    // The next attempt came before anything of this one's end was printed.
    if (isNew && before?.isOver === false) await tellEnd(run, before.attempt, before.client)
    if (isNew) view.begins(run, Math.max(1, connection.attempt), tapped.client)
    if (now.lost > (before?.lost ?? 0))
      view.bytesLost(run, now.lost - (before?.lost ?? 0), await causeOfLoss(run.id))
    if (now.isOver && (isNew || before?.isOver === false)) await tellEnd(run, now.attempt, tapped.client)
    else if (now.isOver && before !== undefined && isClientThere(before.client) && !isClientThere(now.client))
      view.clientEnds(run, now.client)
  }

  const connectionOf = (run: number) => call('runs.connection', { run }).catch(() => null)

  const causeOfLoss = async (run: number): Promise<string | null> =>
    (await connectionOf(run))?.gaps.findLast(({ bytes }) => bytes !== undefined)?.cause ?? null

  const tellEnd = async (run: RunSummary, attempt: number, client: ClientSide) => {
    // Of an engine that is closing nothing can be asked any more.
    const known = await connectionOf(run.id)
    const last = known?.attempts.find(({ number }) => number === attempt)
    const end = known?.transitions.findLast((one) => one.attempt === attempt)
    const { state, cause, at } = end ?? { ...run.connection, at: run.connection.since }
    const from = last?.startedAt ?? run.askedAt ?? run.createdAt
    view.ends(
      { ...run, connection: { ...run.connection, state, cause } },
      {
        attempt,
        ms: Math.max(0, (last?.endedAt ?? at) - from),
        events: last?.events ?? run.events,
        client: last?.client ?? client,
      },
    )
  }

  const tellTaps = async () => {
    const state = await call('taps.list', {}).catch(() => null)
    if (state === null) return
    if (state.state === 'failed') death.reject(new Error(state.sentence ?? ''))
    const counts = state.taps[0]?.counts
    if (counts === undefined) return
    const { unrecorded, refused, lastRefusal } = counts
    if (unrecorded > passed.unrecorded) view.streamsLost(unrecorded - passed.unrecorded)
    if (refused > passed.refused && lastRefusal !== null)
      view.refused(refused - passed.refused, lastRefusal.status, lastRefusal.cause)
    const { requests, streams, others } = counts
    passed = { requests, streams, others, refused, unrecorded }
  }

  /** Every request is known for what came of it. */
  const isCounted = () => passed.requests <= passed.streams + passed.others + passed.refused
  const look = async (withinMs: number, until: () => boolean): Promise<void> => {
    const end = performance.now() + withinMs
    for (await tellTaps(); !until() && performance.now() < end; await tellTaps())
      await new Promise((resolve) => setTimeout(resolve, lookMs))
  }

  const work = async () => {
    for (;;) {
      const [next] = changed.values()
      if (next === undefined && !tapsChanged) return
      if (next !== undefined) {
        changed.delete(next.id)
        await tellRun(next)
      } else {
        tapsChanged = false
        await tellTaps()
      }
      await room()
    }
  }
  const wake = () => {
    working ??= work().finally(() => {
      working = null
      if (changed.size > 0 || tapsChanged) wake()
    })
  }

  const take = (changes: Changes) => {
    for (const run of changes.runs) {
      if (run.tapped === undefined || run.imported !== null) continue
      changed.set(run.id, run)
      begun.set(run.id, run.connection.attempt - (attemptsBefore.get(run.id) ?? 0))
      if (isOver(run)) open.delete(run.id)
      else open.add(run.id)
    }
    if (!isClosing && changes.log !== null && changes.log.sentence !== null)
      view.trouble(changes.log.sentence)
    if (changes.taps === true) tapsChanged = true
    wake()
  }
  const leave = engine.onChanges(take)

  return {
    idle: (withinMs) =>
      look(withinMs, () => {
        const recorded = [...begun.values()].reduce((sum, count) => sum + count, 0)
        return open.size === 0 && isCounted() && passed.streams - passed.unrecorded <= recorded
      }),
    passed: async () => {
      await look(countMs, isCounted)
      return passed
    },
    death: death.promise,
    closing: () => {
      isClosing = true
      view.closing(open.size)
    },
    close: async () => {
      leave()
      await working
    },
  }
}

function toldOf(run: RunSummary, { client, unrecorded }: NonNullable<RunSummary['tapped']>): Told {
  return { attempt: run.connection.attempt, isOver: isOver(run), client, lost: unrecorded }
}

function isOver({ connection }: RunSummary): boolean {
  return isSettled(connection.state) || connection.state === 'paused'
}
