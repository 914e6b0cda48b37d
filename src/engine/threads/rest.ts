// A kept thread that is there while it is needed: it is started by the first call, and ended when none came for a while. A
// thread costs a tenth of a second of processor time and some 20 MB, and most of those that only read are not asked for hours.

import { RunlightError } from '../../core/basics/errors.ts'
import { holdFiles } from '../base/open-files.ts'
import { away, type KeptThread } from './keep.ts'
import type { Remote } from './start.ts'

/** Longer than somebody looks at one thing before going on to the next. */
export const restsAfterMs = 60_000

/** Those of its event loop, and of a log that it opens (Linux). They are there for it when it starts, however many streams there are. */
const filesOfThread = 8

type Api = Readonly<Record<string, (...args: never[]) => unknown>>

export type RestingThread<A extends Api> = {
  /** Rejects as `keepThread` and its functions do. */
  readonly api: Remote<A>
  /** It was asked for and did not end since: it is up, starting, or being started again. */
  readonly isAwake: () => boolean
  /** As `KeptThread.again`; does nothing to a thread that rests. */
  readonly again: () => Promise<void>
  readonly stop: () => Promise<void>
  /** Resolves when the thread was given up. */
  readonly death: Promise<Error>
}

/** Every function of `A`, so that they are known before a thread says them. */
export type Names<A extends Api> = Readonly<Record<keyof A & string, true>>

/** `start` starts the thread that serves `names`; it ends `restsAfterMs` after the last answer. */
export function restingThread<A extends Api>(
  names: Names<A>,
  start: () => Promise<KeptThread<A>>,
  restsAfterMs: number,
): RestingThread<A> {
  const death = Promise.withResolvers<Error>()
  let kept: Promise<KeptThread<A>> | null = null
  let freeFiles = holdFiles(filesOfThread)
  let ending: Promise<unknown> = Promise.resolve()
  let underWay = 0
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const holdAgain = () => {
    freeFiles()
    if (kept === null && !stopped) freeFiles = holdFiles(filesOfThread)
  }
  const wake = (): Promise<KeptThread<A>> => {
    if (kept !== null) return kept
    freeFiles()
    const starting = start()
    kept = starting
    starting.then(
      (thread) => void thread.death.then(death.resolve),
      () => {
        if (kept !== starting) return
        kept = null
        holdAgain()
      },
    )
    return starting
  }
  const end = () => {
    const ended = kept?.then((thread) => thread.stop())
    kept = null
    ending = Promise.allSettled([ending, ended])
    return ending
  }
  const rest = async () => {
    await end()
    holdAgain()
  }
  const call = async (name: string, args: readonly unknown[]): Promise<unknown> => {
    if (stopped) throw away()
    clearTimeout(timer)
    underWay++
    try {
      const { api } = await wake()
      // The names are those of the very object that `A` is the type of.
      return await (api as Record<string, (...given: readonly unknown[]) => unknown>)[name]?.(...args)
    } catch (thrown) {
      throw thrown instanceof RunlightError ? thrown : away(thrown)
    } finally {
      if (--underWay === 0 && !stopped) timer = setTimeout(rest, restsAfterMs).unref()
    }
  }

  return {
    api: Object.fromEntries(
      Object.keys(names).map((name) => [name, (...args: unknown[]) => call(name, args)]),
    ) as unknown as Remote<A>,
    isAwake: () => kept !== null,
    again: async () => {
      await (await kept)?.again()
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      freeFiles()
      await end()
    },
    death: death.promise,
  }
}
