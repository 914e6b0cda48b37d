// Parts of the window that are loaded when they are first shown, or when the page has nothing else to do: the script before
// the first frame is then a third of all. React.lazy was rejected: it shows its fallback for a moment even where the part is
// there, and cannot say that a part could not be loaded.

import { type ComponentType, type ReactElement, type ReactNode, useEffect, useState } from 'react'
import { afterFrame } from './after-frame.ts'
import { Button } from './button.tsx'

export type Chunk<M> = {
  /** The module; null until it is loaded. */
  readonly now: () => M | null
  /** Loads it once. After a failure, the next call tries again. */
  readonly load: () => Promise<M>
}

const chunks: Chunk<unknown>[] = []

/** A module that `load` imports; loaded at the latest by `loadChunks`. */
export function lazyChunk<M>(load: () => Promise<M>): Chunk<M> {
  let loaded: M | null = null
  let loading: Promise<M> | null = null
  const chunk: Chunk<M> = {
    now: () => loaded,
    load: () => {
      loading ??= load().then(
        (module) => {
          loaded = module
          return module
        },
        (thrown) => {
          loading = null
          throw thrown
        },
      )
      return loading
    },
  }
  chunks.push(chunk)
  return chunk
}

/**
 * Loads every chunk, one after another, each when the page is idle, and all at once where it is `busy` all the time; calls
 * `done` once all were tried.
 */
export function loadChunks(whenIdle: (then: (busy: boolean) => void) => void, done: () => void): void {
  const tried = new Set<Chunk<unknown>>()
  // Looked for anew each time: a chunk may bring further ones.
  const untried = () => chunks.filter((one) => one.now() === null && !tried.has(one))
  const next = () => {
    if (untried().length === 0) return done()
    whenIdle((busy) => {
      const batch = busy ? untried() : untried().slice(0, 1)
      for (const chunk of batch) tried.add(chunk)
      // One that cannot be loaded is said where it is shown.
      void Promise.allSettled(batch.map((chunk) => chunk.load())).then(next)
    })
  }
  next()
}

type Options<P> = {
  /** In its place until it is loaded; without one, a sentence after a while. */
  readonly fallback?: (props: P) => ReactNode
  /** Around the sentence that it could not be loaded. */
  readonly frame?: (sentence: ReactElement) => ReactElement
}

/** The component that `pick` takes from `chunk`. */
export function lazyPart<M, P extends object>(
  chunk: Chunk<M>,
  pick: (module: M) => ComponentType<P>,
  { fallback = () => <Loading />, frame = (sentence) => sentence }: Options<P> = {},
): ComponentType<P> {
  return function LazyPart(props: P): ReactNode {
    const [{ isLost }, settle] = useState({ isLost: false })
    const module = chunk.now()
    useEffect(() => {
      if (module !== null) return
      let stopped = false
      const done = (isLost: boolean) => () => {
        if (!stopped) settle({ isLost })
      }
      const cancel = afterFrame(() => void chunk.load().then(done(false), done(true)))
      return () => {
        stopped = true
        cancel()
      }
    }, [module])
    if (module !== null) {
      const Part = pick(module)
      return <Part {...props} />
    }
    return isLost ? frame(<NotLoaded />) : fallback(props)
  }
}

function Loading(): ReactElement {
  return (
    <p className="m-auto animate-late px-5 py-10 text-center text-ink-3">Loading this part of the window…</p>
  )
}

function NotLoaded(): ReactElement {
  return (
    <div role="alert" className="m-auto flex max-w-104 flex-col items-center gap-3 px-5 py-10 text-center">
      <p className="text-ink-2">
        This part of the window could not be loaded. Runlight may have been updated or stopped meanwhile; your
        runs are kept.
      </p>
      <Button variant="primary" onClick={() => location.reload()}>
        Load the window again
      </Button>
    </div>
  )
}
