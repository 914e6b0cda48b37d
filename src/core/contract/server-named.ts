// A server as a person names it at the command line.

import { RunlightError } from '../basics/errors.ts'

/**
 * The one of `servers` with this name, in upper or lower case. Throws `bad-input` with the names there are; where there are none, with
 * `option`, by which a URL is given in place of a server, such as `--to`.
 */
export function serverNamed<S extends { readonly name: string }>(
  servers: readonly S[],
  name: string,
  option: string,
): S {
  const found = servers.find((server) => server.name.toLowerCase() === name.trim().toLowerCase())
  if (found !== undefined) return found
  const known = servers.map((server) => server.name).join(', ')
  throw new RunlightError(
    'bad-input',
    known === ''
      ? `No server is set up here yet: give ${option} URL instead.`
      : `There is no server “${name.slice(0, 60)}”. Known: ${known}.`,
  )
}
