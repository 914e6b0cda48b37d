// The user's own redaction patterns: regular expressions with the `u` flag, so that a typo is an error instead of
// another meaning. Their run time is watched where they run; it cannot be told from the pattern.

export type OwnPatterns =
  | { readonly ok: true; readonly patterns: readonly RegExp[] }
  | { readonly ok: false; readonly index: number; readonly problem: string }

/** The sources as expressions, or the first that is none. */
export function readPatterns(sources: readonly string[]): OwnPatterns {
  const patterns: RegExp[] = []
  for (const [index, source] of sources.entries()) {
    const problem = patternProblem(source)
    if (problem !== null) return { ok: false, index, problem }
    patterns.push(new RegExp(source, 'gu'))
  }
  return { ok: true, patterns }
}

/** What is wrong with one pattern, in one sentence; null where nothing is. */
export function patternProblem(source: string): string | null {
  if (source.trim() === '') return 'The pattern is empty: write what must not be shown, or remove it.'
  try {
    const pattern = new RegExp(source, 'u')
    return pattern.test('')
      ? 'The pattern also fits nothing at all: write it so that it needs at least one character.'
      : null
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message.replace(/^.*: /s, '') : 'it cannot be read'
    return `This is no regular expression (${reason}): put a backslash before signs that are meant as they are.`
  }
}
