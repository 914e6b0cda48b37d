// Parameters of a run whose body is not to be kept: what they have of it is left out.

import type { Field, Kind, Params } from '../../core/kind/kind.ts'
import { fieldProblem } from '../../core/kind/params.ts'
import type { RequestAs } from '../../core/kind/request-as.ts'
import { notKept } from './sent-body.ts'

/** A sign that nobody writes. */
const mark = '\u{e000}'
const otherNumber = '9007199254740901'

const staying: ReadonlySet<Field['type']> = new Set(['choice', 'switch', 'headers'])

/**
 * The parameters of `settings` without those that go into the body that `kind` sends; in place of the one that is needed, or of
 * the only one, how long the body was. A choice among the kind's own words stays.
 */
export function withoutBody(kind: Kind, { baseUrl, checked }: RequestAs, bytes: number): Params {
  const bodyOf = (params: Params) => {
    try {
      return kind.request({ baseUrl, params }, null).body
    } catch {
      return null
    }
  }
  const body = bodyOf(checked)
  const inside = kind.fields.filter(
    ({ name, type }) =>
      Object.hasOwn(checked, name) &&
      !staying.has(type) &&
      bodyOf({ ...checked, [name]: type === 'integer' ? otherNumber : mark }) !== body,
  )
  const words = notKept(bytes)
  const fits = inside.filter((field) => fieldProblem(field, words) === null)
  const needed = fits.filter(({ required }) => required)
  const left = Object.entries(checked).filter(([name]) => !inside.some((field) => field.name === name))
  const said = needed.length > 0 ? needed : fits.slice(-1)
  return Object.fromEntries([...left, ...said.map(({ name }) => [name, words] as const)])
}
