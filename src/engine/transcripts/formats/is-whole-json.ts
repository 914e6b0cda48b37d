// Whether one line of data is a whole message of its own, as those of model APIs are.

/** An object of JSON on one line, or the word that ends such lines. */
export function isWholeJson(line: string): boolean {
  if (line === '[DONE]') return true
  if (!line.startsWith('{') || !line.endsWith('}')) return false
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}
