// What concerns one connection alone and is not passed on: RFC 9110 section 7.6.1.

import { type Header, membersOf } from './headers.ts'

const ofTheHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
])

/** What `Connection` may not take away: without it a message would be another one. */
const ofTheMessage = new Set(['content-length', 'host'])

/** Without `Connection`, what it names, and the others of its kind. `Transfer-Encoding` is each side's own. */
export function withoutHop(headers: readonly Header[]): Header[] {
  const named = new Set(membersOf(headers, 'connection').filter((name) => !ofTheMessage.has(name)))
  return headers.filter(([name]) => {
    const lower = name.toLowerCase()
    return !ofTheHop.has(lower) && !named.has(lower)
  })
}

/** Trailers without what may only stand before a body: RFC 9110 section 6.5.1. */
export function withoutFraming(trailers: readonly Header[]): Header[] {
  return withoutHop(trailers).filter(([name]) => !ofTheMessage.has(name.toLowerCase()))
}
