// A stranger's text as one line of the log: its line breaks become signs. Pure. Cutting at the first break was rejected:
// a row would then hide that there is more.

/** `text` with `⏎` for each line break and a space for each tab. */
export function oneLine(text: string): string {
  return /[\r\n\t]/.test(text) ? text.replace(/\r\n|\r|\n/g, ' ⏎ ').replaceAll('\t', ' ') : text
}
