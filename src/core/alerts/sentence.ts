// A rule as a sentence that reads itself: “When a Stories run is silent for more than 20 s, notify.” Pure.

import { assertNever } from '../basics/assert-never.ts'
import { formatDuration } from '../basics/quantities.ts'
import { wordList } from '../basics/word-list.ts'
import type { Condition } from './condition.ts'
import type { RuleDraft } from './rule.ts'

/** What the words need to know of the world: what a kind and a channel are called. */
export type RuleNames = { readonly kind: (id: string) => string; readonly channel: (id: string) => string }

type Said = Pick<RuleDraft, 'when' | 'scope' | 'holdMs' | 'tell'>

/** What `rule` says. */
export function ruleSentence(rule: Said, names: RuleNames): string {
  const hold = rule.holdMs > 0 ? ` and stays so for ${formatDuration(rule.holdMs)}` : ''
  return `When ${subject(rule, names)} ${predicate(rule.when)}${hold}, ${telling(rule, names)}.`
}

/** What a rule is called: its own name, or what it waits for. */
export function ruleName(rule: Said & Pick<RuleDraft, 'name'>, names: RuleNames): string {
  if (rule.name !== null) return rule.name
  const whole = `${subject(rule, names)} ${predicate(rule.when)}`
  return whole.charAt(0).toUpperCase() + whole.slice(1)
}

function subject({ when, scope }: Said, names: RuleNames): string {
  const article = when.type === 'none-started' ? 'no' : null
  const kinds = scope.kinds.map(names.kind)
  const what = `${kinds.length === 0 ? '' : `${either(kinds)} `}run`
  if (scope.run !== null) return `run ${scope.run}`
  const parts = [
    `${article ?? (/^[aeiou]/i.test(what) ? 'an' : 'a')} ${what}`,
    ...(scope.servers.length === 0 ? [] : [`on ${either(scope.servers)}`]),
    ...(scope.tags.length === 0 ? [] : [`tagged ${either(scope.tags)}`]),
    ...(scope.query === '' ? [] : [`that matches “${scope.query}”`]),
  ]
  return parts.join(' ')
}

/** What is so, after its subject: `is silent for more than 20 s`. */
export function predicate(condition: Condition): string {
  switch (condition.type) {
    case 'failed':
      return 'fails'
    case 'completed':
      return 'completes'
    case 'unknown':
      return 'ends without a verdict'
    case 'needs-me':
      return 'needs someone (refused, ended early, never reached)'
    case 'refused':
      return 'is refused'
    case 'ended-early':
      return 'ends early'
    case 'stalled':
      return condition.forMs === 0
        ? `is silent for ${times(condition.beats)} its usual beat`
        : `is silent for more than ${formatDuration(condition.forMs)}${condition.beats > 1 ? ` and ${times(condition.beats)} its usual beat` : ''}`
    case 'retrying':
      return `is without a connection for more than ${formatDuration(condition.forMs)}`
    case 'gap':
      return 'has a gap in which something may have been missed'
    case 'no-event':
      return `has no event for ${formatDuration(condition.forMs)}`
    case 'no-content':
      return `has no content within ${formatDuration(condition.forMs)} of its start`
    case 'no-progress':
      return `makes no progress for ${formatDuration(condition.forMs)}`
    case 'not-finished':
      return `is not finished within ${formatDuration(condition.forMs)}`
    case 'slow':
      return `takes longer than ${times(condition.times)} what nine of ten such runs take`
    case 'none-started':
      return `was started for ${formatDuration(condition.forMs)}`
    case 'event':
      return `has an event that matches “${condition.query}”`
    case 'check':
      return 'has a check that did not pass'
    case 'figure':
      return figure(condition)
    default:
      return assertNever(condition)
  }
}

function figure({ figure: name, is, value }: Extract<Condition, { type: 'figure' }>): string {
  const more = is === '>' ? 'more' : 'less'
  switch (name) {
    case 'first_content':
      return `takes ${more} than ${formatDuration(value)} to its first content`
    case 'events_per_second':
      return `brings ${more} than ${value} events each second`
    case 'tokens_per_second':
      return `writes ${more} than ${value} tokens each second`
  }
}

function telling({ tell }: Said, names: RuleNames): string {
  const ways = [
    ...(tell.desktop ? ['notify'] : []),
    ...tell.channels.map((id) => `tell ${names.channel(id)}`),
  ]
  return ways.length === 0 ? 'note it' : wordList(ways, 'and')
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}

function either(words: readonly string[]): string {
  return wordList(words, 'or')
}
