// The meanings and the rules in plain words, and the parts of a rule that a person can change. Pure.

import type { Saying, Value } from '../../../core/kind-file/sayings.ts'
import { fieldName } from './fields.ts'
import type { EventMeaning, Meaning, Pointed, Rule } from './rules.ts'

/** The meanings as a menu offers them, in groups. */
export const meaningGroups: readonly {
  readonly title: string
  readonly meanings: readonly { readonly meaning: Meaning; readonly words: string }[]
}[] = [
  {
    title: 'How far it is',
    meanings: [
      { meaning: 'percent', words: 'This is the percent' },
      { meaning: 'share', words: 'This is the share of 1' },
      { meaning: 'done', words: 'This many are done' },
      { meaning: 'total', words: 'This is the total' },
      { meaning: 'step', words: 'This names the step' },
      { meaning: 'state', words: 'This is the job’s state' },
    ],
  },
  {
    title: 'What it says',
    meanings: [
      { meaning: 'line', words: 'This is a log line' },
      { meaning: 'level', words: 'This is the line’s level' },
      { meaning: 'text', words: 'This is text being written' },
      { meaning: 'reasoning', words: 'This is reasoning' },
      { meaning: 'fact', words: 'This is a fact' },
    ],
  },
  {
    title: 'What it makes',
    meanings: [
      { meaning: 'item', words: 'This names something made' },
      { meaning: 'item-title', words: 'This is its title' },
      { meaning: 'item-state', words: 'This is its state' },
    ],
  },
  { title: 'Why it failed', meanings: [{ meaning: 'reason', words: 'This is the reason' }] },
]

export const eventMeanings: readonly { readonly meaning: EventMeaning; readonly words: string }[] = [
  { meaning: 'ends-well', words: 'ends the job well' },
  { meaning: 'ends-badly', words: 'ends the job badly' },
  { meaning: 'ping', words: 'is a sign of life' },
]

/** A part of a rule that is a value: what it is called, and the value as a person may write it. */
export type Slot = { readonly name: string; readonly label: string; readonly text: string }

const slotsOf: Partial<
  Readonly<Record<Saying['type'], readonly (readonly [name: string, label: string])[]>>
> = {
  progress: [
    ['percent', 'Percent'],
    ['done', 'Done'],
    ['total', 'Total'],
  ],
  stage: [['label', 'Step']],
  status: [['state', 'State']],
  log: [
    ['message', 'Line'],
    ['level', 'Level'],
  ],
  text: [['text', 'Text']],
  item: [
    ['id', 'Named by'],
    ['title', 'Title'],
    ['state', 'State'],
  ],
  fact: [
    ['name', 'Name'],
    ['value', 'Value'],
  ],
  outcome: [['reason', 'Reason']],
}

/** The parts of `says` that can be changed, the empty ones too; a good end has none. */
export function slots(says: Saying): readonly Slot[] {
  if (says.type === 'outcome' && says.state !== 'failed') return []
  return (slotsOf[says.type] ?? []).map(([name, label]) => ({ name, label, text: textOf(at(says, name)) }))
}

/** `says` with `text` for a part; an empty text takes the part away. */
export function withSlot(says: Saying, name: string, text: string): Saying {
  const { [name as 'type']: before, ...rest } = says
  const old: unknown = before
  const next = text.trim()
  const value = isTaken(old) ? { ...old, from: next } : isLiteral(old) ? { text: next } : next
  // The parts are those of the saying's own type: no guard can follow a name.
  return (next === '' ? rest : { ...rest, [name]: value }) as Saying
}

/** What each word of a state means; null for what is no state. */
export function stateWords(says: Saying): Readonly<Record<string, string>> | null {
  const { state } = says.type === 'status' ? says : { state: null }
  return isTaken(state) ? (state.words ?? {}) : null
}

export function withStateWord(says: Saying, word: string, meaning: string): Saying {
  if (says.type !== 'status' || !isTaken(says.state)) return says
  return { ...says, state: { ...says.state, words: { ...says.state.words, [word]: meaning } } }
}

type Taken = Extract<Value, { readonly from: string }>

function isTaken(value: unknown): value is Taken {
  return typeof value === 'object' && value !== null && 'from' in value
}

function isLiteral(value: unknown): value is { readonly text: string } {
  return typeof value === 'object' && value !== null && 'text' in value
}

function at(says: Saying, name: string): Value | undefined {
  return Object.hasOwn(says, name) ? (says as unknown as Record<string, Value>)[name] : undefined
}

function textOf(value: Value | undefined): string {
  if (isTaken(value)) return value.from
  if (isLiteral(value)) return value.text
  return value === undefined || value === null ? '' : String(value)
}

/** What a rule says, in one sentence without its condition: `status is the job’s state`. */
export function ruleWords({ says, each }: Pick<Rule, 'says' | 'each'>): string {
  const named = (name: string) => pathWords(textOf(at(says, name)), each)
  const has = (name: string) => at(says, name) !== undefined
  switch (says.type) {
    case 'progress': {
      const share = isTaken(says.percent) && says.percent.times === 100 ? 'the share of 1' : 'the percent'
      return sentence([
        has('percent') ? `${named('percent')} is ${share}` : '',
        has('done') ? `${named('done')} are done` : '',
        has('total') ? `${named('total')} is the total` : '',
      ])
    }
    case 'stage':
      return `${named('label')} names the step`
    case 'status':
      return `${named('state')} is the job’s state`
    case 'log':
      return `${named('message')} is a log line${has('level') ? `, ${named('level')} its level` : ''}`
    case 'text':
      return `${named('text')} is ${says.channel === 'reasoning' ? 'reasoning' : 'text being written'}`
    case 'item':
      return sentence([
        `${named('id')} names something made`,
        has('title') ? `${named('title')} is its title` : '',
        has('state') ? `${named('state')} its state` : '',
      ])
    case 'fact':
      return `${named('value')} is a fact: ${textOf(says.name)}`
    case 'outcome':
      if (says.state !== 'failed') return 'Ends the job well'
      return has('reason') ? `Ends the job badly, because of ${named('reason')}` : 'Ends the job badly'
    case 'ping':
      return 'Is a sign of life'
    default:
      return says.type
  }
}

/** A path as the list of fields names it; a template or a text as it is written. */
function pathWords(text: string, each: string | null): string {
  return /^(data|item)(\.\S+)?$/.test(text)
    ? fieldName({ path: text, each: text.startsWith('item') ? each : null })
    : `“${text}”`
}

function sentence(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ')
}

/** What was said of a value by now, in single words: `percent`, `title`. */
export function saidAt(rules: readonly Rule[], { when, each, path }: Pointed): readonly string[] {
  return rules
    .filter((rule) => rule.each === each && (rule.when === when || rule.when.startsWith(`${when} `)))
    .flatMap(({ says }) =>
      slots(says)
        .filter(({ text }) => text === path)
        .map(({ name, label }) => (name === 'value' || name === 'id' ? says.type : label.toLowerCase())),
    )
}
