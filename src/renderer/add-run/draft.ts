// The form of a new run as data, with its problems and the runs it requests. Pure. Values are checked by core, so that the
// form, the terminal and the engine refuse the same with the same words.

import type { KindInfo, Output } from '../../core/contract/contract.ts'
import { fieldsFor } from '../../core/kind/fields-for.ts'
import type { Field, Params } from '../../core/kind/kind.ts'
import { checkParams, fieldProblem } from '../../core/kind/params.ts'
import { idProblem } from '../../core/kind/targets.ts'
import { urlProblem } from '../../core/kind/url-problem.ts'
import { mask } from '../../core/secrets/redact.ts'

export type Draft = {
  readonly kind: string
  /** Null where an address is given instead of a server. */
  readonly serverId: number | null
  readonly baseUrl: string
  readonly values: Params
  readonly title: string
  /** Further headers as lines of `Name: value`. */
  readonly headers: string
  /** Those of a copied request that hold secrets: sent with the others, and never shown. */
  readonly secretHeaders: string
  /** Whether a lost stream is requested again, where that does not start a second job. */
  readonly retry: boolean
}

/** The name for problems of the address; no parameter can have it. */
export const baseUrlName = ' base url'
/** The name for problems of the headers. */
export const headersName = ' headers'
const headersField: Field = {
  name: headersName,
  label: 'Headers',
  type: 'headers',
  required: false,
  default: null,
  help: '',
}

/** An empty form of `kind` with its defaults. */
export function newDraft(kind: KindInfo, serverId: number | null): Draft {
  return {
    kind: kind.id,
    serverId,
    baseUrl: '',
    values: defaultsOf(kind.fields),
    title: '',
    headers: '',
    secretHeaders: '',
    retry: true,
  }
}

/** The form with what a run was asked for with; null where there is no such kind any more. */
export function draftLike(
  { kind: id, serverId, baseUrl, params }: Output<'runs.form'>,
  kinds: readonly KindInfo[],
): Draft | null {
  const kind = kinds.find((one) => one.id === id)
  return kind === undefined
    ? null
    : { ...newDraft(kind, serverId), baseUrl, values: { ...defaultsOf(kind.fields), ...params } }
}

/**
 * The form of the kind `to`. Values are kept where that kind has a field of the same name, and job ids go to its field for
 * job ids.
 */
export function withKind(draft: Draft, from: KindInfo, to: KindInfo): Draft {
  const jobs = draft.values[manyField(from)?.name ?? '']
  const kept = to.fields.flatMap(({ name, many }) => {
    const value = draft.values[name] ?? (many === true ? jobs : undefined)
    return value === undefined || value === '' ? [] : [[name, value]]
  })
  return { ...draft, kind: to.id, values: { ...defaultsOf(to.fields), ...Object.fromEntries(kept) } }
}

/** The draft with one more value. */
export function withValue(draft: Draft, name: string, value: string): Draft {
  return { ...draft, values: { ...draft.values, [name]: value } }
}

function defaultsOf(fields: readonly Field[]): Params {
  return Object.fromEntries(
    fields.map((field) => [field.name, field.default ?? (field.type === 'switch' ? 'no' : '')]),
  )
}

/** The values of a field that takes several: separated by commas, semicolons, tabs or lines, without duplicates. */
export function splitMany(text: string): readonly string[] {
  const parts = text.split(/[\n\r\t,;]+/).map((part) => part.trim())
  return [...new Set(parts.filter((part) => part !== ''))]
}

/** The field of `kind` that takes several job ids, if it has one. */
export function manyField(kind: KindInfo): Field | undefined {
  return kind.fields.find((field) => field.many === true)
}

/** The problems of `draft` by field name; empty if it is valid. */
export function draftProblems(draft: Draft, kind: KindInfo): Readonly<Record<string, string>> {
  const problems: [string, string][] = fieldsFor(kind.fields, draft.values).flatMap((field) => {
    const value = draft.values[field.name] ?? ''
    const problem = valueProblem(field, value) ?? maskProblem(field, value)
    return problem === null ? [] : [[field.name, problem]]
  })
  if (kind.needsServer && draft.serverId === null) {
    const problem =
      draft.baseUrl.trim() === '' ? 'Choose a server or give its address.' : urlProblem(draft.baseUrl.trim())
    if (problem !== null) problems.push([baseUrlName, problem])
  }
  const headers = fieldProblem(headersField, draft.headers.trim())
  if (headers !== null) problems.push([headersName, headers])
  return Object.fromEntries(problems)
}

/** Values of another run come with their secrets masked: the mask itself must not be sent. A text may hold such signs. */
function maskProblem({ label, type }: Field, value: string): string | null {
  return type !== 'multiline' && value.includes(mask)
    ? `${label} has ${mask} where a secret stood: write it anew, or leave it out.`
    : null
}

/** The problem of a field's value; of several values, the first invalid one. */
export function valueProblem(field: Field, value: string): string | null {
  const values = field.many === true ? splitMany(value) : [field.type === 'multiline' ? value : value.trim()]
  if (values.length === 0) return fieldProblem(field, field.default ?? '')
  for (const one of values) {
    const problem = fieldProblem(field, one || (field.default ?? ''))
    // What is no id at all may be a part of a pasted command with a token in it: it is not repeated.
    if (problem !== null)
      return values.length === 1 || idProblem(field.label, one) !== null ? problem : `${one}: ${problem}`
  }
  return null
}

/** One run that the form requests; `label` distinguishes it from the others. */
export type RunRequest = { readonly label: string; readonly params: Params }

/** The runs that `draft` requests: one for each value of the field that takes several. Invalid ones are left out. */
export function requestedRuns(draft: Draft, kind: KindInfo): readonly RunRequest[] {
  const many = manyField(kind)
  const values = many === undefined ? [] : splitMany(draft.values[many.name] ?? '')
  const variants: readonly RunRequest[] =
    many === undefined || values.length === 0
      ? [{ label: kind.label, params: draft.values }]
      : values.map((value) => ({ label: value, params: { ...draft.values, [many.name]: value } }))
  return variants.flatMap(({ label, params }) => {
    const checked = checkParams(kind.fields, shownValues(kind.fields, params))
    return checked.ok ? [{ label, params: checked.params }] : []
  })
}

/** The values of the fields that are there: what was typed into another before is kept in the form, and not sent. */
function shownValues(fields: readonly Field[], values: Params): Params {
  const names = fieldsFor(fields, values).map((field) => field.name)
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)))
}
