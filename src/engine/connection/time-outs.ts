// The time-outs and limits that undici is given, in one place with the messages that name them.

import { formatDuration } from '../../core/basics/quantities.ts'

export const connectTimeoutMs = 10_000
/** For a proxy's own response. The head of a server's response is timed by the attempt. */
export const proxyHeadTimeoutMs = 30_000
export const maxHeaderBytes = 16_384

export const connectTimeoutMessage = `The server did not accept the connection within ${formatDuration(connectTimeoutMs)}`
export const proxyTimeoutMessage = `The proxy did not answer within ${formatDuration(proxyHeadTimeoutMs)}`
export const headersTooLargeMessage = `The server’s headers are too large (over ${maxHeaderBytes / 1_024} KiB)`
