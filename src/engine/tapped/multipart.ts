// A form that was sent in parts (RFC 7578), as the pairs that the other encoding of a form has: what a page's `FormData` sends
// and what its `URLSearchParams` sends mean the same to a service.

import { percentDecode } from '../../core/basics/percent.ts'

/** `body` as application/x-www-form-urlencoded; null where it is no such form, or one of its parts is a file. */
export function urlEncoded(contentType: string, body: string): string | null {
  const found = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(
    contentType,
  )
  const boundary = found?.[1] ?? found?.[2]
  if (boundary === undefined) return null
  const [, ...parts] = `\r\n${body}`.split(`\r\n--${boundary}`)
  const end = parts.pop()
  if (end?.startsWith('--') !== true) return null
  const pairs = new URLSearchParams()
  for (const part of parts) {
    const at = part.indexOf('\r\n\r\n')
    const head = part.slice(0, at)
    const name = /^content-disposition\s*:\s*form-data\s*;\s*name="([^"\r\n]*)"\s*$/im.exec(head)?.[1]
    if (at < 0 || name === undefined) return null
    pairs.append(unescaped(name), part.slice(at + 4))
  }
  return pairs.toString()
}

/** HTML standard, 4.10.21.8: these three signs are escaped in a name, and no other. */
function unescaped(name: string): string {
  return name.replace(/%0D|%0A|%22/gi, (all) => percentDecode(all))
}
