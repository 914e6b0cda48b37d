// The one door to the engine: validates, calls, answers. It never rejects, so every wire can carry its answer as data.

import { clip } from '../basics/clip.ts'
import { type ErrorData, errorData } from '../basics/errors.ts'
import { type CallName, calls, type Handlers } from './contract.ts'

export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: ErrorData }

export type Dispatch = (name: string, input: unknown) => Promise<Answer>

/**
 * `onDefect` is told of every error that was not written for people, with the call's name, so that a host can log it.
 */
export function createDispatch(
  handlers: Handlers,
  onDefect: (name: string, thrown: unknown) => void,
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
      return { ok: true, value: await handler(parsed.data as never) }
    } catch (thrown) {
      const error = errorData(thrown)
      if (error.code === 'internal') onDefect(name, thrown)
      return { ok: false, error }
    }
  }
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name)
}

/** A wire may carry anything as a name, even what cannot be made a text. */
function showName(name: unknown): string {
  return typeof name === 'string' ? clip(name, 60) : typeof name
}

function failure(code: ErrorData['code'], message: string, detail: ErrorData['detail'] = null): Answer {
  return { ok: false, error: { code, message, detail } }
}
