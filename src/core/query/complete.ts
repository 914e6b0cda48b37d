// Completion while a query is typed: filters, JSON fields and their values that fit what stands at the caret.

import type { FilterName, Place } from './ast.ts'
import { filterNames } from './ast.ts'
import { filters, isFilterName } from './filters.ts'
import { printValue } from './print.ts'

/** What the window knows of the log. */
export type Known = {
  readonly kinds: readonly { readonly id: string; readonly label: string }[]
  readonly servers: readonly string[]
  readonly events: readonly string[]
  readonly tags: readonly string[]
  readonly models: readonly string[]
  readonly tools: readonly string[]
  /** Addresses and user agents of tapped runs. */
  readonly clients: readonly string[]
  readonly fields: readonly { readonly path: string; readonly values: readonly string[] }[]
  readonly runs: readonly { readonly id: number; readonly title: string }[]
}

/** `insert` takes the place of the completion's stretch of text; `hint` says what it finds. */
export type Option = { readonly insert: string; readonly label: string; readonly hint: string }
export type Completion = Place & { readonly options: readonly Option[] }

const mostOptions = 12
const head = /^(-?)((?:data\.)?[\p{L}_][\p{L}\p{N}_$.-]*)(:|!=|<=|>=|<|>|=)(.*)$/su

/** The offers for the word at `caret`; `from` and `to` say what of the text an offer replaces. */
export function completeQuery(text: string, caret: number, known: Known): Completion {
  const from = wordStart(text, caret)
  const to = wordEnd(text, caret)
  const typed = text.slice(from, caret)
  const found = head.exec(typed)
  if (found === null) return { from, to, options: nameOptions(typed, known) }
  const [, , name = '', operator = '', value = ''] = found
  const last = value.slice(lastComma(value) + 1)
  const options = valueOptions(name, operator, last, known)
  return { from: caret - last.length, to, options }
}

/** The start of the word at `caret`; white space inside quotation marks parts no words. */
function wordStart(text: string, caret: number): number {
  let start = 0
  let quoted = false
  for (let i = 0; i < caret; i++) {
    const sign = text[i] ?? ''
    if (quoted && sign === '\\') i++
    else if (sign === '"') quoted = !quoted
    else if (!quoted && /\s/u.test(sign)) start = i + 1
  }
  return Math.min(start, caret)
}

function wordEnd(text: string, caret: number): number {
  const rest = /^[^\s,"]*/u.exec(text.slice(caret))
  return caret + (rest?.[0].length ?? 0)
}

/** The comma before the value being typed; -1 where it is the first. */
function lastComma(value: string): number {
  let at = -1
  let quoted = false
  for (let i = 0; i < value.length; i++) {
    if (quoted && value[i] === '\\') i++
    else if (value[i] === '"') quoted = !quoted
    else if (!quoted && value[i] === ',') at = i
  }
  return at
}

/** Nothing is offered for what looks like a phrase. */
function nameOptions(typed: string, { fields }: Known): readonly Option[] {
  const sign = typed.startsWith('-') ? '-' : ''
  const word = typed.slice(sign.length)
  if (/["\s]/u.test(word)) return []
  const lower = word.toLowerCase()
  const named = filterNames
    .filter((name) => name.startsWith(lower))
    .map((name) => {
      const shown = `${name}${filters[name].takes === 'amount' ? '>' : ':'}`
      return { insert: `${sign}${shown}`, label: shown, hint: filters[name].help }
    })
  const bare = word.replace(/^data\./, '').toLowerCase()
  const paths =
    word === ''
      ? []
      : fields
          .filter(({ path }) => path.toLowerCase().startsWith(bare))
          .map(({ path }) => {
            const shown = isFilterName(path) || word.startsWith('data.') ? `data.${path}` : path
            return { insert: `${sign}${shown}:`, label: `${shown}:`, hint: 'a field of events' }
          })
  return [...named, ...paths].slice(0, mostOptions)
}

function valueOptions(name: string, operator: string, typed: string, known: Known): readonly Option[] {
  const wanted = typed.replace(/^"/, '').replaceAll('\\', '').toLowerCase()
  const lower = name.toLowerCase()
  const all = isFilterName(lower) ? filterValues(lower, known) : fieldValues(name, operator, known)
  return all
    .filter(
      ({ value, hint }) =>
        value.toLowerCase().startsWith(wanted) || (wanted !== '' && hint.toLowerCase().includes(wanted)),
    )
    .slice(0, mostOptions)
    .map(({ value, hint }) => ({ insert: printValue({ text: value, prefix: false }), label: value, hint }))
}

type Candidate = { readonly value: string; readonly hint: string }

function filterValues(name: FilterName, known: Known): readonly Candidate[] {
  switch (name) {
    case 'kind':
      return known.kinds.map(({ id, label }) => ({ value: id, hint: label }))
    case 'server':
      return plain(known.servers)
    case 'event':
      return plain(known.events)
    case 'tag':
      return plain(known.tags)
    case 'model':
      return plain(known.models)
    case 'tool':
      return plain(known.tools)
    case 'client':
      return plain(known.clients)
    case 'run':
      return known.runs.map(({ id, title }) => ({ value: String(id), hint: title }))
    case 'after':
    case 'before':
      return times
    default:
      return plain(filters[name].values ?? [])
  }
}

const times: readonly Candidate[] = [
  { value: 'today', hint: 'since midnight' },
  { value: 'yesterday', hint: 'the day before' },
  { value: '1h', hint: 'one hour ago' },
  { value: '1d', hint: 'one day ago' },
  { value: '7d', hint: 'a week ago' },
]

function fieldValues(name: string, operator: string, { fields }: Known): readonly Candidate[] {
  if (operator !== ':' && operator !== '=' && operator !== '!=') return []
  const path = name.replace(/^data\./, '')
  return plain(fields.find((field) => field.path === path)?.values ?? [])
}

function plain(values: readonly string[]): readonly Candidate[] {
  return values.filter((value) => value !== '').map((value) => ({ value, hint: '' }))
}
