// The further headers of a watch, from the command line and the environment. A secret from the environment is put into its
// header here and shown nowhere: no sentence of this file quotes one.

import { RunlightError } from '../../core/basics/errors.ts'
import { headerProblem, parseHeaderLines } from '../../core/secrets/headers.ts'

export type HeaderOptions = {
  /** Lines of `Name: value`. */
  readonly header?: readonly string[]
  /** Pairs of `Name=VARIABLE`. */
  readonly headerEnv?: readonly string[]
  /** The variable that holds a bearer token. */
  readonly bearerEnv?: string
}

type Header = readonly [name: string, value: string, option: string]

/** Lines of `Name: value`, or null where there are none. Throws `bad-input` with what to do. */
export function runHeaders(options: HeaderOptions, env: NodeJS.ProcessEnv): string | null {
  const { header = [], headerEnv = [], bearerEnv } = options
  const headers: Header[] = header.map(readLine)
  const add = ([name, value, option]: Header) => {
    const other = headers.find(([known]) => known.toLowerCase() === name.toLowerCase())
    if (other !== undefined) throw bad(twice(name, option, other[2]))
    headers.push([name, value, option])
  }
  for (const pair of headerEnv) add(readPair(pair, env))
  if (bearerEnv !== undefined)
    add(['Authorization', `Bearer ${heldBy(bearerEnv, env, 'the token')}`, '--bearer-env'])
  return headers.length === 0 ? null : headers.map(([name, value]) => `${name}: ${value}`).join('\n')
}

function twice(name: string, option: string, other: string): string {
  return option === other
    ? `${name} is given twice: leave one ${option} out.`
    : `${name} is given twice: use ${option} or ${other} for it, not both.`
}

/** One option is one header: a line break in it would make two. */
function readLine(line: string): Header {
  const at = line.indexOf(':')
  if (at > 0) {
    const [name, value] = [line.slice(0, at).trim(), line.slice(at + 1).trim()]
    const problem = headerProblem(name, value)
    if (problem !== null) throw bad(problem)
    return [name, value, '--header']
  }
  const parsed = parseHeaderLines(line)
  throw bad(parsed.ok ? 'A header cannot be empty: write it as Name: value.' : parsed.problem)
}

/** `x-api-key=VARIABLE`. What follows the sign is not quoted: it may be the secret itself. */
function readPair(pair: string, env: NodeJS.ProcessEnv): Header {
  const [, name = '', variable = ''] = /^([^=:\s]+)=([A-Za-z_]\w*)$/.exec(pair.trim()) ?? []
  if (name === '')
    throw bad('--header-env names a header and an environment variable: write it as Name=VARIABLE.')
  const problem = headerProblem(name, '')
  if (problem !== null) throw bad(problem)
  return [name, heldBy(variable, env, 'the value'), '--header-env']
}

/** `what` is what the variable is to hold, for the sentences. */
function heldBy(variable: string, env: NodeJS.ProcessEnv, what: string): string {
  const value = env[variable]?.trim() ?? ''
  if (value === '') throw bad(`The environment variable ${variable} is not set: put ${what} into it first.`)
  if (headerProblem('X', value) !== null) {
    throw bad(
      `The environment variable ${variable} holds a character that no header may carry: put ${what} alone into it.`,
    )
  }
  return value
}

function bad(sentence: string): RunlightError {
  return new RunlightError('bad-input', sentence)
}
