// The rules that a person makes by pointing. One rule says one thing of the events that its search finds; pointing at a second
// part of the same thing (the total of a count, the title of an item) completes the rule that is there. Pure.

import type { Saying } from '../../../core/kind-file/sayings.ts'

/** A rule of the kind that is being made. `key` is its own for as long as it is there. */
export type Rule = {
  readonly key: number
  readonly when: string
  readonly each: string | null
  readonly says: Saying
}

/** What was pointed at: a value of events that `when` finds. */
export type Pointed = { readonly when: string; readonly each: string | null; readonly path: string }

/** What a value can be to a person. */
export type Meaning =
  | 'percent'
  | 'share'
  | 'done'
  | 'total'
  | 'step'
  | 'state'
  | 'line'
  | 'level'
  | 'text'
  | 'reasoning'
  | 'item'
  | 'item-title'
  | 'item-state'
  | 'fact'
  | 'reason'

/** What a whole event can be. */
export type EventMeaning = 'ends-well' | 'ends-badly' | 'ping'

/** The sort of saying that each meaning makes, or is a part of. */
const sayingOf: Readonly<Record<Meaning, Saying['type']>> = {
  percent: 'progress',
  share: 'progress',
  done: 'progress',
  total: 'progress',
  step: 'stage',
  state: 'status',
  line: 'log',
  level: 'log',
  text: 'text',
  reasoning: 'text',
  item: 'item',
  'item-title': 'item',
  'item-state': 'item',
  fact: 'fact',
  reason: 'outcome',
}

/** The meanings that complete a rule and make none. */
const parts: ReadonlySet<Meaning> = new Set(['level', 'item-title', 'item-state', 'reason'])

/** Whether `meaning` can be given to what was pointed at: a part needs the rule that it belongs to. */
export function canMean(rules: readonly Rule[], pointed: Pointed, meaning: Meaning): boolean {
  return !parts.has(meaning) || homeOf(rules, pointed, meaning) !== undefined
}

/** `rules` with what was pointed at. `words` are the values of a state that were seen, each of which means one. */
export function withMeaning(
  rules: readonly Rule[],
  pointed: Pointed,
  meaning: Meaning,
  words: readonly string[] = [],
): readonly Rule[] {
  const home = homeOf(rules, pointed, meaning)
  const says = said(home?.says, pointed.path, meaning, words)
  if (says === null) return rules
  if (home !== undefined) return rules.map((rule) => (rule === home ? { ...rule, says } : rule))
  return [...rules, { key: nextKey(rules), when: pointed.when, each: pointed.each, says }]
}

/** `rules` with what all events that `when` finds are. */
export function withEvent(rules: readonly Rule[], when: string, meaning: EventMeaning): readonly Rule[] {
  const says: Saying =
    meaning === 'ping'
      ? { type: 'ping' }
      : { type: 'outcome', state: meaning === 'ends-well' ? 'completed' : 'failed' }
  const known = rules.find((rule) => rule.when === when && rule.says.type === says.type)
  if (known !== undefined) return rules.map((rule) => (rule === known ? { ...rule, says } : rule))
  return [...rules, { key: nextKey(rules), when, each: null, says }]
}

export function withoutRule(rules: readonly Rule[], key: number): readonly Rule[] {
  return rules.filter((rule) => rule.key !== key)
}

export function withRule(rules: readonly Rule[], changed: Rule): readonly Rule[] {
  return rules.map((rule) => (rule.key === changed.key ? changed : rule))
}

/** The rule that what was pointed at becomes a part of. */
function homeOf(rules: readonly Rule[], { when, each, path }: Pointed, meaning: Meaning): Rule | undefined {
  const type = sayingOf[meaning]
  const alike = rules.filter((rule) => rule.says.type === type && rule.each === each)
  const same = alike.filter((rule) => rule.when === when)
  if (meaning === 'reason') {
    // A value is shown among all events of its name, and the end may be told by one of them.
    const failing = rules.filter((rule) => isFailure(rule.says))
    return failing.find((rule) => rule.when === when) ?? failing.find((rule) => rule.when.startsWith(when))
  }
  // These say one thing of an event; facts and lines may be several.
  if (type === 'fact') return same.find(({ says }) => says.type === 'fact' && says.value === path)
  if (meaning === 'line') return same.find(({ says }) => says.type === 'log' && says.message === path)
  if (meaning === 'text' || meaning === 'reasoning')
    return same.find(({ says }) => says.type === 'text' && says.text === path)
  return same.at(-1)
}

function isFailure(says: Saying): boolean {
  return says.type === 'outcome' && says.state === 'failed'
}

/** The saying with `path` as `meaning`; null where there is none of which it could be a part. */
function said(
  known: Saying | undefined,
  path: string,
  meaning: Meaning,
  words: readonly string[],
): Saying | null {
  switch (meaning) {
    case 'percent':
    case 'share': {
      const percent = meaning === 'percent' ? path : { from: path, times: 100 }
      return { ...(known?.type === 'progress' ? known : { type: 'progress' }), percent }
    }
    case 'done':
    case 'total':
      return { ...(known?.type === 'progress' ? known : { type: 'progress' }), [meaning]: path }
    case 'step':
      return { type: 'stage', label: path }
    case 'state':
      return { type: 'status', state: { from: path, words: meaningsOf(words) } }
    case 'line':
      return { type: 'log', message: path }
    case 'level':
      return known?.type === 'log' ? { ...known, level: path } : null
    case 'text':
      return { type: 'text', text: path }
    case 'reasoning':
      return { type: 'text', text: path, channel: 'reasoning' }
    case 'item':
      return { ...(known?.type === 'item' ? known : { type: 'item' }), id: path }
    case 'item-title':
      return known?.type === 'item' ? { ...known, title: path } : null
    case 'item-state':
      return known?.type === 'item' ? { ...known, state: path } : null
    case 'fact':
      return { type: 'fact', name: { text: lastStep(path) }, value: path }
    case 'reason':
      return known?.type === 'outcome' ? { ...known, reason: path } : null
  }
}

/** The states that a job can have by a service's word. */
export const jobWords = ['pending', 'processing', 'completed', 'failed'] as const

/** Each word stands for itself where it is one of Runlight's; what another means is for the person to say. */
function meaningsOf(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    words.map((word) => [word, jobWords.find((one) => one === word.toLowerCase()) ?? 'processing']),
  )
}

function lastStep(path: string): string {
  return path.split('.').at(-1) ?? path
}

function nextKey(rules: readonly Rule[]): number {
  return Math.max(0, ...rules.map(({ key }) => key)) + 1
}
