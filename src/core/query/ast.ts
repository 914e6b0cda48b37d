// A parsed query: clauses that must all hold, each with one or more terms of which one must. There are no brackets, so
// nothing nests. Places are UTF-16 offsets in the query's text.

/** From `from` up to, and without, `to`. */
export type Place = { readonly from: number; readonly to: number }

/** One value of a filter. `prefix`: it was written with a star at its end and stands for everything that begins so. */
export type Value = Place & { readonly text: string; readonly prefix: boolean }

/** Words or a phrase in an event's data; `prefix`: the last word may go on; `suffix`: the first may begin before it. */
export type TextTerm = Place & {
  readonly type: 'text'
  readonly negated: boolean
  readonly text: string
  readonly quoted: boolean
  readonly prefix: boolean
  readonly suffix: boolean
}

/** A named filter: any of its values, or with `comparison` how its one number compares. */
export type FilterTerm = Place & {
  readonly type: 'filter'
  readonly negated: boolean
  readonly name: FilterName
  readonly comparison?: Comparison
  readonly values: readonly Value[]
}

export const comparisons = ['<', '<=', '>', '>='] as const
type Comparison = (typeof comparisons)[number]
export type Operator = ':' | '=' | '!=' | Comparison

/** A field of an event's JSON, by its path. No values: the field is there, whatever it holds. */
export type FieldTerm = Place & {
  readonly type: 'field'
  readonly negated: boolean
  readonly path: readonly string[]
  readonly operator: Operator
  readonly values: readonly Value[]
}

export type Term = TextTerm | FilterTerm | FieldTerm
/** One of the terms must hold. */
export type Clause = readonly Term[]
export type Query = readonly Clause[]

/** Why a part of a query cannot be understood, and what would mend it. Both are sentences for the person. */
export type Problem = Place & { readonly message: string; readonly mend: string }

export type Parsed = { readonly query: Query; readonly problems: readonly Problem[] }

export const filterNames = [
  'kind',
  'server',
  'state',
  'connection',
  'run',
  'title',
  'tag',
  'note',
  'model',
  'tool',
  'client',
  'alert',
  'input_tokens',
  'output_tokens',
  'cached_tokens',
  'reasoning_tokens',
  'event',
  'level',
  'after',
  'before',
  'is',
  'has',
] as const
export type FilterName = (typeof filterNames)[number]
