// What the file system says about a file that is read, as a sentence for people.

import { RunlightError } from '../../../core/basics/errors.ts'

/** `thrown` as a RunlightError where it is known; otherwise unchanged. */
export function explainReading(thrown: unknown, path: string): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null
  switch (code) {
    case 'ENOENT':
      return new RunlightError('not-found', `There is no file ${path}: see whether its name is right.`)
    case 'EACCES':
    case 'EPERM':
      return new RunlightError('not-allowed', `Runlight may not read ${path}: allow it, or copy the file.`)
    case 'EISDIR':
      return new RunlightError('bad-input', `${path} is a folder: give a file in it.`)
    case 'EIO':
      return new RunlightError('disk-failed', `The disk failed while ${path} was read: copy it elsewhere.`)
    default:
      return thrown
  }
}
