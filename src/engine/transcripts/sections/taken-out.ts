// What redaction took out of events, so that it can be taken out of a text that was put together from them as well: where
// two pieces meet, nothing shows any more where the one ended, and the rules do not recognise what they did in each.

import { redactedMark } from '../../../core/secrets/text-rules.ts'

/** A shorter value is a word like any other. */
const least = 4
const most = 1_000

export function createTakenOut() {
  const values = new Set<string>()
  return {
    /** `shown` is what redaction left of `given`. */
    note: (given: string, shown: string): void => {
      if (shown === given) return
      for (const value of between(given, shown.split(redactedMark)))
        if (value.length >= least && values.size < most) values.add(value)
    },
    /** `text` without any of them; one that holds another goes first. */
    without: (text: string): string =>
      [...values]
        .toSorted((a, b) => b.length - a.length)
        .reduce((left, value) => left.replaceAll(value, redactedMark), text),
  }
}

/** What stands in `text` between the parts that were kept of it, in their order. */
function between(text: string, kept: readonly string[]): readonly string[] {
  const found: string[] = []
  let at = kept[0]?.length ?? 0
  for (const [i, part] of kept.slice(1).entries()) {
    const isLast = i === kept.length - 2
    const next = isLast ? text.length - part.length : text.indexOf(part, at + 1)
    if (next < at) break
    found.push(text.slice(at, next))
    at = next + part.length
  }
  return found
}
