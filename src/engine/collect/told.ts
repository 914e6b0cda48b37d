// What a collector tells of itself: one event for each thing that its operator may want to know. Words are made where they
// are shown; the sentences here are those of errors.

import type { Claimed } from '../log/team-port.ts'

export type CollectorNews =
  | { readonly type: 'joined'; readonly again: boolean }
  /** Its place is lost: runs that only observe are let go, those whose work was started go on into its own file. */
  | {
      readonly type: 'lost-place'
      readonly why: 'late' | 'fenced'
      readonly runs: number
      readonly kept: number
    }
  | { readonly type: 'refused' | 'away' | 'notice'; readonly sentence: string }
  | { readonly type: 'back' }
  /** From now on this one keeps house for all: applies the storage rules, and what else one alone does. */
  | { readonly type: 'keeps-house' }
  /** What came of that. */
  | { readonly type: 'kept-house'; readonly sentence: string }
  | { readonly type: 'claimed'; readonly runs: readonly Claimed[] }
  /** Servers whose runs it never takes, by name: it has no credentials for them. */
  | { readonly type: 'lacks'; readonly servers: readonly string[] }
  /**
   * This collector's own credential for the server is not given. `path` notes where what comes from `source` was first used: the
   * server leads elsewhere, or that cannot be noted.
   */
  | {
      readonly type: 'withheld'
      readonly server: string
      readonly source: string
      readonly path: string
      readonly why: 'elsewhere' | 'not-noted'
    }
  | { readonly type: 'handed-over'; readonly runs: number }
  /** What was in its own file of this run is not taken by the shared log, and stays there. */
  | { readonly type: 'kept'; readonly run: number; readonly why: string }
  | {
      readonly type: 'asked'
      readonly run: number
      readonly call: string
      readonly by: string
      readonly ok: boolean
    }
