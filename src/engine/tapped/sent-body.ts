// The body of a request that was seen on its way, as far as a run can have it: a text, whole.

import { takesBody } from '../../core/kind/methods.ts'
import { keptBody, type TapRequest } from '../base/tap-port.ts'
import { urlEncoded } from './multipart.ts'

export type SentBody = {
  /** Null where there is none, and where it cannot be had. */
  readonly text: string | null
  /** The same as pairs of a form, where it is a form of the other kind (RFC 7578). */
  readonly pairs: string | null
  /** `text` says nothing less than the request did. */
  readonly whole: boolean
  /** Bytes that are known of it. */
  readonly bytes: number
}

/** `body` is empty where the request has none, and null where not all of it is known. */
export function sentBody({ method, headers }: TapRequest, body: Uint8Array | null): SentBody {
  const headerOf = (name: string) => headers.find(([one]) => one.toLowerCase() === name)?.[1].trim() ?? ''
  const said = Number(headerOf('content-length') || Number.NaN)
  const bytes = body?.byteLength ?? 0
  const none: SentBody = { text: null, pairs: null, whole: false, bytes }
  // A GET that carries one is never sent so again: content in it has no meaning (RFC 9110, 9.3.1).
  if (!takesBody(method)) return { ...none, whole: bytes === 0 && !(said > 0) }
  if (body === null || bytes >= keptBody || (Number.isFinite(said) && said !== bytes)) return none
  if (bytes === 0) return { ...none, whole: true }
  const type = headerOf('content-type')
  const charset = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(type)?.[1] ?? 'utf-8'
  if (!/^(identity)?$/i.test(headerOf('content-encoding')) || !/^(utf-?8|us-ascii)$/i.test(charset))
    return none
  const text = decode(body)
  return text === null ? none : { text, pairs: urlEncoded(type, text), whole: true, bytes }
}

/** Null where it is no text. */
function decode(body: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
    return /[^\P{Cc}\t\n\f\r]/u.test(text) ? null : text
  } catch {
    return null
  }
}
