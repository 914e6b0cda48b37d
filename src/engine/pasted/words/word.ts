// What all readers of copied text share: a piece of text whose variables may not be known, and how they refuse.

import { RunlightError } from '../../../core/basics/errors.ts'

/** The values of variables that the text may use, by name. */
export type Variables = ReadonlyMap<string, string>

/** A piece of text, and the variables in it whose values are not known: their names stand in it as they were written. */
export type Word = { readonly text: string; readonly missing: readonly string[] }

/** `problem` says what of the text cannot be read, and what to do. */
export function unreadable(problem: string): RunlightError {
  return new RunlightError('bad-input', problem)
}
