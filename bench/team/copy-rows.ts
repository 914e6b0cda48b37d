// Rows in COPY's binary form, and the values of which they are made.

import type { Client } from 'pg'
import { from } from 'pg-copy-streams'

export const byteaOid = 17
export const int8Oid = 20
export const int4Oid = 23
/** The signature, and no flags and no extension. */
const head = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const end = Buffer.from([0xff, 0xff])

export type Cell = Buffer | null

export function int8(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(8)
  bytes.writeInt32BE(Math.floor(value / 2 ** 32), 0)
  bytes.writeUInt32BE(value % 2 ** 32, 4)
  return bytes
}

export function int4(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4)
  bytes.writeInt32BE(value)
  return bytes
}

/** An `int4[]` of one dimension. */
export function int4s(values: Int32Array): Buffer {
  const bytes = Buffer.allocUnsafe(20 + 8 * values.length)
  bytes.writeInt32BE(1, 0)
  bytes.writeInt32BE(0, 4)
  bytes.writeInt32BE(int4Oid, 8)
  bytes.writeInt32BE(values.length, 12)
  bytes.writeInt32BE(1, 16)
  let at = 20
  for (const value of values) {
    bytes.writeInt32BE(4, at)
    bytes.writeInt32BE(value, at + 4)
    at += 8
  }
  return bytes
}

/** An array of one dimension, of values in their binary form. */
export function array(oid: number, values: readonly Buffer[]): Buffer {
  const bytes = Buffer.allocUnsafe(values.reduce((sum, value) => sum + 4 + value.length, 20))
  let at = 0
  for (const one of [values.length === 0 ? 0 : 1, 0, oid, values.length, 1]) at = bytes.writeInt32BE(one, at)
  for (const value of values) {
    at = bytes.writeInt32BE(value.length, at)
    at += value.copy(bytes, at)
  }
  return values.length === 0 ? bytes.subarray(0, 12) : bytes
}

/** What COPY is sent for `rows`. */
export function copyData(rows: readonly (readonly Cell[])[]): Buffer {
  let size = head.length + end.length
  for (const row of rows) {
    size += 2
    for (const cell of row) size += 4 + (cell?.length ?? 0)
  }
  const bytes = Buffer.allocUnsafe(size)
  let at = head.copy(bytes)
  for (const row of rows) {
    at = bytes.writeInt16BE(row.length, at)
    for (const cell of row) {
      at = bytes.writeInt32BE(cell?.length ?? -1, at)
      if (cell !== null) at += cell.copy(bytes, at)
    }
  }
  end.copy(bytes, at)
  return bytes
}

/** Copies `data` into `table (columns)`. */
export async function copyInto(client: Client, table: string, data: Buffer): Promise<void> {
  const stream = client.query(from(`COPY ${table} FROM STDIN BINARY`))
  await new Promise<void>((resolve, reject) => {
    stream.once('error', reject)
    stream.once('finish', resolve)
    stream.end(data)
  })
}
