// Shortens untrusted text to what can be shown or kept in a summary, and marks the cut. Never used on what the log
// stores, which is kept whole.

/** At most `limit` UTF-16 units of `text`, the last of them an ellipsis where something was cut; no character is halved. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** `text` on one line, without the white space around and within it, at most `limit` UTF-16 units: for titles. */
export function oneLine(text: string, limit: number): string {
  return clip(text.replace(/\s+/g, ' ').trim(), limit)
}
