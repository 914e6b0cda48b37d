// The port: the log as the engine uses it, whoever keeps it. Everything behind it is asynchronous and never runs on the
// engine's own thread. What is in this folder knows nothing of an implementation; each of those stands in a folder of its
// own below, and only the engine's entry and the terminal's door open one.

import type { ThreadNews } from '../threads/keep.ts'
import type { OpenExport } from './log-export.ts'
import type { LogReader } from './log-reader.ts'
import type { LogReview } from './log-review.ts'
import type { LogFiles, LogUpkeep } from './log-upkeep.ts'
import type { LogWriter } from './log-writer.ts'
import type { NewEvent } from './rows.ts'

export type LogAccess = LogReader &
  LogWriter &
  LogUpkeep & {
    /**
     * Told of events that the next commit brings, while another is under way: what can be made ready for them is. They are
     * stored by that commit alone. Absent where nothing can be made ready.
     */
    readonly ready?: (events: readonly NewEvent[]) => void
    /** Whatever takes longer than a page of rows. */
    readonly review: LogReview
    /** The log as a file; null where it is none. */
    readonly files: LogFiles | null
    readonly openExport: OpenExport
    /** The kind files of the data directory changed: events are read by them from now on. */
    readonly readKinds: () => Promise<void>
    /** Where the log is, for people: a folder, or an address without credentials. */
    readonly place: string
    /** Why nothing can be written, as a sentence; null where everything can. Every function of the writer then rejects `read-only`. */
    readonly readOnly: string | null
    /** Resolves when a part of the log was given up for good; otherwise never. */
    readonly death: Promise<Error>
    /** Lets go of the log; what was committed is safe without it. */
    readonly close: () => Promise<void>
  }

/** A thread of a log that was opened on threads, where it is told of. */
export type LogThread = 'writer' | 'reader' | 'review'

/** Opens a log. A thread that dies is started again, of which `onState` is told. */
export type OpenLog = (onState: (thread: LogThread, news: ThreadNews) => void) => Promise<LogAccess>

/** The functions of `A` answering at once, as an implementation has them on a thread of its own. */
export type AtOnce<A> = {
  readonly [N in keyof A]: A[N] extends (...args: infer P) => Promise<infer R> ? (...args: P) => R : A[N]
}
