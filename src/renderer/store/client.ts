// The typed interface to the engine: a call's name decides its input and output, and a refusal is thrown as an error with
// the engine's code and message. Answers are not checked against their schemas here: zod would double the window's start-up
// time. The engine checks them in development and tests.

import type { ErrorData } from '../../core/basics/errors.ts'
import type { Bridge, CallName, Changes, Input, Output } from '../../core/contract/contract.ts'
import type { Answer } from '../../core/contract/dispatch.ts'

/** A refusal: `message` is written for the person, `code` and `detail` are for the program. */
export type CallError = Error & Pick<ErrorData, 'code' | 'detail'>

export type Client = {
  /**
   * Resolves to the call's output. Throws a `CallError` where the engine refused, and whatever the bridge threw where the
   * engine was not reached at all.
   */
  readonly call: <N extends CallName>(name: N, input: Input<N>) => Promise<Output<N>>
  /** Calls `listener` with every push, and `lost` when the bridge reports that the engine is gone. */
  readonly onChanges: (listener: (changes: Changes) => void, lost: () => void) => () => void
  /** Calls `listener` with every push that is the host's own, of whatever shape. */
  readonly onHost: (listener: (message: object) => void) => () => void
}

/** A client over `bridge`. */
export function createClient(bridge: Bridge): Client {
  return {
    async call(name, input) {
      const answer = await bridge.call(name, input)
      if (!isAnswer(answer)) throw new Error(`The engine's answer to ${name} has no known shape.`)
      if (!answer.ok) throw callError(answer.error)
      // The contract pairs this name with this output; no guard can follow a generic.
      return answer.value as never
    },
    onChanges(listener, lost) {
      return bridge.onChanges((changes) => {
        if (changes === null) lost()
        else if (isChanges(changes)) listener(changes)
      })
    },
    onHost: (listener) =>
      bridge.onChanges((message) => {
        if (typeof message === 'object' && message !== null && 'host' in message) listener(message)
      }),
  }
}

/** Whether the engine itself refused; anything else that is thrown means that it was not reached. */
export function isCallError(thrown: unknown): thrown is CallError {
  return thrown instanceof Error && 'code' in thrown && 'detail' in thrown
}

/** The problems by field that a refusal names; empty where it names none. */
export function problemsOf(thrown: unknown): Readonly<Record<string, string>> {
  const problems = isCallError(thrown) ? thrown.detail?.problems : null
  if (typeof problems !== 'object' || problems === null) return {}
  return Object.fromEntries(Object.entries(problems).filter(([, text]) => typeof text === 'string'))
}

/** A message for the person about anything thrown. */
export function errorMessage(thrown: unknown): string {
  if (isCallError(thrown)) return thrown.message
  return 'The engine did not answer. Wait for the connection to come back, then try again.'
}

function callError({ code, message, detail }: ErrorData): CallError {
  return Object.assign(new Error(message), { code, detail })
}

function isAnswer(value: unknown): value is Answer {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return false
  return value.ok === true ? 'value' in value : 'error' in value && typeof value.error === 'object'
}

function isChanges(value: unknown): value is Changes {
  return (
    typeof value === 'object' &&
    value !== null &&
    'seq' in value &&
    Number.isInteger(value.seq) &&
    'runs' in value &&
    Array.isArray(value.runs) &&
    'removed' in value &&
    Array.isArray(value.removed)
  )
}
