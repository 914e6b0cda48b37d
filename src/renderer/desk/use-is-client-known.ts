// Whether what is said of a tapped run's client is known to be so.

import { isClientThere } from '../../core/run/client-words.ts'
import type { ClientSide } from '../../core/run/tapped.ts'
import { useIsKnown, useNow } from './desk-context.ts'

/**
 * As `useIsKnown` has it of a server's connection. `past`: the run is shown as it was; earlier states of its client are not
 * kept.
 */
export function useIsClientKnown(client: ClientSide, past: boolean): boolean {
  const answered = useIsKnown(isClientThere(client) ? 'live' : 'closed')
  const now = useNow()
  return answered && !(past && client.since > now)
}
