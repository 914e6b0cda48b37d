// Values as they cross the wire. Parameters that are arrays or bytes go in PostgreSQL's binary format, an array as one
// parameter: as text, bytes would double in size and be escaped twice. What comes back is text, because `pg` reads no binary
// answers. A column is of one of the types here; anything else is cast in the statement itself.

import { types } from 'pg'

/** A parameter of a statement. A number goes as its decimal text; an array is made by one of the functions here. */
export type Param = string | number | boolean | null | Uint8Array

export type Value = string | number | boolean | null | Uint8Array | readonly (string | number | null)[]

const oids = {
  bool: 16,
  bytea: 17,
  name: 19,
  int8: 20,
  int2: 21,
  int4: 23,
  text: 25,
  json: 114,
  float8: 701,
  int4s: 1007,
  texts: 1009,
  int8s: 1016,
  varchar: 1043,
  void: 2278,
  uuid: 2950,
} as const

const textsIn: (text: string) => (string | null)[] = types.getTypeParser(oids.texts as number, 'text')

/** A `bigint[]`. */
export function int8s(values: readonly (number | null)[]): Uint8Array {
  return arrayOf(oids.int8, values, 8, (buffer, value, at) => buffer.writeBigInt64BE(BigInt(value), at))
}

/** An `integer[]`; a value outside 32 bits with sign is taken as those bits. */
export function int4s(values: readonly (number | null)[]): Uint8Array {
  return arrayOf(oids.int4, values, 4, (buffer, value, at) => buffer.writeInt32BE(value | 0, at))
}

/** A `boolean[]`. */
export function bools(values: readonly (boolean | null)[]): Uint8Array {
  return arrayOf(oids.bool, values, 1, (buffer, value, at) => buffer.writeUInt8(value ? 1 : 0, at))
}

/** A `text[]`. The texts hold no NUL, which the database refuses, and no lone surrogates. */
export function texts(values: readonly (string | null)[]): Uint8Array {
  return pieces(
    oids.text,
    values.map((value) => (value === null ? null : Buffer.from(value))),
  )
}

/** A `bytea[]`. */
export function byteas(values: readonly (Uint8Array | null)[]): Uint8Array {
  return pieces(oids.bytea, values)
}

function head(buffer: Buffer, oid: number, length: number, hasNull: boolean): void {
  buffer.writeInt32BE(length === 0 ? 0 : 1, 0)
  buffer.writeInt32BE(hasNull ? 1 : 0, 4)
  buffer.writeInt32BE(oid, 8)
  if (length === 0) return
  buffer.writeInt32BE(length, 12)
  buffer.writeInt32BE(1, 16)
}

function arrayOf<T>(
  oid: number,
  values: readonly (T | null)[],
  size: number,
  write: (buffer: Buffer, value: T, at: number) => void,
): Uint8Array {
  const buffer = Buffer.allocUnsafe(20 + values.length * (4 + size))
  head(buffer, oid, values.length, values.includes(null))
  if (values.length === 0) return buffer.subarray(0, 12)
  let at = 20
  for (const value of values) {
    buffer.writeInt32BE(value === null ? -1 : size, at)
    at += 4
    if (value === null) continue
    write(buffer, value, at)
    at += size
  }
  return buffer.subarray(0, at)
}

function pieces(oid: number, values: readonly (Uint8Array | null)[]): Uint8Array {
  if (values.length === 0) return arrayOf(oid, [], 0, () => {})
  const size = values.reduce((sum, value) => sum + 4 + (value?.length ?? 0), 20)
  const buffer = Buffer.allocUnsafe(size)
  head(buffer, oid, values.length, values.includes(null))
  let at = 20
  for (const value of values) {
    buffer.writeInt32BE(value === null ? -1 : value.length, at)
    at += 4
    if (value === null) continue
    buffer.set(value, at)
    at += value.length
  }
  return buffer
}

/** The value of a field of type `oid`. Bytes have memory of their own, so that they can be handed to another thread. */
export function toValue(oid: number, field: string | null): Value {
  if (field === null) return null
  switch (oid) {
    case oids.bool:
      return field === 't'
    case oids.int2:
    case oids.int4:
    case oids.int8:
    case oids.float8:
      return Number(field)
    case oids.bytea:
      return bytesOf(field)
    case oids.text:
    case oids.varchar:
    case oids.name:
    case oids.json:
    case oids.uuid:
      return field
    case oids.void:
      return null
    case oids.int4s:
    case oids.int8s:
      return field === '{}'
        ? []
        : field
            .slice(1, -1)
            .split(',')
            .map((one) => (one === 'NULL' ? null : Number(one)))
    case oids.texts:
      return textsIn(field)
    default:
      throw new Error(`A column of type ${oid} is not read: cast it in the statement.`)
  }
}

/** From the server's `hex` form: `\\x` and two digits a byte. */
function bytesOf(field: string): Uint8Array {
  const bytes = Buffer.alloc(field.length / 2 - 1)
  bytes.write(field.slice(2), 'hex')
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
