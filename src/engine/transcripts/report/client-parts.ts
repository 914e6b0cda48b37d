// The client of a tapped run: the connection from Runlight to the application, beside the server's.

import { clientWhole } from '../../../core/run/client-name.ts'
import { formatClient } from '../../../core/run/client-words.ts'
import type { ClientSide } from '../../../core/run/tapped.ts'
import { day } from './times.ts'

export const clientTones: Readonly<Partial<Record<ClientSide['state'], string>>> = {
  open: 'ok',
  slow: 'warn',
  gone: 'warn',
  cut: 'warn',
}

/** `story-tablet/2.1 at 10.0.0.7: went away at … after 1.2 MB`. */
export function clientLine(client: ClientSide): string {
  return `${clientWhole(client)}: ${formatClient(client, day)}`
}
