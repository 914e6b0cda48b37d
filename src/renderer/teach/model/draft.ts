// What a person has taught so far, and the kind file that it makes. Pure.

import { humaniseName } from '../../../core/basics/humanise.ts'
import { isJsonObject, parseJson } from '../../../core/basics/json.ts'
import type { KindFile, ParsedKindFile } from '../../../core/kind-file/format.ts'
import { type Address, isField, isFieldName, type Part } from './address.ts'
import type { Rule } from './rules.ts'

export type Draft = {
  readonly label: string
  /** As the person named the file; null while it follows the label. */
  readonly id: string | null
  readonly rules: readonly Rule[]
  /** Null where what the run asked for is not known. */
  readonly address: Address | null
  /** Asking again only observes; `guess` leaves it to the method. */
  readonly observes: 'guess' | 'yes' | 'no'
  /** The end of the stream is the good end of the job. */
  readonly onClose: boolean
  /** The reader that reads what no rule does; empty for none. */
  readonly reader: string
}

export const emptyDraft: Draft = {
  label: '',
  id: null,
  rules: [],
  address: null,
  observes: 'guess',
  onClose: false,
  reader: '',
}

const longestId = 40

/** The id of a kind called `label`: small letters, digits and single hyphens. */
export function idOf(label: string): string {
  const words = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9\s_-]+/g, '')
    .split(/[\s_-]+/)
    .filter((word) => word !== '')
  return words
    .join('-')
    .replace(/^\d+-?/, '')
    .slice(0, longestId)
    .replace(/-$/, '')
}

export function idOfDraft({ id, label }: Draft): string {
  return id ?? idOf(label)
}

/** The kind file of `draft`. What has a default is left out. */
export function fileOf(draft: Draft): KindFile {
  const { label, rules, address, observes, onClose, reader } = draft
  const fields = address === null ? [] : fieldsOf(address)
  return {
    version: 1,
    label: label.trim(),
    ...(fields.length === 0 ? {} : { fields }),
    ...patternsOf(address),
    request: requestOf(address),
    ...(observes === 'guess' ? {} : { observes: observes === 'yes' }),
    ...(onClose ? { endings: { onClose } } : {}),
    ...(reader === '' ? {} : { reader }),
    ...(rules.length === 0 ? {} : { rules: rules.map(fileRule) }),
  }
}

/** The file as it is saved. */
export function textOf(draft: Draft): string {
  return `${JSON.stringify(fileOf(draft), null, 2)}\n`
}

/** The file with its defaults, as what compiles a kind wants it: the page carries no schemas that could put them in. */
export function withDefaults(file: KindFile): ParsedKindFile {
  const {
    icon = 'radio',
    fields = [],
    repeats = 'none',
    beatMs = null,
    timeLimitMs = null,
    rules = [],
  } = file
  return {
    ...file,
    icon,
    repeats,
    beatMs,
    timeLimitMs,
    fields: fields.map(({ type = 'text', required = false, default: usual = null, help = '', ...rest }) => ({
      ...rest,
      type,
      required,
      default: usual,
      help,
    })),
    rules: rules.map(({ when = '', ...rest }) => ({ ...rest, when })),
  }
}

type FileRule = NonNullable<KindFile['rules']>[number]

/** A verdict is also the stream's last word. */
function fileRule({ when, each, says }: Rule): FileRule {
  return {
    ...(when === '' ? {} : { when }),
    ...(each === null ? {} : { each }),
    says: says.type === 'outcome' ? [says, { type: 'terminal' }] : says,
  }
}

type FileField = NonNullable<KindFile['fields']>[number]

function fieldsOf({ parts }: Address): readonly FileField[] & FileField[] {
  const asked = parts.filter(isField)
  const job = asked.find(({ where, use }) => where === 'path' && use === 'asked')
  return asked.map((part) => ({
    name: part.name,
    label: humaniseName(part.name).slice(0, 60) || part.name,
    ...(part.value.includes('\n') ? { type: 'multiline' as const } : {}),
    ...(part.use === 'asked' ? { required: true } : { default: part.value }),
    ...(part === job ? { many: true } : {}),
  }))
}

function requestOf(address: Address | null): KindFile['request'] {
  if (address === null) return {}
  const { method, bodyType, parts, headers } = address
  const query = parts.filter((part) => part.where === 'query' && isField(part))
  const own = Object.entries(headers).filter(([name]) => name !== 'content-type' || bodyType === 'text')
  const body = bodyOf(address)
  return {
    ...(method === (body === null ? 'GET' : 'POST')
      ? {}
      : { method: method as NonNullable<KindFile['request']['method']> }),
    path: `/${segmentsOf(parts)
      .map((part) => (isField(part) ? `{{${part.name}}}` : encodeURIComponent(part.value)))
      .join('/')}`,
    ...(query.length === 0 ? {} : { query: Object.fromEntries(query.map(({ at }) => [at, `{{${at}}}`])) }),
    ...(own.length === 0 ? {} : { headers: Object.fromEntries(own) }),
    ...(body === null ? {} : { body }),
  }
}

/** A slash at the end, or two of them, make no other address: what the path gives would not be found with them. */
function patternsOf(address: Address | null): Pick<KindFile, 'urlPatterns'> {
  const segments = address === null ? [] : segmentsOf(address.parts)
  const real = segments.filter(({ value }) => value !== '')
  if (address === null || real.length === segments.length || real.length === 0) return {}
  const path = real.map((part) => (isField(part) ? `/{${part.name}}` : `/${part.value}`)).join('')
  const asked = address.parts.filter((part) => part.where === 'query' && isField(part))
  const names = asked.map(({ name, use }) => (use === 'asked' ? `${name}!` : name))
  return { urlPatterns: [names.length === 0 ? path : `${path}?${names.join('&')}`] }
}

function segmentsOf(parts: readonly Part[]): readonly Part[] {
  return parts.filter(({ where }) => where === 'path')
}

function bodyOf({ body, bodyType, parts }: Address): NonNullable<KindFile['request']['body']> | null {
  if (body === null || bodyType === 'none') return null
  const fields = parts.filter((part) => part.where === 'body' && isField(part))
  if (bodyType === 'text') return { text: body }
  if (bodyType === 'form') {
    const named = new Map(fields.map(({ at, name }) => [at, `{{${name}}}`]))
    return {
      form: Object.fromEntries(
        [...new URLSearchParams(body)].map(([key, value]) => [key, named.get(key) ?? value]),
      ),
    }
  }
  const parsed = parseJson(body)
  return parsed.ok
    ? { json: filled(parsed.value, '', new Map(fields.map((part) => [part.at, part.name]))) }
    : { text: body }
}

/** `value` with placeholders at the places that are asked for. */
function filled(value: unknown, at: string, names: ReadonlyMap<string, string>): unknown {
  const name = names.get(at)
  if (name !== undefined) return `{{${name}}}`
  const below = (key: string) => (at === '' ? key : `${at}.${key}`)
  if (Array.isArray(value)) return value.map((one, i) => filled(one, below(String(i)), names))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, below(key), names)]))
}

/** Why the draft cannot be saved yet, in one sentence; null where it can. */
export function saveProblem(draft: Draft): string | null {
  if (draft.label.trim() === '') return 'Give the kind a name.'
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(idOfDraft(draft)))
    return 'The file’s name has small letters, digits and single hyphens, and begins with a letter.'
  if (draft.address === null) return 'What the run asked for is not known: give the kind a path in its file.'
  if (draft.address.parts.some((part) => isField(part) && !isFieldName(part.name)))
    return 'Name the parameters with one word each.'
  return null
}
