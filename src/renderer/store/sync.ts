// Keeps the live store true: subscribes first, takes a snapshot second, then applies pushes; a hole in `seq` means a new
// snapshot. It also notices an engine that no longer answers, because a screen that stands still looks just like a quiet
// one. Trusting the bridge alone to report its own death was rejected: a half-open socket reports nothing.

import type { Changes } from '../../core/contract/contract.ts'
import { type Client, isCallError } from './client.ts'
import { fromChanges, fromSnapshot, type LiveStore, type Snapshot } from './live-store.ts'

/** No push and no answer for this long: the engine is asked for a sign of life. */
const askAfterMs = 10_000
/** An answer that takes longer than this counts as none. */
const answerMs = 8_000
/** Between one snapshot and the next, whatever the pushes say. */
const againMs = 250
const retryMs = [500, 1_000, 2_000, 5_000] as const
/** Pushes kept while a snapshot is on its way; more than that and another snapshot is cheaper. */
const mostKept = 2_000

/** Starts keeping `live` in step with the engine; returns what stops it. */
export function startSync(client: Client, live: LiveStore): () => void {
  let stopped = false
  let kept: Changes[] | null = null
  let heardAt = Date.now()
  let failures = 0
  let again: ReturnType<typeof setTimeout> | undefined

  function snapshotIn(ms: number): void {
    if (!stopped) again ??= setTimeout(takeSnapshot, ms)
  }

  async function takeSnapshot(): Promise<void> {
    again = undefined
    if (stopped || kept !== null) return
    const meanwhile: Changes[] = []
    kept = meanwhile
    try {
      const snapshot = await within(answerMs, client.call('runs.snapshot', {}))
      kept = null
      if (stopped) return
      heardAt = Date.now()
      failures = 0
      live.setState((state) => fromSnapshot(state, snapshot))
      if (!catchUp(snapshot, meanwhile)) snapshotIn(againMs)
    } catch (thrown) {
      kept = null
      lose(thrown)
    }
  }

  /** Applies what arrived meanwhile; false where a push is missing even so. */
  function catchUp(snapshot: Snapshot, meanwhile: readonly Changes[]): boolean {
    if (meanwhile.length >= mostKept) return false
    for (const changes of meanwhile) {
      if (changes.seq <= snapshot.seq) continue
      if (changes.seq !== live.getState().seq + 1) return false
      live.setState((state) => fromChanges(state, changes))
    }
    return true
  }

  function lose(thrown: unknown): void {
    if (stopped) return
    if (live.getState().link.state !== 'lost') {
      const reason = isCallError(thrown) ? thrown.message : null
      live.setState({ link: { state: 'lost', since: heardAt, reason } })
    }
    snapshotIn(retryMs[Math.min(failures++, retryMs.length - 1)] ?? retryMs[0])
  }

  async function askIfSilent(): Promise<void> {
    if (live.getState().link.state !== 'ready' || Date.now() - heardAt < askAfterMs) return
    try {
      await within(answerMs, client.call('settings.get', {}))
      heardAt = Date.now()
    } catch (thrown) {
      lose(thrown)
    }
  }

  const unsubscribe = client.onChanges(
    (changes) => {
      heardAt = Date.now()
      if (kept !== null) {
        if (kept.length < mostKept) kept.push(changes)
        return
      }
      const { seq, link } = live.getState()
      if (link.state !== 'ready') return
      if (changes.seq === seq + 1) live.setState((state) => fromChanges(state, changes))
      else snapshotIn(againMs)
    },
    () => lose(null),
  )
  const pulse = setInterval(askIfSilent, askAfterMs / 2)
  void takeSnapshot()

  return () => {
    stopped = true
    clearTimeout(again)
    clearInterval(pulse)
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
