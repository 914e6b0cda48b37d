// Quotes a word for a POSIX shell, for commands that a person copies. Runlight itself never runs anything through a
// shell.

/** `word`, in single quotes where a shell would do anything with it (POSIX, 2.2.2). */
export function shellQuote(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word
  return `'${word.replaceAll("'", `'\\''`)}'`
}
