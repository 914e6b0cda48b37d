// The head of a request as it goes to the server. `Via` is added, since a gateway must (RFC 9110 section 7.6.3); the
// `X-Forwarded-` headers are the client's own affair: none is added and none removed.

import { type Sides, toServer } from './addresses.ts'
import { type Header, headersOf, membersOf, valuesOf } from './headers.ts'
import { withoutHop } from './hop-by-hop.ts'

/** How a request's body ends: there is none, it has a length that its header says, or its chunks say so. */
export type Framing = 'none' | 'length' | 'chunked'

const pseudonym = 'runlight'

export function framingOf(raw: readonly string[]): Framing {
  const headers = headersOf(raw)
  if (membersOf(headers, 'transfer-encoding').length > 0) return 'chunked'
  const [length] = valuesOf(headers, 'content-length')
  return length === undefined ? 'none' : 'length'
}

/** Whether a transfer coding was used that is not undone here, and so cannot be passed on (RFC 9112 section 6.1: 501). */
export function hasOtherCoding(raw: readonly string[]): boolean {
  return membersOf(headersOf(raw), 'transfer-encoding').some((coding) => coding !== 'chunked')
}

/** How many taps a request came through. */
export function tapsBefore(raw: readonly string[]): number {
  return membersOf(headersOf(raw), 'via').filter((member) => member.split(/\s+/)[1] === pseudonym).length
}

/** Without what is the connection's: `Connection` and `Transfer-Encoding` are added by what sends it. */
export function requestHead(raw: readonly string[], version: string, sides: Sides): Header[] {
  const headers = headersOf(raw)
  const kept = withoutHop(headers).map(([name, value]): Header => {
    switch (name.toLowerCase()) {
      case 'host':
        return [name, sides.serverHost]
      case 'origin':
      case 'referer':
        return [name, toServer(value, sides)]
      default:
        return [name, value]
    }
  })
  return [
    ...(valuesOf(kept, 'host').length === 0 ? [['Host', sides.serverHost] as const] : []),
    ...kept,
    ...(membersOf(headers, 'te').some(isTrailers) ? [['TE', 'trailers'] as const] : []),
    ['Via', `${version} ${pseudonym}`],
  ]
}

function isTrailers(coding: string): boolean {
  return coding.split(';')[0]?.trim() === 'trailers'
}
