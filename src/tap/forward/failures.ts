// Why a server could not be asked, as the answer that the client gets instead of the server's.

import { connectLimitMs } from './base/limits.ts'
import type { Refusal } from './judge.ts'
import { codeOf } from './servers/ask.ts'

const tooLate = new Set(['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'])
const unreachable = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'EACCES',
  'EPERM',
])
const nameless = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME'])
/** The client's own fault: the server's version of HTTP has no such request. */
const unsendable = new Set([
  'ERR_HTTP2_HEADER_SINGLE_VALUE',
  'ERR_HTTP2_INVALID_CONNECTION_HEADERS',
  'ERR_UNESCAPED_CHARACTERS',
])
const cutOff = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])

/** `host`: the server's, with its port. The code is in the message, since many clients show nothing else. */
export function refusalOf(error: Error, host: string): Refusal {
  const code = codesOf(error).find((one) => kindOf(one) !== 'broken') ?? codeOf(error)
  const kind = kindOf(code)
  const message = `${sentenceOf(kind, host)} (${code})`
  return { status: kind === 'late' ? 504 : kind === 'unsendable' ? 400 : 502, cause: code, message }
}

type Kind = 'late' | 'unreachable' | 'nameless' | 'proxy' | 'tls' | 'cut' | 'unsendable' | 'broken'

function kindOf(code: string): Kind {
  if (tooLate.has(code)) return 'late'
  if (unreachable.has(code)) return 'unreachable'
  if (nameless.has(code)) return 'nameless'
  if (cutOff.has(code)) return 'cut'
  if (unsendable.has(code)) return 'unsendable'
  if (code === 'ERR_PROXY_TUNNEL') return 'proxy'
  return /CERT|SIGNATURE|SELF_SIGNED|_TLS_|_SSL_|^EPROTO$/.test(code) ? 'tls' : 'broken'
}

function sentenceOf(kind: Kind, host: string): string {
  switch (kind) {
    case 'late':
      return `Runlight’s tap got no connection to ${host} within ${connectLimitMs / 1_000} seconds: see whether the server runs and can be reached from here.`
    case 'unreachable':
      return `Runlight’s tap cannot reach ${host}: see whether the server runs, and whether the address and port of the tap’s server are right.`
    case 'nameless':
      return `Runlight’s tap finds no computer of the name in ${host}: correct the address of the tap’s server, or look at the network.`
    case 'proxy':
      return `The proxy on the way to ${host} refused: look at the proxy’s address and password in the server’s settings in Runlight.`
    case 'tls':
      return `Runlight’s tap does not trust the connection to ${host}: if the server has a certificate authority of its own, add it to the server’s settings in Runlight.`
    case 'cut':
      return `${host} closed the connection to Runlight’s tap without an answer.`
    case 'unsendable':
      return `Runlight’s tap cannot pass the request on to ${host}: a header that may be there once is there twice, or its path is not valid.`
    case 'broken':
      return `${host} answered Runlight’s tap with what is no valid HTTP, or broke off.`
  }
}

/** Of the error and of what it was made of: several addresses of one name fail together. */
function codesOf(error: Error): string[] {
  const inner = error instanceof AggregateError ? error.errors : []
  return [error, ...inner].filter((one) => one instanceof Error).map(codeOf)
}
