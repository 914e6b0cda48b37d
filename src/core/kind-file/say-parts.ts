// What the sayings of a kind file are made ready with: their values, taken one by one.

import { asNumber } from '../basics/json.ts'
import type { Reading } from '../job/reading.ts'
import { quote } from './problem.ts'
import type { Saying, Value } from './sayings.ts'
import { type Found, present, type Scope } from './values.ts'

export type OfType<T extends Saying['type']> = Extract<Saying, { readonly type: T }>
/** Makes the value under `name` ready; null where it is absent or wrong. */
export type Take = (value: Value | undefined, name: string) => Found | null
export type Text = (scope: Scope) => string | null
/** The same as a text. */
export type TextOf = (value: Value | undefined, name: string) => Text
export type Readings = (scope: Scope) => readonly Reading[]

export const nothing: readonly Reading[] = []

export function unreadable(reason: string): Reading {
  return { type: 'unreadable', reason }
}

/** A number, and the sentence on what is there and is none. */
export function numberOf(found: Found | null) {
  return (scope: Scope, told: Reading[]): number | null => {
    const given = found?.get(scope)
    const number = asNumber(given)
    if (number === null && present(given)) told.push(unreadable(`Its ${found?.name} is not a number.`))
    return number
  }
}

export function stateProblem(word: string | null, what: string): string {
  return word === null
    ? `It does not say the state of its ${what}.`
    : `${quote(word)} is not a state of a ${what} that this kind knows.`
}
