// Every text that leaves with telemetry goes through here: without the secrets that are known by value, without what looks like
// one, and without what the person's own patterns find, as in exports. A pattern may take for ever over a text; here it would
// hold up the engine, so that it runs under a limit, and after that no such text is sent at all.

import { createContext, Script } from 'node:vm'
import { clip } from '../../core/basics/clip.ts'
import { mask } from '../../core/secrets/redact.ts'
import { redactText } from '../../core/secrets/redact-text.ts'
import { readPatterns } from '../../core/transcript/redaction/own-patterns.ts'
import { createRedactor, type Redactor } from '../../core/transcript/redaction/redactor.ts'
import type { EngineInside } from '../../engine/index.ts'

export type Cleaner = {
  /** The same texts without secrets, each cut to what is sent of one. */
  readonly texts: (texts: readonly string[]) => readonly string[]
  readonly text: (text: string) => string
  /** The same of a name that comes again and again. */
  readonly name: (name: string) => string
}

/** How long the patterns may take over what comes at once, ms. */
const withinMs = 200
/** UTF-16 units of a text that are looked at, and sent. */
const longest = 4_000
const margin = 1_000
/** Names that are remembered; a secret that is learnt meanwhile is looked for again when they are forgotten. */
const mostNames = 1_000
const rememberMs = 60_000

/** `tooSlow` is told once, where the patterns took too long. */
export function createCleaner(
  { hide, patterns }: Pick<EngineInside, 'hide' | 'patterns'>,
  tooSlow: () => void,
): Cleaner {
  let sources: readonly string[] = []
  let redactor = createRedactor({ patterns: [], secrets: [] })
  let gaveUp = false

  const current = (): Redactor => {
    const next = patterns()
    if (next === sources) return redactor
    sources = next
    gaveUp = false
    const read = readPatterns(next)
    redactor = createRedactor({ patterns: read.ok ? read.patterns : [], secrets: [] })
    return redactor
  }
  const box: { work: () => void } = { work: () => {} }
  const context = createContext(box)
  const script = new Script('work()')

  /** A secret that the cut runs through is not recognised any more: it ends behind what is kept. */
  const shorten = (text: string): string => {
    const left = redactText(hide(text.slice(0, longest + margin)))
    return clip(text.length <= longest + margin ? left : `${left.slice(0, -margin)}…`, longest)
  }
  const texts = (given: readonly string[]): readonly string[] => {
    const own = current()
    const cleaned = given.map(shorten)
    if (sources.length === 0) return cleaned.map(own.text)
    if (gaveUp) return given.map(() => mask)
    let left: readonly string[] = []
    box.work = () => {
      left = cleaned.map(own.text)
    }
    try {
      script.runInContext(context, { timeout: withinMs })
      return left
    } catch {
      gaveUp = true
      tooSlow()
      return given.map(() => mask)
    }
  }
  const text = (given: string) => texts([given])[0] ?? mask

  const names = new Map<string, string>()
  let since = performance.now()
  const name = (given: string): string => {
    const known = names.get(given)
    if (known !== undefined && performance.now() - since < rememberMs) return known
    if (known !== undefined || names.size >= mostNames) {
      names.clear()
      since = performance.now()
    }
    const cleaned = text(given)
    names.set(given, cleaned)
    return cleaned
  }
  return { texts, text, name }
}
