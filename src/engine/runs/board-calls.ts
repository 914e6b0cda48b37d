// What calls ask of the runs, whoever watches them: the board of an engine that connects, or one that shows what others do.

import type { RunsPage } from '../../core/contract/calls/pages.ts'
import type { Output } from '../../core/contract/contract.ts'
import type { Board } from './board.ts'

/** What of a snapshot is about runs. */
type BoardSnapshot = Omit<Output<'runs.snapshot'>, 'servers' | 'settings'>

export type BoardCalls = Pick<
  Board,
  | 'summary'
  | 'find'
  | 'summaries'
  | 'isAside'
  | 'aside'
  | 'setAside'
  | 'push'
  | 'add'
  | 'stop'
  | 'retry'
  | 'giveUpWhenLost'
  | 'readAgain'
  | 'remove'
  | 'mark'
  | 'job'
  | 'credentialsChanged'
> & {
  readonly snapshot: () => BoardSnapshot
  readonly page: (before: number) => RunsPage
}
