// What the thread of an import tells, step by step: plain data. The engine decides what is done with a run; the thread
// reads, folds and gives it in batches.

import type { NewAlert } from '../../../core/alerts/alert.ts'
import type { RunSummary } from '../../../core/run/run.ts'
import type { Batch } from '../../log/rows.ts'

/** A run as its file tells it, before any of its events. */
export type ImportedHead = {
  readonly uid: string
  readonly kind: string
  readonly baseUrl: string
  readonly params: Readonly<Record<string, string>>
  readonly summary: Omit<RunSummary, 'id'>
  /** Announced; what comes may be less. */
  readonly events: number
}

export type Problem = { readonly line: number | null; readonly reason: string }

type Read = {
  /** Bytes of the file that are behind. */
  readonly bytes: number
}

export type ImportStep = Read &
  (
    | { readonly type: 'run'; readonly head: ImportedHead }
    | { readonly type: 'batch'; readonly batch: Batch; readonly events: number }
    /** The run is whole: this is what became of it. */
    | { readonly type: 'ran'; readonly summary: RunSummary; readonly alerts?: readonly NewAlert[] }
    | { readonly type: 'passed' }
    | {
        readonly type: 'done'
        readonly damaged: number
        readonly problems: readonly Problem[]
        readonly notes: readonly string[]
      }
  )

/** What is kept of the problems found; all of them are counted. */
export const keptProblems = 100

export type ImportSource = {
  readonly path: string
  /** The file's name, as a person knows it. */
  readonly name: string
  readonly modifiedAt: number
  /** The kind that a person chose for an event stream; null leaves it to what the file tells. */
  readonly kind: string | null
  /** The folder for the text of a file that is packed. */
  readonly scratch: string
  readonly at: number
}
