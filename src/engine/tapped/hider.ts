// Takes secrets out of texts by the rules of exports, the person's own patterns among them. A pattern may be one that never
// comes to its end, and this runs beside the applications' own traffic: what takes too long is given up.

import { createContext, Script } from 'node:vm'
import { mask } from '../../core/secrets/redact.ts'
import { redactedMark } from '../../core/secrets/text-rules.ts'
import { patternProblem } from '../../core/transcript/redaction/own-patterns.ts'
import { createRedactor } from '../../core/transcript/redaction/redactor.ts'
import { raise } from '../base/raise.ts'

export type Hider = {
  /** Any text; JSON stays JSON. */
  readonly text: (text: string) => string
  /** The value of a parameter. */
  readonly named: (name: string, value: string) => string
}

/** Sources that are no patterns are passed over: settings refuse them where they are written. */
export function createHider(sources: readonly string[]): Hider {
  const patterns = sources.filter((one) => patternProblem(one) === null).map((one) => new RegExp(one, 'gu'))
  const { text, named } = createRedactor({ patterns, secrets: [] })
  const asMask = (shown: string) => shown.replaceAll(redactedMark, mask)
  return { text: (given) => asMask(text(given)), named: (name, given) => asMask(named(name, given)) }
}

const script = new Script('work()')
const place: { work: () => void } = { work: () => {} }
let context: ReturnType<typeof createContext> | null = null

/** What `work` gives; throws what it throws, or once it has taken `ms`, be it within a regular expression. */
export function withinTime<T>(ms: number, work: () => T): T {
  const got: { readonly result: T }[] = []
  context ??= createContext(place)
  place.work = () => {
    got.push({ result: work() })
  }
  try {
    script.runInContext(context, { timeout: ms })
  } finally {
    place.work = () => {}
  }
  return (got[0] ?? raise(new Error('The work gave nothing.'))).result
}
