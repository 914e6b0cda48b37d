// What a host gives a hub, and what the hub is to it.

import type { Changes, LogStatus } from '../../core/contract/contract.ts'
import type { Dispatch } from '../../core/contract/dispatch.ts'
import type { Caller } from '../../core/team/roles.ts'
import type { Clock } from '../base/clock.ts'
import type { SecretStore } from '../base/ports.ts'
import type { SharedLog } from '../log/shared-log.ts'
import type { Member } from '../log/team-port.ts'
import type { Transcripts } from '../transcripts/index.ts'

export type HubOptions = {
  /** In which this process has taken its place. */
  readonly log: SharedLog
  /** Its kind files say what kinds there are; nothing else is kept there. */
  readonly dataDir: string
  readonly version: string
  /** Passes on to collectors what people enter, and can read none of it. */
  readonly secrets: SecretStore
  readonly onDefect: (where: string, thrown: unknown) => void
  readonly clock?: Clock
  /** How long this process may not be heard of before its place is given away; 15 s unless said. */
  readonly ttlMs?: number
  readonly checkAnswers?: boolean
}

/**
 * The engine as one person has it: answers and pushes hold what their roles show and nothing else, and what they do carries their
 * name. Whether they may do it is asked before.
 */
export type HubView = {
  readonly dispatch: Dispatch
  readonly onChanges: (listener: (changes: Changes) => void) => () => void
  readonly transcripts: Pick<Transcripts, 'download'>
  /** Ends what was listened to. What the person has is kept for a while, for their next view. */
  readonly close: () => void
}

export type Hub = {
  readonly as: (caller: Caller) => HubView
  /** The processes that write into the log, as they were last told of. */
  readonly members: () => Promise<readonly Member[]>
  /** Told when somebody’s roles or way in may have changed, by whichever process; returns what stops that. */
  readonly onAccess: (listener: () => void) => () => void
  /** How the log fares. */
  readonly logStatus: () => LogStatus
  /** Runs that this hub knows. */
  readonly runs: () => number
  readonly close: () => Promise<void>
}
