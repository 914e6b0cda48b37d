// Keeps the live store equal to the engine: subscribes first, takes a snapshot second, then applies pushes; a hole in `seq`
// leads to a new snapshot. It also detects an engine that no longer answers. Relying on the bridge for that was rejected: a
// half-open socket reports nothing.

import type { Changes } from '../../core/contract/contract.ts'
import { type Client, isCallError } from './client.ts'
import { fromChanges, fromSnapshot, type LiveStore, type Snapshot } from './live-store.ts'

/** Without a push or an answer for this long, the engine is asked whether it is there. */
const silentAfterMs = 10_000
/** An answer that takes longer than this counts as failed. */
const answerMs = 8_000
/** Time between two snapshots, at least. */
const snapshotGapMs = 250
const retryMs = [500, 1_000, 2_000, 5_000] as const
/** Pushes queued while a snapshot is on its way; with more, another snapshot is cheaper. */
const maxQueued = 2_000

/** Starts keeping `live` in step with the engine; returns what stops it. */
export function startSync(client: Client, live: LiveStore): () => void {
  let stopped = false
  let queued: Changes[] | null = null
  let lastHeardAt = Date.now()
  let failures = 0
  let snapshotTimer: ReturnType<typeof setTimeout> | undefined

  function snapshotIn(ms: number): void {
    if (!stopped) snapshotTimer ??= setTimeout(takeSnapshot, ms)
  }

  async function takeSnapshot(): Promise<void> {
    snapshotTimer = undefined
    if (stopped || queued !== null) return
    const pushes: Changes[] = []
    queued = pushes
    try {
      const snapshot = await within(answerMs, client.call('runs.snapshot', {}))
      queued = null
      if (stopped) return
      lastHeardAt = Date.now()
      failures = 0
      live.setState((state) => fromSnapshot(state, snapshot))
      if (!catchUp(snapshot, pushes)) snapshotIn(snapshotGapMs)
    } catch (thrown) {
      queued = null
      setLost(thrown)
    }
  }

  /** Applies the queued pushes; false where one is missing. */
  function catchUp(snapshot: Snapshot, pushes: readonly Changes[]): boolean {
    if (pushes.length >= maxQueued) return false
    for (const changes of pushes) {
      if (changes.seq <= snapshot.seq) continue
      if (changes.seq !== live.getState().seq + 1) return false
      live.setState((state) => fromChanges(state, changes))
    }
    return true
  }

  function setLost(thrown: unknown): void {
    if (stopped) return
    if (live.getState().link.state !== 'lost') {
      const reason = isCallError(thrown) ? thrown.message : null
      live.setState({ link: { state: 'lost', since: lastHeardAt, reason } })
    }
    snapshotIn(retryMs[Math.min(failures++, retryMs.length - 1)] ?? retryMs[0])
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
      const { seq, link } = live.getState()
      if (link.state !== 'ready') return
      if (changes.seq === seq + 1) live.setState((state) => fromChanges(state, changes))
      else snapshotIn(snapshotGapMs)
    },
    () => setLost(null),
  )
  const silenceTimer = setInterval(checkIfSilent, silentAfterMs / 2)
  void takeSnapshot()

  return () => {
    stopped = true
    clearTimeout(snapshotTimer)
    clearInterval(silenceTimer)
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
