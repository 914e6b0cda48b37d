// One word of a command as a POSIX shell reads it back, for commands that a person copies. Nothing is ever run through a
// shell by Runlight itself.

/** `word`, in single quotes where a shell would do anything with it (POSIX, 2.2.2). */
export function shellQuote(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word
  return `'${word.replaceAll("'", `'\\''`)}'`
}
