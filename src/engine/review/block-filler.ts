// Sees to it that a log without blocks gets them: of one run before it is asked about, of all the others in the background.
// They are made in slices on the review's thread and stored by the writer; a log that cannot be written does with what is
// made in memory. After the blocks the number columns of a log that is a file are seen to, which the writer makes itself.

import type { LogAccess } from '../log/port.ts'

/** Of the review's thread, at a time. */
const sliceMs = 30

type Lacking = { readonly run: number | null; readonly looked: number | null }

export type BlockFiller = {
  /** Resolves when every block of `run` is at hand. Rejects as the log does. */
  readonly ensure: (run: number) => Promise<void>
  /** The blocks of `run` are gone, because its events were read again: they are made anew. */
  readonly again: (run: number) => Promise<void>
  /** Has the blocks of all runs stored that lack some, and their columns; ends early after `stop`. */
  readonly fill: () => Promise<void>
  readonly stop: () => void
}

/** `rest` leaves the writer to others after a slice of it that took `ms`. */
export function createBlockFiller(
  log: Pick<LogAccess, 'review' | 'putBlocks' | 'readOnly' | 'files'>,
  rest: (ms: number) => Promise<void> = () => Promise.resolve(),
): BlockFiller {
  /** Runs that are whole; the writer keeps them so. */
  const whole = new Map<number, Promise<void>>()
  let stopped = false

  const make = async (run: number): Promise<void> => {
    while (!stopped) {
      const { made, done } = await log.review.makeBlocks(run, sliceMs)
      if (made.length > 0 && log.readOnly === null) await log.putBlocks(run, made).catch(ignoreFull)
      if (done) return
    }
  }

  const ensure = (run: number): Promise<void> => {
    if (log.readOnly !== null) return make(run)
    const known = whole.get(run)
    if (known !== undefined) return known
    const making = make(run)
    whole.set(run, making)
    making.catch(() => whole.delete(run))
    return making
  }

  const fillFrom = async (first: number): Promise<void> => {
    let after: number | null = first
    while (after !== null && !stopped && log.readOnly === null) {
      const step: Lacking = await log.review.lackingBlocks(after, sliceMs)
      if (step.run !== null) await ensure(step.run)
      after = step.looked
    }
  }

  const fillColumns = async (): Promise<void> => {
    for (let left = true; left && !stopped; ) {
      const from = performance.now()
      left = log.readOnly === null && (await log.files?.fillColumns()) === true
      if (left) await rest(performance.now() - from)
    }
  }

  return {
    ensure,
    again: (run) => {
      whole.delete(run)
      return ensure(run)
    },
    fill: async () => {
      try {
        await fillFrom(0)
        await fillColumns()
      } catch (thrown) {
        // The log was closed meanwhile: what is missing still is found the next time.
        if (!stopped) throw thrown
      }
    },
    stop: () => {
      stopped = true
    },
  }
}

/** What could not be stored is made again another time. */
function ignoreFull(): void {}
