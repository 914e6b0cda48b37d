// How many runs need somebody, also while the page is hidden and the live store rests: it then knows which runs need
// someone, and each push says anew of the runs that it is about, or of those that changed in that. The engine is asked only where a push is missing, and no
// oftener than every 15 s. Asking at intervals was rejected: it costs a snapshot each time, and is late.

import type { Changes } from '../../core/contract/contract.ts'
import { needsPerson } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Client } from '../store/client.ts'
import type { LiveStore } from '../store/live-store.ts'
import type { Presence } from '../store/presence.ts'
import { everywhere, tallies } from '../store/tallies.ts'

const askAgainMs = 15_000
/** Pushes kept while an answer is on its way; with more, it is asked again. */
const mostKept = 500

type Deps = { readonly client: Client; readonly live: LiveStore; readonly presence: Presence }

/** Calls `tell` with the count, now and whenever it may have changed; returns what stops that. */
export function followNeeds({ client, live, presence }: Deps, tell: (count: number) => void): () => void {
  let isStopped = false
  let heard = live.getState().seq
  /** While hidden: the runs that need someone as of push `seq`; null while the live store is up to date. */
  let hidden: { readonly needing: Set<number>; seq: number } | null = null
  let kept: Changes[] | null = null
  let askedAt = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined

  const tellLive = () => tell(tallies(live.getState().board, everywhere)['needs-me'])
  const idsOf = (runs: Iterable<RunSummary>) =>
    new Set([...runs].flatMap((run) => (needsPerson(run) ? run.id : [])))

  function take({ seq, runs, removed, after = seq - 1 }: Changes): void {
    if (hidden === null || seq <= hidden.seq) return
    if (after > hidden.seq) ask()
    hidden.seq = seq
    for (const run of runs) hidden.needing[needsPerson(run) ? 'add' : 'delete'](run.id)
    for (const id of removed) hidden.needing.delete(id)
  }

  function ask(): void {
    if (kept !== null) return
    timer ??= setTimeout(askNow, Math.max(0, askAgainMs - (performance.now() - askedAt)))
  }

  async function askNow(): Promise<void> {
    timer = undefined
    askedAt = performance.now()
    kept = []
    const answer = await client.call('runs.snapshot', {}).catch(() => null)
    const missed = kept
    kept = null
    if (isStopped || hidden === null) return
    if (answer === null || missed.length >= mostKept) return ask()
    hidden = { needing: idsOf(answer.runs), seq: answer.seq }
    for (const changes of missed) take(changes)
    tell(hidden.needing.size)
  }

  function hide(): void {
    const { runs, seq } = live.getState()
    hidden = { needing: idsOf(runs.values()), seq }
    // What the store had not shown yet, it has let go.
    if (heard !== seq) ask()
  }

  function show(): void {
    hidden = null
    clearTimeout(timer)
    timer = undefined
  }

  const stopPushes = client.onChanges(
    (changes) => {
      // The engine was started again, and counts from the beginning.
      if (hidden !== null && changes.seq < heard) ask()
      heard = changes.seq
      if (kept !== null && kept.length < mostKept) kept.push(changes)
      if (hidden === null) return
      take(changes)
      tell(hidden.needing.size)
    },
    () => {
      if (hidden !== null) ask()
    },
  )
  const stopLive = live.subscribe((state, before) => {
    if (hidden === null && state.board !== before.board) tellLive()
  })
  const stopPresence = presence.subscribe((shown) => (shown ? show() : hide()))
  if (!presence.isShown()) hide()
  tellLive()

  return () => {
    isStopped = true
    show()
    stopPushes()
    stopLive()
    stopPresence()
  }
}
