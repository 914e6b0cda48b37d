// The values of environment variables, read one by one. What is wrong with one is a sentence, and the standard's default is
// taken in its place (OpenTelemetry specification, “Environment variable specification”).

import { readFileSync } from 'node:fs'
import { clip } from '../../core/basics/clip.ts'
import { redactText } from '../../core/secrets/redact-text.ts'

export type Env = Readonly<Record<string, string | undefined>>

/** Told of every wrong value, in a sentence for people. */
export type Complain = (sentence: string) => void

/** The value of `name` without spaces around it; null where it is absent or empty, which the standard takes for the same. */
export function given(env: Env, name: string): string | null {
  const value = env[name]?.trim() ?? ''
  return value === '' ? null : value
}

/** `value` as a sentence may quote it. */
export function quoted(value: string): string {
  return `“${clip(redactText(value), 60)}”`
}

/** `true` and `false` in any case; all else is wrong, and false. */
export function booleanIn(env: Env, name: string, complain: Complain): boolean {
  const value = given(env, name)?.toLowerCase() ?? 'false'
  if (value !== 'true' && value !== 'false')
    complain(`${name} is ${quoted(value)}: write true or false. It is taken as false.`)
  return value === 'true'
}

/** A whole number from `least` to `most`; `usual` where there is none. */
export function numberIn(
  env: Env,
  name: string,
  { usual, least = 1, most }: { readonly usual: number; readonly least?: number; readonly most: number },
  complain: Complain,
): number {
  const value = given(env, name)
  if (value === null) return usual
  const number = /^\d{1,12}$/.test(value) ? Number(value) : Number.NaN
  if (number >= least && number <= most) return number
  complain(`${name} is ${quoted(value)}: write a whole number from ${least} to ${most}. ${usual} is used.`)
  return usual
}

/** A file that can be read, or none is named. */
export function isReadable(env: Env, name: string, complain: Complain): boolean {
  const path = given(env, name)
  if (path === null) return true
  try {
    readFileSync(path)
    return true
  } catch {
    complain(`${name} names a file that cannot be read: name one that Runlight may read.`)
    return false
  }
}
