// What a host gives a hub, and what the hub is to it.

import type { Changes } from '../../core/contract/contract.ts'
import type { Dispatch } from '../../core/contract/dispatch.ts'
import type { Caller } from '../../core/team/roles.ts'
import type { Clock } from '../base/clock.ts'
import type { SecretStore } from '../base/ports.ts'
import type { AccessPort } from '../log/access-port.ts'
import type { SharedLog } from '../log/shared-log.ts'
import type { Transcripts } from '../transcripts/index.ts'

export type HubOptions = {
  readonly log: SharedLog
  readonly access: AccessPort
  /** Its kind files say what kinds there are; nothing else is kept there. */
  readonly dataDir: string
  readonly version: string
  /** Passes on to collectors what people enter, and can read none of it. */
  readonly secrets: SecretStore
  /**
   * Rejects where `caller` may not make this call with this input, which has been validated. It stands before every call.
   */
  readonly mayCall: (caller: Caller, name: string, input: unknown) => Promise<void>
  readonly onDefect: (where: string, thrown: unknown) => void
  readonly clock?: Clock
  readonly checkAnswers?: boolean
}

/** The engine as one person has it. */
export type HubDesk = {
  readonly dispatch: Dispatch
  readonly onChanges: (listener: (changes: Changes) => void) => () => void
  readonly transcripts: Pick<Transcripts, 'download'>
}

export type Hub = {
  /** The same desk as long as what the caller was given is the same. */
  readonly of: (caller: Caller) => Promise<HubDesk>
  /** A finished export, whoever made it: its key is a secret of one use. */
  readonly download: Transcripts['download']
  /** Runs that this hub knows. */
  readonly runs: () => number
  readonly close: () => Promise<void>
}
