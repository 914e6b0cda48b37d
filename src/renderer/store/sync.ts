// Keeps the live store equal to the engine: subscribes first, takes a snapshot second, then applies pushes; a hole in `seq`
// leads to a new snapshot. It also detects an engine that no longer answers. Relying on the bridge for that was rejected: a
// half-open socket reports nothing. While nobody sees the window it does nothing, and begins with a snapshot again.

import type { Changes } from '../../core/contract/contract.ts'
import { type Client, isCallError } from './client.ts'
import type { Clock } from './clock.ts'
import { fromPush, fromSnapshot, type LiveStore, type Snapshot } from './live-store.ts'
import { createPace, hasOnlyGoneOn } from './pace.ts'
import { createPageLoader } from './page-loader.ts'
import type { Presence } from './presence.ts'

/** Without a push or an answer for this long, the engine is asked whether it is there. */
const silentAfterMs = 10_000
/** An answer that takes longer than this counts as failed. */
const answerMs = 8_000
/** Time between two snapshots, at least. */
const snapshotGapMs = 250
const retryMs = [500, 1_000, 2_000, 5_000] as const
/** Pushes queued while a snapshot is on its way; with more, another snapshot is cheaper. */
const maxQueued = 2_000

export type SyncDeps = {
  readonly client: Client
  readonly live: LiveStore
  readonly presence: Presence
  readonly clock: Pick<Clock, 'subscribe'>
  /** The run whose changes are shown at once; null for none. */
  readonly openRun: () => number | null
}

/** Starts keeping `live` in step with the engine; returns what stops it. */
export function startSync({ client, live, presence, clock, openRun }: SyncDeps): () => void {
  let stopped = false
  /** The number of the last push that was taken; it may still wait to be shown. */
  let seq = 0
  let queued: Changes[] | null = null
  let lastHeardAt = Date.now()
  let failures = 0
  let hasRested = false
  let snapshotTimer: ReturnType<typeof setTimeout> | undefined
  let silenceTimer: ReturnType<typeof setInterval> | undefined

  function snapshotIn(ms: number): void {
    if (!stopped && presence.isShown()) snapshotTimer ??= setTimeout(takeSnapshot, ms)
  }

  const pace = createPace(
    (changes, isAll) =>
      live.setState((state) => ({ ...fromPush(state, changes), ...(!isAll && { seq: state.seq }) })),
    {
      isWhole: ({ removed, servers, log, settings, storage, kinds, alerts, rules, taps, team }) =>
        removed.length > 0 ||
        [servers, log, settings].some((part) => part !== null) ||
        [storage, kinds, alerts, rules, taps, team].some((part) => part !== undefined),
      mayWait: (run) => run.id !== openRun() && hasOnlyGoneOn(live.getState().runs.get(run.id), run),
    },
    clock,
  )

  const loader = createPageLoader({
    client,
    live,
    showPushes: pace.flush,
    onFailed: (thrown) => setLost(thrown),
  })

  async function takeSnapshot(): Promise<void> {
    snapshotTimer = undefined
    loader.stop()
    if (stopped || queued !== null) return
    pace.flush()
    const pushes: Changes[] = []
    queued = pushes
    try {
      const snapshot = await within(answerMs, client.call('runs.snapshot', {}))
      queued = null
      if (stopped || !presence.isShown()) return
      if (hasRested) return begin()
      lastHeardAt = Date.now()
      failures = 0
      seq = snapshot.seq
      live.setState((state) => fromSnapshot(state, snapshot))
      if (catchUp(snapshot, pushes)) loader.begin()
      else snapshotIn(snapshotGapMs)
    } catch (thrown) {
      queued = null
      setLost(thrown)
    }
  }

  /** Applies the queued pushes; false where one is missing. */
  function catchUp(snapshot: Snapshot, pushes: readonly Changes[]): boolean {
    if (pushes.length >= maxQueued) return false
    for (const changes of pushes) if (changes.seq > snapshot.seq && !take(changes)) return false
    pace.flush()
    return true
  }

  /** False where a push is missing before this one, or a part of it. */
  function take(changes: Changes): boolean {
    if (changes.seq !== seq + 1 || changes.after !== undefined) return false
    seq = changes.seq
    loader.removed(changes.removed)
    pace.add(changes)
    return true
  }

  function setLost(thrown: unknown): void {
    if (stopped || !presence.isShown()) return
    sayLost(thrown)
    snapshotIn(retryMs[Math.min(failures++, retryMs.length - 1)] ?? retryMs[0])
  }

  /** Once; and anew where somebody is out, or is no more. */
  function sayLost(thrown: unknown): void {
    const { link } = live.getState()
    const isOut = isCallError(thrown) && thrown.code === 'needs-credentials'
    if (link.state === 'lost' && (thrown === null || link.isOut === isOut)) return
    const reason = isCallError(thrown) ? thrown.message : null
    live.setState({ link: { state: 'lost', since: lastHeardAt, reason, isOut } })
  }

  async function checkIfSilent(): Promise<void> {
    if (live.getState().link.state !== 'ready' || Date.now() - lastHeardAt < silentAfterMs) return
    try {
      await within(answerMs, client.call('settings.get', {}))
      lastHeardAt = Date.now()
    } catch (thrown) {
      setLost(thrown)
    }
  }

  const unsubscribe = client.onChanges(
    (changes) => {
      lastHeardAt = Date.now()
      if (queued !== null) {
        if (queued.length < maxQueued) queued.push(changes)
        return
      }
      if (!presence.isShown() || live.getState().link.state !== 'ready') return
      if (!take(changes)) snapshotIn(snapshotGapMs)
    },
    () => {
      setLost(null)
      // Why, the bridge says to whoever asks something.
      if (!stopped && presence.isShown())
        client.call('settings.get', {}).catch((thrown: unknown) => {
          if (live.getState().link.state === 'lost') sayLost(thrown)
        })
    },
  )

  function rest(): void {
    clearTimeout(snapshotTimer)
    snapshotTimer = undefined
    clearInterval(silenceTimer)
    loader.stop()
    pace.drop()
  }

  function begin(): void {
    rest()
    // A snapshot that was asked for before may be older than what was missed.
    hasRested = queued !== null
    silenceTimer = setInterval(checkIfSilent, silentAfterMs / 2)
    void takeSnapshot()
  }

  const unwatch = presence.subscribe((shown) => (shown ? begin() : rest()))
  if (presence.isShown()) begin()

  return () => {
    stopped = true
    rest()
    unwatch()
    unsubscribe()
  }
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The engine did not answer in time.')), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
