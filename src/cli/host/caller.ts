// The engine's calls, typed: a name decides its input and output, and a refusal is thrown as the error that it is. It
// knows no call's meaning.

import { RunlightError } from '../../core/basics/errors.ts'
import type { CallName, Input, Output } from '../../core/contract/contract.ts'
import type { Dispatch } from '../../core/contract/dispatch.ts'

/** Resolves to the call's output; throws a RunlightError where the engine refuses. */
export type Call = <N extends CallName>(name: N, input: Input<N>) => Promise<Output<N>>

export function createCaller(dispatch: Dispatch): Call {
  return async (name, input) => {
    const answer = await dispatch(name, input)
    if (!answer.ok) throw new RunlightError(answer.error.code, answer.error.message, answer.error.detail)
    // The contract pairs this name with this output; no guard can follow a generic.
    return answer.value as never
  }
}
