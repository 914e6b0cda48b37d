// Where taps listen: an address with its port, and who can reach it.

import { isIP } from 'node:net'
import { RunlightError } from '../../core/basics/errors.ts'
import { isLoopback } from '../connection/addresses.ts'

export type ListenAt = { readonly host: string; readonly port: number }

/** `127.0.0.1:4319`, `[::1]:4319`, `localhost:4319`. Throws `bad-input` for what is no address. */
export function parseListen(text: string): ListenAt {
  const [, bracketed, plain, digits = ''] = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text.trim()) ?? []
  const host = bracketed ?? plain
  const port = Number(digits)
  const isGood =
    host !== undefined &&
    port <= 65_535 &&
    (bracketed === undefined ? isIP(host) === 4 || /^[\w.-]{1,253}$/.test(host) : isIP(host) === 6)
  if (isGood) return { host, port }
  throw new RunlightError(
    'bad-input',
    'Give an address of this computer and a port, such as 127.0.0.1:4319.',
    {
      problems: { listen: 'Give an address of this computer and a port, such as 127.0.0.1:4319.' },
    },
  )
}

/** Who can reach what, in a sentence, where other computers can; null where none can. */
export function reachWarning(listen: ListenAt, targets: readonly { readonly to: string }[]): string | null {
  const at = `http://${isIP(listen.host) === 6 ? `[${listen.host}]` : listen.host}:${listen.port}`
  if (isLoopback(at) || targets.length === 0) return null
  const servers = targets.map(({ to }) => to).join(', ')
  return `Whoever can reach this computer at ${at} can ask ${servers} by way of it, and what they send and receive is recorded here.`
}
