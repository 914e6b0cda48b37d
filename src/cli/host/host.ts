// What the commands are given of the process they run in, so that none of them reaches for it by itself. It says
// nothing of the engine: each command opens its own.

import type { Output } from '../terminal/output.ts'

export type CliHost = {
  readonly out: Output
  readonly err: Output
  readonly env: NodeJS.ProcessEnv
  readonly platform: NodeJS.Platform
  readonly version: string
  /** All that comes on standard input, as bytes. */
  readonly input: () => Promise<Buffer>
  /** The same piece by piece, for what may be of any size; the abort ends the wait for the next one. */
  readonly inputPieces: (signal: AbortSignal) => AsyncIterable<Uint8Array>
  /** The folder of the built renderer, for `serve`. */
  readonly rendererDir: string
  /** Calls `listener` when the process is asked to end; returns what ends that. */
  readonly onInterrupt: (listener: () => void) => () => void
  /** Calls `listener` with every signal that can be passed on to another program; until that is ended none ends this one. */
  readonly onSignal: (listener: (signal: NodeJS.Signals) => void) => () => void
  /** A terminal is there, whose Ctrl-C and Ctrl-\ reach programs that this one starts as well. */
  readonly hasTerminal: boolean
}
