// Percent-encoded text (URL standard, 1.3) as a stranger wrote it: what cannot be decoded is taken as it stands.

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
