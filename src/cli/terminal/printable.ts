// Text of strangers as a terminal may be given it. A stream's data can hold what moves the cursor, renames the window or
// turns the line around (ECMA-48, Unicode's bidirectional controls); all of it is shown as its code instead.

/** Joiners are kept: scripts and emoji are written with them, and no terminal acts on them. */
const unsafe = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** `text` on one line, with every character that a terminal might act on written as `\n` or `\u{1b}`. */
export function printable(text: string): string {
  return text.replace(unsafe, (character) => {
    if (character === '\n') return '\\n'
    if (character === '\r') return '\\r'
    if (character === '\t') return '\\t'
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
  })
}
