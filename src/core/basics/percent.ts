// Percent-decoding of untrusted text (URL standard, 1.3): what cannot be decoded is returned unchanged.

export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The same in a query or a form, where a plus is a space. */
export function formDecode(text: string): string {
  return percentDecode(text.replaceAll('+', ' '))
}
