// The further headers of a watch, from the command line and the environment. A token from the environment is put into its
// header here and shown nowhere: no sentence of this file quotes it.

import { RunlightError } from '../../core/basics/errors.ts'
import { headerProblem, parseHeaderLines } from '../../core/secrets/headers.ts'

/** Lines of `Name: value`, or null where there are none. Throws `bad-input` with what to do. */
export function runHeaders(
  given: readonly string[],
  bearerEnv: string | undefined,
  env: NodeJS.ProcessEnv,
): string | null {
  const lines = given.map(checkLine)
  if (bearerEnv !== undefined) {
    if (lines.some((line) => /^authorization:/i.test(line))) {
      throw bad('Authorization is given twice: use --bearer-env or --header for it, not both.')
    }
    lines.push(`Authorization: Bearer ${tokenOf(bearerEnv, env)}`)
  }
  return lines.length === 0 ? null : lines.join('\n')
}

/** One option is one header: a line break in it would make two. */
function checkLine(line: string): string {
  const at = line.indexOf(':')
  if (at > 0) {
    const [name, value] = [line.slice(0, at).trim(), line.slice(at + 1).trim()]
    const problem = headerProblem(name, value)
    if (problem !== null) throw bad(problem)
    return `${name}: ${value}`
  }
  const parsed = parseHeaderLines(line)
  throw bad(parsed.ok ? 'A header cannot be empty: write it as Name: value.' : parsed.problem)
}

function tokenOf(name: string, env: NodeJS.ProcessEnv): string {
  const token = env[name]?.trim() ?? ''
  if (token === '') throw bad(`The environment variable ${name} is not set: put the token into it first.`)
  if (headerProblem('Authorization', token) !== null) {
    throw bad(
      `The environment variable ${name} holds a character that no header may carry: put the token alone into it.`,
    )
  }
  return token
}

function bad(sentence: string): RunlightError {
  return new RunlightError('bad-input', sentence)
}
