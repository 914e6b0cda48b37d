// Whether a request is meant for this computer: a name that an attacker points at 127.0.0.1 (DNS rebinding) would let their
// page read what is served here. The server of the window keeps the same rule, and more of them.

import type { IncomingMessage } from 'node:http'
import { type Answer, problem } from './answer.ts'

const names = ['127.0.0.1', 'localhost', '[::1]']

/** The answer to a request under another name; null where it may be answered. `port` null leaves the port open, for proxies. */
export function refuseOtherHost(request: IncomingMessage, port: number | null): Answer | null {
  const [host, ...others] = request.headersDistinct.host ?? []
  const isOwn =
    host !== undefined &&
    others.length === 0 &&
    names.some((name) =>
      port === null
        ? host.toLowerCase().replace(/:\d{1,5}$/, '') === name
        : // Port 80 is left out, as browsers do.
          host.toLowerCase() === new URL(`http://${name}:${port}`).host,
    )
  return isOwn
    ? null
    : problem(403, 'Only this computer’s own names are answered: ask by the address that was printed.')
}
