// Redaction for exports: removes recognised credentials, matches of the user's own patterns and stored credentials by
// value, and counts each. A secret that is split over two events cannot be found.

import { toBase64 } from '../../basics/base64.ts'
import { isJson } from '../../basics/json.ts'
import { replaceInJson } from '../../secrets/json-tokens.ts'
import {
  isCredential,
  isSecretHeader,
  isSecretNumber,
  looksLikeCredential,
} from '../../secrets/secret-names.ts'
import { applyTextRules, type RuleName, redactedMark, ruleNames } from '../../secrets/text-rules.ts'
import type { Redacted } from '../format.ts'
import { mayHoldSecret } from './prefilter.ts'

export type Redactor = {
  readonly on: boolean
  /** The rules at work, in words. */
  readonly rules: readonly string[]
  /** Any text; JSON stays JSON. */
  readonly text: (text: string) => string
  /**
   * Whether `text` may change anything in texts that stand in `joined`, with a line break between them; where it says no, each is
   * left as it is.
   */
  readonly mayChange: (joined: string) => boolean
  /** The value of a named field, parameter or header. */
  readonly named: (name: string, value: string) => string
  /** What stands in place of a text that goes wholly, by that rule. */
  readonly mask: (rule: RuleName) => string
  readonly headers: (headers: readonly (readonly [string, string])[]) => [string, string][]
  /** Every text in a record, by the names of its fields. */
  readonly record: <T>(value: T) => T
  readonly counts: () => Redacted[]
  /** All of them together. */
  readonly total: () => number
}

export type RedactorOptions = {
  readonly patterns: readonly RegExp[]
  /** Values of stored credentials. */
  readonly secrets: readonly string[]
  /** Called with a pattern's index before it is tried, and with -1 after it: a watcher can tell which one hangs. */
  readonly onPattern?: (index: number) => void
}

/** Shorter values are everyday words. */
const leastSecret = 4
/** How deep JSON inside JSON strings is followed. */
const deepest = 4
/** Cache of keys without anything to redact: keys come again in every event. */
const longestKey = 100
const keptKeys = 1_000

/** A redactor that changes nothing, because the person asked for that. */
export const noRedaction: Redactor = {
  on: false,
  rules: [],
  text: (text) => text,
  mayChange: () => false,
  named: (_name, value) => value,
  mask: () => redactedMark,
  headers: (headers) => headers.map(([name, value]) => [name, value]),
  record: (value) => value,
  counts: () => [],
  total: () => 0,
}

