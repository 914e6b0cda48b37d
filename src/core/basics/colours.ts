// The colours of a terminal in a text (ECMA-48, SGR and its kin): a log that was written for one carries them along.

/** What selects a colour or another look, as the source of an expression. */
export const colourSource = String.raw`\u001b\[[\d;]{0,40}[A-Za-z]`

const sequence = new RegExp(colourSource, 'g')

/** `text` without them. */
export function withoutColours(text: string): string {
  return text.includes('\u001b') ? text.replace(sequence, '') : text
}
