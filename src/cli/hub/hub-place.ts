// Where a hub is, and what opens it, as a person says both. A token never stands on a command line, whose words every user
// of the computer can read, except in the address that a hub of one person printed.

import { RunlightError } from '../../core/basics/errors.ts'
import { type HubAddress, hubHost, readHubAddress } from '../../core/team/hub-address.ts'
import type { HubPlace } from '../../server/remote/hub.ts'
import { wordInFile } from '../host/word-in-file.ts'

export type HubOptions = {
  /** The hub's address; where it is given, the command asks that hub in place of a data directory. */
  readonly hub?: string
  /** A file that holds a token alone. */
  readonly tokenFile?: string
}

/** The address of a hub, with `https` where no scheme is given. Throws `bad-input` for one that is none, or speaks in the clear. */
export function hubAddress(address: string): HubAddress {
  const read = readHubAddress(address)
  if ('problem' in read) throw new RunlightError('bad-input', read.problem)
  return read
}

/**
 * The hub of `address`, opened by the token in its fragment, in `tokenFile` or in the variable `RUNLIGHT_TOKEN`. Throws as
 * `hubAddress` does, and `needs-credentials` without a token.
 */
export function findHub(address: string, tokenFile: string | undefined, env: NodeJS.ProcessEnv): HubPlace {
  const { origin, token: given } = hubAddress(address)
  const token = given ?? fileToken(tokenFile) ?? env.RUNLIGHT_TOKEN?.trim()
  if (token === undefined || token === '')
    throw new RunlightError(
      'needs-credentials',
      `${hubHost(origin)} asks who you are: put a token into the variable RUNLIGHT_TOKEN, or into a file that --token-file names. An administrator of the hub makes one for you.`,
    )
  return { origin, token }
}

function fileToken(file: string | undefined): string | undefined {
  if (file === undefined) return undefined
  return wordInFile(file, `The token cannot be read from ${file}: see whether it is there.`)
}
