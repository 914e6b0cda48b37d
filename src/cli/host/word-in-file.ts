// A word that a person keeps in a file, because everybody on a computer can read its command lines: a token, an address with
// its password.

import { readFileSync } from 'node:fs'
import { RunlightError } from '../../core/basics/errors.ts'

/** All of `file` but for the space around it. Throws `bad-input` with `problem` where it cannot be read. */
export function wordInFile(file: string, problem: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new RunlightError('bad-input', problem)
  }
}
