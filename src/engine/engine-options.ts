// What a host gives the engine, and what the engine is to it.

import type { RuleDraft } from '../core/alerts/rule.ts'
import type { Changes, LogStatus } from '../core/contract/contract.ts'
import type { Dispatch } from '../core/contract/dispatch.ts'
import type { AlertJudge } from './alerts/alerts.ts'
import type { NewestRuns } from './alerts/snoozes-over.ts'
import type { Clock } from './base/clock.ts'
import type { DeskPort, FilePort, NetworkPort, SamplePort, SecretStore } from './base/ports.ts'
import type { TapPort } from './base/tap-port.ts'
import type { TelemetryPort } from './base/telemetry-port.ts'
import type { OpenLog } from './log/port.ts'
import type { ActivateDeps } from './runs/activate-run.ts'
import type { Board } from './runs/board.ts'
import type { Servers } from './servers/servers.ts'
import type { Settings } from './settings/settings.ts'
import type { OwnTap } from './tapped/taps.ts'
import type { Transcripts } from './transcripts/index.ts'

/** A log that several processes share, as the engine of a collector has it: nothing of it is this engine's before it is given. */
type SharedEngine = {
  readonly mayAsk: NonNullable<ActivateDeps['mayAsk']>
  /** All runs of the log, the newest first. */
  readonly newest: NewestRuns
  /** Called when the engine stands, with the parts of it that a collector works with. */
  readonly stands: (parts: EngineParts) => void
}

export type EngineParts = {
  readonly board: Board
  readonly judge: AlertJudge
  readonly servers: Servers
  readonly settings: Settings
}

export type EngineOptions = {
  readonly dataDir: string
  readonly host: 'desktop' | 'browser' | 'terminal'
  readonly version: string
  readonly secrets: SecretStore
  readonly network: NetworkPort
  readonly sample: SamplePort | null
  /** The host gives its page a window without a browser around it. */
  readonly ownWindow?: boolean
  /** The page tells of alerts itself: the host has no notifications of its own. */
  readonly pageNotifies?: boolean
  /** The desktop around the host's window; null where there is none. */
  readonly desk?: DeskPort | null
  /** Watch the sample backend from the start: it is up before the runs of an earlier day ask for it. */
  readonly watchSample?: boolean
  /** How files leave; null where this host has no way of its own. */
  readonly files?: FilePort | null
  /** Alerts may run the commands that the configuration file of the data directory names. */
  readonly commands?: boolean
  /** The log, where it is not the one in `dataDir`. */
  readonly log?: OpenLog
  /** A log that cannot be written is opened for reading, and says so, instead of being refused. */
  readonly mayOnlyRead?: boolean
  /** Told of errors that are nobody's input: for the host's diagnostics. Never carries a secret. */
  readonly onDefect: (where: string, thrown: unknown) => void
  /** How applications are let in, to be watched with their servers; null or absent where they are not. `own`: by this one alone. */
  readonly taps?: { readonly port: TapPort; readonly own: OwnTap | null } | null
  /** Who measures the engine; null or absent where nobody does. */
  readonly telemetry?: TelemetryPort | null
  readonly clock?: Clock
  /** Absent where the log is that of the data directory. */
  readonly shared?: SharedEngine
  /** Validate every answer by its schema: a wrong one is a defect (`checksAnswers`). */
  readonly checkAnswers?: boolean
}

export type Engine = {
  readonly dispatch: Dispatch
  readonly onChanges: (listener: (changes: Changes) => void) => () => void
  /** Whether the log takes what is written. */
  readonly logStatus: () => LogStatus
  /** Notes a defect of the host’s own among the engine’s, for the diagnostics. */
  readonly noteDefect: (where: string, thrown: unknown) => void
  /** Rules that a host lends the engine for as long as it is open: judged as any other, and stored nowhere. */
  readonly lent: {
    /**
     * Resolves to the rule's id, which its alerts name. What was before `since` (epoch ms) is no news to it. Rejects `bad-input`
     * for a search that cannot be understood.
     */
    readonly lend: (rule: RuleDraft, since: number) => Promise<string>
    /** Resolves when every alert of what was pushed so far is stored and pushed. */
    readonly settled: () => Promise<void>
  }
  /** What the host itself does with transcripts: hands over downloads, and imports files of this computer. */
  readonly transcripts: Pick<Transcripts, 'download' | 'importPath' | 'progress' | 'settled' | 'cancel'>
  /**
   * Stops every connection, stores what is left, closes the log; within 5 s. Rejects with a RunlightError that says what
   * was not stored and why. A second call waits for the first.
   */
  readonly close: () => Promise<void>
}
