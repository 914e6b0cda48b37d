// What the door of a team needs of the hub behind it: the hub as one caller sees it.

import type { Changes } from '../../core/contract/contract.ts'
import type { Dispatch } from '../../core/contract/dispatch.ts'
import type { Caller } from '../../core/team/roles.ts'
import type { Engine, Member } from '../../engine/index.ts'

/** Answers and pushes hold what the caller's roles show and nothing else; what is made carries the caller's name. */
export type HubView = {
  readonly dispatch: Dispatch
  readonly onChanges: (listener: (changes: Changes) => void) => () => void
  readonly transcripts: Pick<Engine['transcripts'], 'download'>
  readonly close: () => void
}

export type TeamHub = {
  readonly as: (caller: Caller) => HubView
  readonly members: () => Promise<readonly Member[]>
}
