// The address of the shared log that a command is about: as it was given, or from the variable that all of them read.

import { RunlightError } from '../../core/basics/errors.ts'
import type { CliHost } from './host.ts'

/** `how`: the words by which this command is given it. Throws `bad-input` where it is neither given nor in `RUNLIGHT_LOG`. */
export function logAddress({ env }: CliHost, given: string | undefined, how: string): string {
  const url = given ?? env.RUNLIGHT_LOG ?? ''
  if (/^postgres(ql)?:\/\//.test(url)) return url
  throw new RunlightError(
    'bad-input',
    `Say which shared log: ${how} postgres://…, or the variable RUNLIGHT_LOG, which other users cannot see.`,
  )
}
