// The proof that a request comes from a page of ours: made from the session's secret, so that whoever has the page has it and
// a page of elsewhere has not. Compared in constant time.

import { createHmac, timingSafeEqual } from 'node:crypto'

export function proofOf(session: string): string {
  return createHmac('sha256', session).update('runlight page').digest('base64url')
}

export function isProof(session: string, given: unknown): boolean {
  const wanted = Buffer.from(proofOf(session))
  const bytes = Buffer.from(typeof given === 'string' ? given : '')
  return bytes.length === wanted.length && timingSafeEqual(bytes, wanted)
}
