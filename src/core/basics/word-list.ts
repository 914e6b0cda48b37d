// Several words in one sentence.

/** `a`, `a and b`, `a, b and c`; empty where there are none. */
export function wordList(words: readonly string[], joint: 'and' | 'or'): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`
}
