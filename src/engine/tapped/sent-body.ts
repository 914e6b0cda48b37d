// The body of a request that was seen on its way, as far as a run can have it: a text, whole, or without what makes it long. To
// look at a body takes the engine's thread about 0.1 ms for each kB, in which no event is stored.

import { formatBytes, formatCount } from '../../core/basics/quantities.ts'
import { takesBody } from '../../core/kind/methods.ts'
import { keptBody, type TapRequest } from '../base/tap-port.ts'
import { urlEncoded } from './multipart.ts'

export type SentBody = {
  /** Null where there is none, and where it cannot be had. What was left out of it is said in its place. */
  readonly text: string | null
  /** The same as pairs of a form, where it is a form of the other kind (RFC 7578). */
  readonly pairs: string | null
  /** `text` says nothing less than the request did. */
  readonly whole: boolean
  /** `text` tells what is asked for, whole or not. */
  readonly telling: boolean
  /** Bytes that are known of it. */
  readonly bytes: number
}

/** Longer bodies are shortened before anybody looks at them, in bytes. */
const longestBody = 2 ** 18
/** Of a text within a body that is shortened, in UTF-16 code units: longer ones are left out whole, since half a secret is one that no rule finds. */
const longestText = 2_000

/** `body` is empty where the request has none, and null where not all of it is known. */
export function sentBody({ method, headers }: TapRequest, body: Uint8Array | null): SentBody {
  const headerOf = (name: string) => headers.find(([one]) => one.toLowerCase() === name)?.[1].trim() ?? ''
  const said = Number(headerOf('content-length') || Number.NaN)
  const bytes = body?.byteLength ?? 0
  const none: SentBody = { text: null, pairs: null, whole: false, telling: false, bytes }
  const nothing: SentBody = { ...none, whole: true, telling: true }
  // A GET that carries one is never sent so again: content in it has no meaning (RFC 9110, 9.3.1).
  if (!takesBody(method)) return bytes === 0 && !(said > 0) ? nothing : none
  const length = Math.max(bytes, said || 0)
  if (length >= keptBody) return { ...none, text: notKept(length) }
  if (body === null || (Number.isFinite(said) && said !== bytes)) return none
  if (bytes === 0) return nothing
  const type = headerOf('content-type')
  const charset = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(type)?.[1] ?? 'utf-8'
  if (!/^(identity)?$/i.test(headerOf('content-encoding')) || !/^(utf-?8|us-ascii)$/i.test(charset))
    return none
  const text = decode(body)
  if (text === null) return none
  if (bytes <= longestBody) return { text, pairs: urlEncoded(type, text), whole: true, telling: true, bytes }
  const short = shortened(text)
  return short === null ? { ...none, text: notKept(bytes) } : { ...none, text: short, telling: true }
}

/** What stands for a body that is not kept. */
export function notKept(bytes: number): string {
  return `Not kept: ${formatBytes(bytes)}`
}

/** JSON without its long texts, how long each was in its place; null where it is no JSON, or long without them. */
function shortened(text: string): string | null {
  try {
    const short = JSON.stringify(JSON.parse(text), (_name, value: unknown) =>
      typeof value === 'string' && value.length > longestText
        ? `Not kept: ${formatCount(value.length, 'character')}`
        : value,
    )
    return short.length > longestBody ? null : short
  } catch {
    return null
  }
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
