// Untrusted text as one line: line breaks become visible characters. Pure. Cutting at the first break was rejected: a row
// would hide that there is more.

/** `text` with `⏎` for each line break and a space for each tab. */
export function oneLine(text: string): string {
  return /[\r\n\t]/.test(text) ? text.replace(/\r\n|\r|\n/g, ' ⏎ ').replaceAll('\t', ' ') : text
}
