// Asks the engine once for each of several runs, and says in words what became of that. No run that failed is left out of
// the words, and none keeps the others from their turn.

import { formatCount } from '../../core/basics/quantities.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { errorMessage } from '../store/client.ts'

export type Outcome = {
  readonly done: readonly RunSummary[]
  readonly failed: readonly { readonly run: RunSummary; readonly why: string }[]
}

/** Asked for at the same time: more would only wait in the engine. */
const atOnce = 8
/** Names in one sentence. */
const mostNamed = 3

/** Calls `ask` for each of `runs`. Never rejects. */
export async function eachRun(
  runs: readonly RunSummary[],
  ask: (run: RunSummary) => Promise<unknown>,
): Promise<Outcome> {
  const why = new Map<number, string>()
  const waiting = [...runs]
  const work = async () => {
    for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) {
      try {
        await ask(run)
      } catch (thrown) {
        why.set(run.id, errorMessage(thrown))
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return {
    done: runs.filter(({ id }) => !why.has(id)),
    failed: runs.flatMap((run) => {
      const reason = why.get(run.id)
      return reason === undefined ? [] : [{ run, why: reason }]
    }),
  }
}

/** `Stopped 4 runs.`; where some failed, which, and why. `did`: what was done, as one word or more. */
export function formatOutcome(did: string, { done, failed }: Outcome): string {
  const count = done.length + failed.length
  if (failed.length === 0) return `${did} ${formatCount(count, 'run')}.`
  const what = `${did} ${done.length.toLocaleString('en-US')} of ${formatCount(count, 'run')}.`
  const byReason = Map.groupBy(failed, ({ why }) => why)
  const parts = [...byReason].map(([why, list]) => {
    const names = list.slice(0, mostNamed).map(({ run }) => `“${run.title}” (#${run.id})`)
    const more = list.length - names.length
    return `Not ${names.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en-US')} more` : ''}: ${why}`
  })
  return [what, ...parts].join(' ')
}