export function createRedactor({ patterns, secrets, onPattern }: RedactorOptions): Redactor {
  const values = secretForms(secrets)
  const counts = new Map<string, number>()
  const own = patterns.map((_, i) => `your own pattern ${i + 1}`)
  let total = 0
  const add = (what: string) => {
    total++
    counts.set(what, (counts.get(what) ?? 0) + 1)
  }
  const count = (rule: RuleName) => add(ruleNames[rule])

  const byValue = (text: string): string => {
    let left = text
    for (const value of values) {
      if (!left.includes(value)) continue
      const pieces = left.split(value)
      for (let i = 1; i < pieces.length; i++) count('stored')
      left = pieces.join(redactedMark)
    }
    return left
  }
  const byPattern = (text: string): string => {
    let left = text
    for (const [i, pattern] of patterns.entries()) {
      onPattern?.(i)
      left = left.replace(pattern, (all) => {
        if (all === '') return ''
        add(own[i] ?? '')
        return redactedMark
      })
    }
    if (patterns.length > 0) onPattern?.(-1)
    return left
  }
  const matchesOwn = (text: string): boolean => {
    for (const [i, pattern] of patterns.entries()) {
      onPattern?.(i)
      pattern.lastIndex = 0
      if (pattern.test(text)) return true
    }
    if (patterns.length > 0) onPattern?.(-1)
    return false
  }

  const plain = (text: string): string => {
    const left = byPattern(byValue(text))
    return mayHoldSecret(left) ? applyTextRules(left, count) : left
  }
  const soundKeys = new Set<string>()
  const key = (given: string): string => {
    if (soundKeys.has(given)) return given
    const shown = plain(given)
    if (shown === given && given.length <= longestKey && soundKeys.size < keptKeys) soundKeys.add(given)
    return shown
  }

  const any = (text: string, depth: number): string => {
    if (depth >= deepest || !isJsonText(text)) return plain(text)
    const left = replaceInJson(text, {
      key,
      string: (value, key, within) => (isSecret(key, value, within) ? masked() : any(value, depth + 1)),
      number: (value, key) => {
        if (key !== null && isSecretNumber(key)) return masked()
        const shown = byPattern(byValue(value))
        return shown === value ? null : shown
      },
    })
    // A pattern of the person's own may reach over the signs between the texts; then nothing of it can stay.
    return matchesOwn(left) ? wholly(left) : left
  }
  const masked = (): string => {
    count('field')
    return redactedMark
  }
  const wholly = (json: string): string => {
    const left = byPattern(json)
    return isJsonText(left) ? left : JSON.stringify(redactedMark)
  }

  /** What a rule or a stored value finds stands in the text, or escapes hide it from a look at the text as it stands. */
  const mayHold = (given: string): boolean =>
    given.includes('\\u') ||
    given.includes('\\/') ||
    mayHoldSecret(given) ||
    values.some((value) => given.includes(value))
  const text = (given: string): string => {
    if (!mayHold(given)) {
      if (patterns.length === 0 || (!given.includes('\\') && !matchesOwn(given))) return given
    }
    return any(given, 0)
  }
  const named = (name: string, value: string): string => {
    if (value === '' || value === redactedMark) return value
    if (isSecretHeader(name) || isSecret(name, value, false)) return masked()
    return text(value)
  }
  const headers: Redactor['headers'] = (list) =>
    list.map(([name, value]) => {
      if (!isSecretHeader(name) || value === redactedMark || value === '') return [name, text(value)]
      count('header')
      return [name, redactedMark]
    })
  const walk = (value: unknown, key: string | null): unknown => {
    if (typeof value === 'string') return isSecret(key, value, false) ? masked() : text(value)
    if (Array.isArray(value)) return value.map((one) => walk(one, key))
    if (typeof value !== 'object' || value === null) return value
    const pair = 'name' in value && 'value' in value && typeof value.name === 'string' ? value.name : null
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, walk(one, name === 'value' ? (pair ?? name) : name)]),
    )
  }

  return {
    on: true,
    rules: [
      ...Object.values(ruleNames).filter((name) => name !== ruleNames.stored || values.length > 0),
      ...own,
    ],
    text,
    // A pattern of the person's own may ask for the beginning or the end of a text.
    mayChange: (joined) => patterns.length > 0 || mayHold(joined),
    named,
    mask: (rule) => {
      count(rule)
      return redactedMark
    },
    headers,
    // The same shape with other texts in it.
    record: <T>(value: T): T => walk(value, null) as T,
    counts: () => [...counts].map(([what, n]) => ({ what, count: n })),
    total: () => total,
  }
}

function isSecret(key: string | null, value: string, within: boolean): boolean {
  if (value === redactedMark || value === '') return false
  return (key !== null && isCredential(key, value)) || (within && looksLikeCredential(value))
}

/** Each value as it is, percent-encoded, and in base64; one that holds another goes first. */
function secretForms(secrets: readonly string[]): readonly string[] {
  const forms = secrets
    .filter((secret) => secret.length >= leastSecret)
    .flatMap((secret) => [secret, encode(secret), toBase64(secret)])
  return [...new Set(forms)].toSorted((a, b) => b.length - a.length)
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

/** An object, an array or a string: what else is JSON has no parts of its own. */
function isJsonText(text: string): boolean {
  return /^\s*[[{"]/.test(text) && isJson(text)
}
