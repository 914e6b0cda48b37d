// The one door to the engine: validates what is asked, calls, answers. It never rejects, so every wire can carry its answer
// as data. Answers are validated where that is asked for, in development and tests: types already say what they are.

import { clip } from '../basics/clip.ts'
import { type ErrorData, errorData, RunlightError } from '../basics/errors.ts'
import { type CallName, calls, type Handlers } from './contract.ts'

export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: ErrorData }

export type Dispatch = (name: string, input: unknown) => Promise<Answer>

/**
 * `onDefect` is told of every error that was not written for people, with the call's name, so that a host can log it. With
 * `checkAnswers` an answer that its output schema refuses is such an error, with the path of what is wrong.
 */
export function createDispatch(
  handlers: Handlers,
  onDefect: (name: string, thrown: unknown) => void,
  checkAnswers = false,
): Dispatch {
  return async (name, input) => {
    if (!isCallName(name)) return failure('unknown-call', `There is no call named “${showName(name)}”.`)
    const parsed = calls[name].input.safeParse(input)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      const path = issue?.path.join('.') ?? ''
      return failure('bad-input', `${path === '' ? name : path}: ${issue?.message ?? 'not valid'}`, { path })
    }
    try {
      const handler: (input: never) => unknown = handlers[name]
      const value = await handler(parsed.data as never)
      if (checkAnswers) checkAnswer(name, value)
      return { ok: true, value }
    } catch (thrown) {
      const error = errorData(thrown)
      if (error.code === 'internal') onDefect(name, thrown)
      return { ok: false, error }
    }
  }
}

/** Throws where `value` is not what the contract says. It is passed on as it is, so that nothing differs where it is right. */
function checkAnswer(name: CallName, value: unknown): void {
  const issue = calls[name].output.safeParse(value).error?.issues[0]
  if (issue === undefined) return
  const path = [name, ...issue.path.map(String)].join('.')
  throw new RunlightError(
    'internal',
    `The answer is not what the contract says, at ${path}: ${issue.message}`,
  )
}

/** Whether there is a call of this name. */
export function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name)
}

/** A wire may carry anything as a name, even what cannot be converted to text. */
function showName(name: unknown): string {
  return typeof name === 'string' ? clip(name, 60) : typeof name
}

function failure(code: ErrorData['code'], message: string, detail: ErrorData['detail'] = null): Answer {
  return { ok: false, error: { code, message, detail } }
}
