// What reads the log beside its writer: a thread for the rows on the screen and one that looks back, each there while somebody
// asks. What the engine asks for its own sake is answered by the writer's thread, which is there anyway, while it has nothing to
// write: no question waits for a commit, and nobody who only stores starts a reader.

import { keepThread, type ThreadNews } from '../../../threads/keep.ts'
import { restingThread, restsAfterMs } from '../../../threads/rest.ts'
import type { Remote } from '../../../threads/start.ts'
import type { LogAccess, LogThread } from '../../port.ts'
import type { Facts } from '../read/facts.ts'
import { factNames, readerNames, reviewThreadNames } from './names.ts'
import type { ReaderThread } from './read-kinds.ts'
import readerPath from './reader-thread.ts?modulePath'
import type { ReviewThread } from './review-of.ts'
import reviewPath from './review-thread.ts?modulePath'

/** What the writer's thread answers besides writing. */
export type WriterFacts = Facts & Pick<ReviewThread, 'lackingBlocks'>

type Deps = {
  readonly dataDir: string
  readonly facts: Remote<WriterFacts>
  /** Whether the writer's thread is up and has nothing to write. */
  readonly isWriterFree: () => boolean
  readonly onState: (thread: LogThread, news: ThreadNews) => void
}

type Reading = {
  readonly rows: Omit<Remote<ReaderThread>, 'readKinds' | 'close'>
  /** Ends both in order; those that are awake are there again when it resolves. */
  readonly again: () => Promise<void>
  readonly close: () => Promise<void>
} & Pick<LogAccess, 'review' | 'readKinds' | 'death'>

export function openReading({ dataDir, facts, isWriterFree, onState }: Deps): Reading {
  const data = { dataDir, kindsDir: dataDir }
  const reader = restingThread<ReaderThread>(
    readerNames,
    () => keepThread(readerPath, data, (news) => onState('reader', news)),
    restsAfterMs,
  )
  const review = restingThread<ReviewThread>(
    reviewThreadNames,
    () => keepThread(reviewPath, data, (news) => onState('review', news)),
    restsAfterMs,
  )
  const { readKinds, close: _, ...rows } = reader.api
  const { readKinds: readKindsAgain, close: __, ...looks } = review.api
  // One that rests has nothing to forget, and reads the kind files when it starts.
  const ifAwake = (thread: { readonly isAwake: () => boolean }, tell: () => Promise<void>) => async () => {
    if (thread.isAwake()) await tell()
  }
  return {
    rows: {
      ...rows,
      ...ofWriter(facts, rows, () => !reader.isAwake() && isWriterFree()),
      forgetReadings: ifAwake(reader, rows.forgetReadings),
    },
    review: {
      ...looks,
      lackingBlocks: (...args) =>
        (!review.isAwake() && isWriterFree() ? facts : looks).lackingBlocks(...args),
      forgetReadings: ifAwake(review, looks.forgetReadings),
    },
    readKinds: async () => {
      await Promise.all([ifAwake(reader, readKinds)(), ifAwake(review, readKindsAgain)()])
    },
    again: async () => {
      await Promise.all([reader.again(), review.again()])
    },
    death: Promise.race([reader.death, review.death]),
    close: async () => {
      await Promise.all([reader.stop(), review.stop()])
    },
  }
}

/** The facts: each is asked of the writer's thread where `isOfWriter` says so at that moment, else of the reader. */
function ofWriter(writer: Remote<Facts>, reader: Remote<Facts>, isOfWriter: () => boolean): Remote<Facts> {
  type Functions = Readonly<Record<string, (...args: unknown[]) => unknown>>
  const asked = Object.keys(factNames).map((name) => [
    name,
    // Both have them under the same names.
    (...args: unknown[]) => ((isOfWriter() ? writer : reader) as unknown as Functions)[name]?.(...args),
  ])
  return Object.fromEntries(asked) as unknown as Remote<Facts>
}
