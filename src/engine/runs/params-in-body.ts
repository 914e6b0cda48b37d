// What a body that was sent says of a kind's parameters: the kind makes a body with a mark in place of each value, and what
// stands where a mark does is the value. So no kind has to know how to read its own bodies.

import { isJsonObject, parseJson } from '../../core/basics/json.ts'
import type { Kind, Params } from '../../core/kind/kind.ts'
import { furtherField, type KindMatch } from '../../core/kind/match-kind.ts'

/** A sign that nobody writes. */
const sign = '\u{e000}'

/** The parameters of `kind` that `body` holds, beside those that its address gave. */
export function paramsInBody(kind: Kind, { baseUrl, params }: KindMatch, body: string | null): Params {
  if (body === null) return {}
  const open = kind.fields.filter(
    ({ name, type }) =>
      !Object.hasOwn(params, name) && name !== furtherField.name && (type === 'text' || type === 'multiline'),
  )
  const marks = new Map(open.map(({ name }) => [`${sign}${name}${sign}`, name]))
  const made = bodyOf(kind, baseUrl, {
    ...params,
    ...Object.fromEntries([...marks].map(([mark, name]) => [name, mark])),
  })
  if (made === null) return {}
  const found = new Map<string, string>()
  const [ours, theirs] = [parseJson(made), parseJson(body)]
  if (ours.ok && theirs.ok) compare(ours.value, theirs.value, marks, found)
  else {
    const pairs = new URLSearchParams(body)
    for (const [name, value] of new URLSearchParams(made)) compare(value, pairs.get(name), marks, found)
  }
  return Object.fromEntries(found)
}

function bodyOf(kind: Kind, baseUrl: string, params: Params): string | null {
  try {
    return kind.request({ baseUrl, params }, null).body
  } catch {
    return null
  }
}

/** Depth is bounded by the parser. */
function compare(
  made: unknown,
  sent: unknown,
  marks: ReadonlyMap<string, string>,
  found: Map<string, string>,
): void {
  if (typeof made === 'string') {
    const name = marks.get(made)
    if (name !== undefined && typeof sent === 'string') found.set(name, sent)
  } else if (Array.isArray(made) && Array.isArray(sent)) {
    for (const [i, one] of made.entries()) compare(one, sent[i], marks, found)
  } else if (isJsonObject(made) && isJsonObject(sent)) {
    for (const [key, one] of Object.entries(made))
      if (Object.hasOwn(sent, key)) compare(one, sent[key], marks, found)
  }
}
