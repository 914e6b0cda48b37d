// How event data is kept byte for byte. SQLite stores any text whole, NUL included, but turns lone surrogates into
// U+FFFD; a text that has them is stored as its UTF-16 code units instead, and comes back as it went in.

export type StoredText = string | Uint8Array

/** `text` as SQLite keeps it without loss. */
export function packText(text: string): StoredText {
  return text.isWellFormed() ? text : Buffer.from(text, 'utf16le')
}

/** The text that `packText` was given. */
export function unpackText(stored: StoredText): string {
  return typeof stored === 'string' ? stored : Buffer.from(stored).toString('utf16le')
}
