// The head of an answer as it goes to the client: what leads back to the server leads to the gate instead. No `Via` is added,
// which a gateway may leave out of answers (RFC 9110 section 7.6.3).

import { type Sides, toGate } from './addresses.ts'
import { cookieToGate } from './cookies.ts'
import { type Header, valuesOf } from './headers.ts'
import { withoutHop } from './hop-by-hop.ts'

/** Answers without a body (RFC 9110, 15.3). */
const bodiless: ReadonlySet<number> = new Set([204, 205])

/** `chunked`: whether the answer goes on in chunks, without which no trailer may be announced. */
export function answerHead(headers: readonly Header[], sides: Sides, chunked: boolean): Header[] {
  return withoutHop(headers)
    .filter(([name]) => chunked || name.toLowerCase() !== 'trailer')
    .map(([name, value]): Header => {
      switch (name.toLowerCase()) {
        case 'location':
        case 'content-location':
          return [name, toGate(value, sides)]
        case 'refresh':
          return [name, refreshToGate(value, sides)]
        case 'set-cookie':
          return [name, cookieToGate(value, sides)]
        default:
          return [name, value]
      }
    })
}

/** Whether the answer to a request by `method` can be a stream by its head; `types` are in lower case. */
export function isStream(
  method: string,
  status: number,
  headers: readonly Header[],
  types: ReadonlySet<string>,
): boolean {
  if (method === 'HEAD' || status < 200 || status > 299 || bodiless.has(status)) return false
  const [type = ''] = valuesOf(headers, 'content-type')
  return types.has((type.split(';')[0] ?? '').trim().toLowerCase())
}

function refreshToGate(value: string, sides: Sides): string {
  return value.replace(
    /^(\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?)(["']?)(.*?)(\2\s*)$/i,
    (_whole, before: string, quote: string, address: string, after: string) =>
      `${before}${quote}${toGate(address, sides)}${after}`,
  )
}
