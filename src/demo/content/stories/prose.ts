// Turns text as it is written in a source file (wrapped lines) into text as it is read (whole paragraphs), and cuts it
// into the pieces that a language model would send.

/** Single line breaks become spaces, blank lines part paragraphs, the ends are trimmed. */
export function prose(text: string): string {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim().replace(/\s*\n\s*/g, ' '))
    .join('\n\n')
}

/**
 * Pieces of about a token: at most `length` code points of one word with the white space before them, so that no
 * character is ever parted. Joined they are `text` again; `text` must not end in white space.
 */
export function pieces(text: string, length = 6): readonly string[] {
  return text.match(new RegExp(`\\s*\\S{1,${length}}`, 'gu')) ?? []
}

export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length
}
