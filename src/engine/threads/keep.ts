// A worker thread that is restarted when it dies. Calls meanwhile are rejected and may be made again by the caller: a
// call that was under way is never repeated here, because it may have killed the thread. A thread that keeps dying is
// given up; one that cannot be opened (a disk that is away) is retried for as long as it takes.

import { errorData, RunlightError } from '../../core/basics/errors.ts'
import { startThread, type Thread } from './start.ts'

/** `down`: it died, and is being started again. `shut`: it does not open, for this reason, and is tried again. `up`: it is back. */
export type ThreadNews =
  | { readonly state: 'down'; readonly error: Error }
  | { readonly state: 'shut'; readonly sentence: string }
  | { readonly state: 'up' }

export type KeptThread<A extends Api> = Thread<A> & {
  /** False while it is being started again, and after it was given up. */
  readonly isUp: () => boolean
  /** Ends it in order and starts it anew; resolves when that was tried, and `onState` is told whether it is up. */
  readonly again: () => Promise<void>
}

type Api = Readonly<Record<string, (...args: never[]) => unknown>>

/** A thread that dies more often than this within a minute will not do better the next time. */
const mostDeaths = 5
const deathsForgottenMs = 60_000
/** MB for what lives shortly in such a thread, which would take three times as much and never give it back. */
const youngMb = 24
const reopenAfterMs = [0, 250, 1_000, 2_000, 5_000] as const

/**
 * As `startThread`, and rejects as it does where the thread does not come up the first time. `death` resolves when the
 * thread was given up.
 */
export async function keepThread<A extends Api>(
  path: string,
  workerData: unknown,
  onState: (news: ThreadNews) => void,
): Promise<KeptThread<A>> {
  const death = Promise.withResolvers<Error>()
  let current: Thread<A> | null = null
  let opening: Promise<void> | null = null
  let stopping = false
  let deaths: number[] = []

  const take = (thread: Thread<A>) => {
    current = thread
    void thread.death.then(lose)
  }
  const lose = (error: Error) => {
    current = null
    if (stopping) return
    const now = performance.now()
    deaths = [...deaths.filter((at) => now - at < deathsForgottenMs), now]
    if (deaths.length > mostDeaths) return death.resolve(error)
    onState({ state: 'down', error })
    void open()
  }
  const open = (): Promise<void> => {
    opening ??= reopen().finally(() => {
      opening = null
    })
    return opening
  }
  const reopen = async () => {
    for (let tries = 0; !stopping; tries++) {
      await new Promise((resolve) => setTimeout(resolve, reopenAfterMs[tries] ?? reopenAfterMs.at(-1)))
      if (stopping) return
      try {
        take(await startThread<A>(path, workerData, youngMb))
        return onState({ state: 'up' })
      } catch (thrown) {
        onState({ state: 'shut', sentence: errorData(thrown).message })
      }
    }
  }
  const call = async (name: string, args: readonly unknown[]): Promise<unknown> => {
    const thread = current
    if (thread === null) throw away()
    try {
      // The names are those of the very object that `A` is the type of.
      return await (thread.api as Record<string, (...given: readonly unknown[]) => unknown>)[name]?.(...args)
    } catch (thrown) {
      throw thrown instanceof RunlightError ? thrown : away(thrown)
    }
  }

  const first = await startThread<A>(path, workerData, youngMb)
  take(first)
  const names = Object.keys(first.api)
  return {
    api: Object.fromEntries(
      names.map((name) => [name, (...args: unknown[]) => call(name, args)]),
    ) as unknown as Thread<A>['api'],
    death: death.promise,
    isUp: () => current !== null,
    again: async () => {
      const thread = current
      current = null
      await thread?.stop()
      await open()
    },
    stop: async () => {
      stopping = true
      await opening
      await current?.stop()
    },
  }
}

/** What a call rejects with whose thread is being started again. */
export function away(cause?: unknown): RunlightError {
  const error = new RunlightError(
    'internal',
    'A part of the log had to be started again: try once more in a moment. What was shown is stored.',
  )
  return Object.assign(error, { cause })
}
