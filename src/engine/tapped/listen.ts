// Where taps listen: an address with its port, and who can reach it.

import { RunlightError } from '../../core/basics/errors.ts'
import { isOwnAlone, type ListenAddress, readListenAddress } from '../../core/basics/listen-address.ts'
import { tapReach } from '../../core/basics/tap-reach.ts'

export type ListenAt = ListenAddress

/** `127.0.0.1:4319`, `[::1]:4319`, `localhost:4319`. Throws `bad-input` for what is no address. */
export function parseListen(text: string): ListenAt {
  const address = readListenAddress(text)
  if (address !== null) return address
  const problem = 'Give an address of this computer and a port, such as 127.0.0.1:4319.'
  throw new RunlightError('bad-input', problem, { problems: { listen: problem } })
}

/** Who can reach what, in a sentence, where other computers can; null where none can. */
export function reachWarning(listen: ListenAt, targets: readonly { readonly to: string }[]): string | null {
  if (targets.length === 0 || isOwnAlone(listen.host)) return null
  return tapReach(
    listen,
    targets.map(({ to }) => to),
  )
}
