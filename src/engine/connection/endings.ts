// How an HTTP connection ended, as data with a message. Whether to retry is decided elsewhere (retry-policy.ts).

import { noFilesMessage } from '../base/open-files.ts'
import { refusedAddress } from './addresses.ts'
import { connectTimeoutMessage, headersTooLargeMessage, proxyTimeoutMessage } from './time-outs.ts'

/** `sent` says that the server may have begun to work on the request: the question law 4 turns on. */
export type Ending =
  /**
   * The server finished the answer in good order. `held`: no event was in it but a document, and whether that tells of an
   * `error`.
   */
  | { readonly type: 'finished'; readonly cause: string; readonly held?: 'error' | 'other' }
  /** The network failed: name, connection, or the socket in the middle of the answer. */
  | { readonly type: 'lost'; readonly cause: string; readonly sent: boolean; readonly lacks?: Lack }
  | {
      readonly type: 'status'
      readonly cause: string
      readonly status: number
      readonly retryAfterMs: number | null
      readonly lacks?: Lack
    }
  | { readonly type: 'not-a-stream'; readonly cause: string; readonly html: boolean }
  /** The certificate, the redirects, or the answer's form: nothing a retry would mend. */
  | { readonly type: 'unacceptable'; readonly cause: string; readonly lacks?: Lack }
  /** Nothing came for so long that the peer must be gone: no head of an answer, or none of its bytes. */
  | { readonly type: 'silent'; readonly cause: string }
  | { readonly type: 'too-large'; readonly cause: string }
  /** The application that asked through a tap went away, so that its request was given up. */
  | { readonly type: 'client-gone'; readonly cause: string }
  /** Bytes went by that could not be kept: what follows them is read anew. */
  | { readonly type: 'unrecorded'; readonly cause: string }
  /** We ended it ourselves. */
  | { readonly type: 'dropped'; readonly why: DropReason; readonly cause: string }

/** What a person must give before a connection can be made. */
export type Lack = 'credentials' | 'address'

/** What is said of a stream that the server finished in good order. */
export const serverEnded = 'The server ended the stream'

/** What is said of an error in place of a stream, before the server's own words. */
export const errorInstead = 'The server sent an error instead of events'

export type DropReason = 'terminal' | 'stop' | 'retry' | 'offline' | 'suspend' | 'close'

const dropCauses: Readonly<Record<DropReason, string>> = {
  terminal: 'The stream’s terminal event arrived',
  stop: 'Stopped by the operator',
  retry: 'Connecting anew, as asked',
  offline: 'This computer is offline',
  suspend: 'This computer is asleep',
  close: 'Runlight was closed',
}

/** Our own end of a connection. */
export function dropped(why: DropReason): Ending & { readonly type: 'dropped' } {
  return { type: 'dropped', why, cause: dropCauses[why] }
}

/** Errors of the connection before the request could be sent: nothing was asked of the server yet. */
const unsent: Readonly<Record<string, string>> = {
  ENOTFOUND: 'The server’s name is not known',
  EAI_AGAIN: 'The server’s name could not be looked up',
  ECONNREFUSED: 'The server refused the connection',
  EHOSTUNREACH: 'There is no route to the server',
  ENETUNREACH: 'There is no network',
  EADDRNOTAVAIL: 'This address cannot be reached',
  UND_ERR_CONNECT_TIMEOUT: connectTimeoutMessage,
  UND_ERR_PRX_CONN: 'The proxy did not answer',
  UND_ERR_HEADERS_TIMEOUT: proxyTimeoutMessage,
}

const sent: Readonly<Record<string, string>> = {
  ECONNRESET: 'The connection was reset',
  EPIPE: 'The connection was reset',
  ETIMEDOUT: 'The connection timed out',
  UND_ERR_SOCKET: 'The connection was lost',
  UND_ERR_HEADERS_OVERFLOW: headersTooLargeMessage,
  UND_ERR_ABORTED: 'The connection was lost',
  UND_ERR_ABORT: 'The connection was lost',
  UND_ERR_CLOSED: 'The connection was lost',
  UND_ERR_DESTROYED: 'The connection was lost',
  UND_ERR_BODY_TIMEOUT: 'The server sent nothing more',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH:
    'The answer’s Content-Length does not agree with what was sent: a stream needs none, and never beside Transfer-Encoding',
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH:
    'The request is not as long as its header Content-Length says: leave that header out',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'The answer is too large',
  UND_ERR_INFO: 'The server switched to another protocol instead of answering',
  UND_ERR_NOT_SUPPORTED: 'The request asks for something that Runlight’s connections do not do',
  UND_ERR_INVALID_ARG: 'The request has a header or an address that cannot be sent',
  UND_ERR_PRX_TLS: 'The secure connection through the proxy failed',
  Z_DATA_ERROR: 'The stream’s compression is broken',
  Z_BUF_ERROR: 'The stream’s compression is broken',
}

/** A failed connection or a broken answer as an ending. Certificates and broken HTTP are not retried into working. */
export function endingOf(thrown: unknown, answered: boolean): Ending {
  const { code, message } = deepest(thrown)
  if ((code === 'EMFILE' || code === 'ENFILE') && !answered)
    return { type: 'lost', cause: noFilesMessage(), sent: false }
  if (isTlsCode(code))
    return {
      type: 'unacceptable',
      cause: `The server’s certificate was not accepted: ${tlsReason(code, message)}`,
    }
  if (code === refusedAddress) return { type: 'unacceptable', cause: message }
  const before = unsent[code]
  if (before !== undefined && !answered)
    return { type: 'lost', cause: before, sent: false, ...(code === 'ENOTFOUND' ? { lacks: 'address' } : {}) }
  // Whatever undici calls a broken answer, its reader was there and is gone.
  if (answered) return { type: 'lost', cause: sent[code] ?? 'The connection was lost', sent: true }
  const words = sent[code]
  if (words === undefined && code.startsWith('HPE_')) {
    return { type: 'lost', cause: 'The server’s answer is no valid HTTP', sent: true }
  }
  const cause = words ?? `The connection failed: ${message}`
  return { type: 'lost', cause, sent: true }
}

/** undici wraps the socket's error; the innermost one with a code tells what happened. */
function deepest(thrown: unknown): { code: string; message: string } {
  let found = { code: '', message: thrown instanceof Error ? thrown.message : String(thrown) }
  let error = thrown
  for (let depth = 0; depth < 5 && error instanceof Error; depth++) {
    if ('code' in error && typeof error.code === 'string')
      found = { code: error.code, message: error.message }
    const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause
    error = inner
  }
  return found
}

function isTlsCode(code: string): boolean {
  return (
    code.startsWith('ERR_TLS_') ||
    code.startsWith('ERR_SSL_') ||
    code.startsWith('CERT_') ||
    code.includes('SELF_SIGNED') ||
    code.startsWith('UNABLE_TO_') ||
    code === 'DEPTH_ZERO_SELF_SIGNED_CERT' ||
    code === 'HOSTNAME_MISMATCH' ||
    code === 'EPROTO'
  )
}

function tlsReason(code: string, message: string): string {
  if (code === 'CERT_HAS_EXPIRED') return 'it has expired'
  if (code.includes('SELF_SIGNED')) return 'it is self-signed; add its authority to the server’s settings'
  if (code.startsWith('UNABLE_TO_')) return 'its authority is not known; add it to the server’s settings'
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' || code === 'HOSTNAME_MISMATCH')
    return 'it belongs to another name'
  return message.split('\n')[0]?.slice(0, 120) ?? code
}
