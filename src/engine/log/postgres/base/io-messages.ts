// What goes between a thread that reads synchronously and the worker that speaks to the database for it.

import type { MessagePort } from 'node:worker_threads'
import type { ErrorData } from '../../../../core/basics/errors.ts'
import type { Result, Statement } from './statements.ts'

/** `run`: one transaction, or a part of the one that `begin` opened and `end` ends. */
export type IoCall =
  | { readonly type: 'run' | 'begin'; readonly statements: readonly Statement[] }
  | { readonly type: 'end' | 'close' }

export type IoAnswer =
  | { readonly results: readonly Result[] }
  | { readonly error: ErrorData; readonly stack: string }

/** `signal` holds one integer, which is 1 when an answer lies at `port`. */
export type IoData = {
  readonly url: string
  readonly name: string
  readonly statementMs: number
  readonly port: MessagePort
  readonly signal: SharedArrayBuffer
}
