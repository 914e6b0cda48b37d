// What a URL means to the kinds: whose documented address it is, and whether a request there starts work. One place,
// since a URL that is pasted, typed, linked to or found in a file must mean the same everywhere (law 4).

import type { Field, Kind, Params } from './kind.ts'
import { checkParams } from './params.ts'
import { furtherQuery, isLikePath, matchUrl } from './urls.ts'

/** The field that takes what else a URL's query holds; every kind with URL patterns has it. */
export const furtherField: Field = {
  name: 'query',
  label: 'Further query parameters',
  type: 'text',
  required: false,
  default: null,
  help: 'What else your server takes in its URL, written as name=value&other=value.',
  placeholder: 'lang=de',
  advanced: true,
}

export type KindMatch = {
  readonly baseUrl: string
  readonly params: Params
  /** The parameters are enough for a request. */
  readonly complete: boolean
}

/** `text` as an address that `kind` documents, with all of its query; null where it is none. */
export function matchKind(kind: Kind, text: string): KindMatch | null {
  for (const pattern of kind.urlPatterns) {
    const match = matchUrl(pattern, text)
    if (match === null) continue
    const further = furtherQuery(pattern, text)
    if (further !== '' && !kind.fields.some(({ name }) => name === furtherField.name)) continue
    const params = further === '' ? match.params : { ...match.params, [furtherField.name]: further }
    return { baseUrl: match.baseUrl, params, complete: checkParams(kind.fields, params).ok }
  }
  return null
}

/** Whether a request to `text` may well start work: its path is one at which a kind starts work, whatever its query says. */
export function startsWork(text: string, kinds: Iterable<Kind>): boolean {
  for (const kind of kinds) {
    if (
      kind.urlPatterns.some((pattern) => isLikePath(pattern, text)) &&
      !kind.observes(defaultsOf(kind.fields))
    )
      return true
  }
  return false
}

/** The parameters of a form that nobody has touched. */
export function defaultsOf(fields: readonly Field[]): Params {
  return Object.fromEntries(
    fields.flatMap(({ name, default: value }) => (value === null ? [] : [[name, value]])),
  )
}
