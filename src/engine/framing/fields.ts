// The lines of an event stream (HTML standard, 9.2.6): which field a line sets, and where its value begins. It works on
// bytes, because line ends and field names do not depend on the encoding of the rest.

/** `other`: neither a field that the standard knows nor a comment; the standard passes over it. */
export type FieldName = 'comment' | 'data' | 'event' | 'id' | 'retry' | 'other'

/** After this many bytes of a line its field is known. */
export const fieldNameBytes = 6

const colon = 58
const space = 32
const byFirst: ReadonlyMap<number, { readonly field: FieldName; readonly name: Buffer }> = new Map(
  (['data', 'event', 'id', 'retry'] as const).map((field) => [
    field.charCodeAt(0),
    { field, name: Buffer.from(field) },
  ]),
)

/**
 * The field of the line in `bytes` from `from` to `to`; its name ends at the first colon, or at the line's end. Null where
 * the line is not `whole` and what is missing decides.
 */
export function fieldOf(bytes: Uint8Array, from: number, to: number, whole: boolean): FieldName | null {
  const first = bytes[from]
  if (first === undefined || from >= to) return whole ? 'other' : null
  if (first === colon) return 'comment'
  const known = byFirst.get(first)
  if (known === undefined) return 'other'
  const { field, name } = known
  const length = to - from
  for (let i = 1; i < name.length && i < length; i++) if (bytes[from + i] !== name[i]) return 'other'
  if (length > name.length) return bytes[from + name.length] === colon ? field : 'other'
  if (!whole) return null
  return length === name.length ? field : 'other'
}

/** The field of a whole line. */
export function fieldOfLine(line: Uint8Array): FieldName {
  return fieldOf(line, 0, line.length, true) ?? 'other'
}

/** Where the value of the line from `from` to `to` begins: after its field's name, its colon and one space. */
export function valueFrom(bytes: Uint8Array, from: number, to: number, field: FieldName): number {
  const after = from + field.length + 1
  return Math.min(to, after < to && bytes[after] === space ? after + 1 : after)
}
