// What a row of events says of each of them beside its texts: small, and enough for whoever asks when, which and how many.
// One line of JSON by columns, which writes any text whole, NUL and lone surrogates included; a column in which all are the
// same is that one value. In a block it is compressed, in a tail it is not: tails are small, and live for minutes.

import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { type Columns, shortColumn } from './columns.ts'

/** By place in the row; `size` counts the UTF-16 units of the data as stored. */
export type Outline = {
  readonly at: readonly number[]
  readonly attempt: readonly number[]
  readonly flags: readonly number[]
  readonly name: readonly string[]
  readonly id: readonly (string | null)[]
  readonly size: readonly number[]
  /** Only of those whose data is not the whole truth. */
  readonly trueSize: ReadonlyMap<number, number>
  /** Bytes of the raw data, of those that have some. */
  readonly raw: ReadonlyMap<number, number>
}

/** Its bytes; `inBlock`: of a block, which holds it compressed. */
export function packOutline(outline: Outline, inBlock: boolean): Uint8Array {
  const { trueSize, raw } = outline
  return packColumns(
    {
      count: outline.at.length,
      at: shortColumn(outline.at),
      attempt: shortColumn(outline.attempt),
      flags: shortColumn(outline.flags),
      name: shortColumn(outline.name),
      id: shortColumn(outline.id),
      size: shortColumn(outline.size),
      ...(trueSize.size === 0 ? {} : { trueSize: [...trueSize] }),
      ...(raw.size === 0 ? {} : { raw: [...raw] }),
    },
    inBlock,
  )
}

/** The bytes of the outline that these columns are. */
export function packColumns(columns: Columns, inBlock: boolean): Uint8Array {
  const json = Buffer.from(JSON.stringify(columns))
  return inBlock ? compress(json) : json
}

/** Throws a SyntaxError where the bytes are damaged. */
export function unpackOutline(bytes: Uint8Array, inBlock: boolean): Outline {
  const parsed: unknown = JSON.parse((inBlock ? decompress(bytes) : toBuffer(bytes)).toString())
  const columns: Readonly<Record<string, unknown>> = Object(parsed)
  const { count } = columns
  if (!isSize(count)) throw damaged()
  return {
    at: whole(columns.at, count, isNumber),
    attempt: whole(columns.attempt, count, isNumber),
    flags: whole(columns.flags, count, isNumber),
    name: whole(columns.name, count, isText),
    id: whole(columns.id, count, isTextOrNull),
    size: whole(columns.size, count, isSize),
    trueSize: sparse(columns.trueSize),
    raw: sparse(columns.raw),
  }
}

/** By hand: blocks are read by the thousand, and a schema takes as long as all the rest. */
function whole<T>(values: unknown, count: number, is: (value: unknown) => value is T): T[] {
  if (is(values)) return new Array<T>(count).fill(values)
  if (!Array.isArray(values) || values.length !== count || !values.every(is)) throw damaged()
  return values
}

function sparse(pairs: unknown): ReadonlyMap<number, number> {
  if (pairs === undefined) return new Map()
  if (!Array.isArray(pairs)) throw damaged()
  return new Map(
    pairs.map((pair): [number, number] => {
      const [place, size, ...rest]: readonly unknown[] = Array.isArray(pair) ? pair : []
      if (!isSize(place) || !isSize(size) || rest.length > 0) throw damaged()
      return [place, size]
    }),
  )
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}

function isSize(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string'
}

function damaged(): SyntaxError {
  return new SyntaxError('JSON of an outline is damaged.')
}

/** Fast rather than small: JSON's keys repeat, and a further level gains little. */
export function compress(bytes: Uint8Array): Uint8Array {
  return zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } })
}

export function decompress(bytes: Uint8Array): Buffer {
  return zstdDecompressSync(bytes)
}

export function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
