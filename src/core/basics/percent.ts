// Percent-decoding of untrusted text. `decodeURIComponent` throws at a % that escapes nothing, so it is called only here.

/** One character in UTF-8, each of its bytes escaped (RFC 3629, 3). */
const escapedCharacter =
  /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}/gi

/** `text` decoded; null where it cannot be decoded as a whole. */
export function strictPercentDecode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** Decodes what can be decoded and leaves all else as it stands, as clients and servers do (URL standard, 1.3). */
export function percentDecode(text: string): string {
  return (
    strictPercentDecode(text) ??
    text.replace(escapedCharacter, (character) => strictPercentDecode(character) ?? character)
  )
}

/** The same in a query or a form, where a plus is a space. */
export function formDecode(text: string): string {
  return percentDecode(text.replaceAll('+', ' '))
}
