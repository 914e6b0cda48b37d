// UUIDs in their text form (RFC 9562, 4).

/** Whether all of `text` is one, of any version, in either case. */
export function isUuid(text: string): boolean {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)
}
