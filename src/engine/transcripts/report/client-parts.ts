// The client of a tapped run: the connection from Runlight to the application, beside the server's.

import { formatBytes, formatMs } from '../../../core/basics/quantities.ts'
import type { ClientSide } from '../../../core/run/tapped.ts'
import { day } from './times.ts'

type ClientState = ClientSide['state']

const words: Readonly<Record<ClientState, string>> = {
  open: 'takes what comes',
  slow: 'slow',
  done: 'has it all',
  gone: 'went away',
  cut: 'cut off with the server’s stream',
  unknown: 'not known',
}

export const clientTones: Readonly<Partial<Record<ClientState, string>>> = {
  open: 'ok',
  slow: 'warn',
  gone: 'warn',
  cut: 'warn',
}

export function clientWord({ state }: ClientSide): string {
  return words[state]
}

export function clientName({ address, agent }: ClientSide): string {
  return agent === null ? address : `${agent} at ${address}`
}

/** `story-tablet/2.1 at 10.0.0.7: went away at … after 1.2 MB, slow for 3 s`. */
export function clientLine(client: ClientSide): string {
  const { bytes, slowMs, since } = client
  const slow = slowMs === 0 ? '' : `, slow for ${formatMs(slowMs)}`
  return `${clientName(client)}: ${clientWord(client)} since ${day(since)}, handed ${formatBytes(bytes)}${slow}`
}
