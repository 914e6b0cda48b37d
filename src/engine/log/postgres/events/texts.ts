// The texts of a row of events: all data as it came, one behind the other, then the raw bytes. Where each ends is told by the
// outline. The first byte says how text is written: UTF-8, or UTF-16 where a lone surrogate would be lost. Cutting the joined
// text at the sizes gives back two halves of a pair that only met in joining.

import type { StoredEvent } from '../../rows.ts'
import { compress, decompress, type Outline, toBuffer } from './outline.ts'

const utf8 = 0
const utf16 = 1

/** The bytes of the texts of `events`; `inBlock`: of a block, which holds them compressed. */
export function packTexts(
  events: readonly Pick<StoredEvent, 'data' | 'raw'>[],
  inBlock: boolean,
): Uint8Array {
  const joined = events.map(({ data }) => data).join('')
  const isUtf8 = joined.isWellFormed()
  const raws = events.flatMap(({ raw }) => (raw === null ? [] : [raw]))
  const text = Buffer.from(joined, isUtf8 ? 'utf8' : 'utf16le')
  const bytes = Buffer.concat([Uint8Array.of(isUtf8 ? utf8 : utf16), text, ...raws])
  return inBlock ? compress(bytes) : bytes
}

/** The texts of rows that follow each other, which are not compressed, as of one; null where that is not just one behind the other. */
export function joinTexts(
  rows: readonly { readonly texts: Uint8Array; readonly hasRaw: boolean }[],
): Uint8Array | null {
  if (rows.some(({ texts, hasRaw }) => hasRaw || texts[0] !== utf8)) return null
  return Buffer.concat([Uint8Array.of(utf8), ...rows.map(({ texts }) => texts.subarray(1))])
}

/** The data and the raw bytes of each event that `outline` tells of, in order. */
export function unpackTexts(
  bytes: Uint8Array,
  outline: Pick<Outline, 'size' | 'raw'>,
  inBlock: boolean,
): { readonly data: string[]; readonly raw: ReadonlyMap<number, Uint8Array> } {
  const all = inBlock ? decompress(bytes) : toBuffer(bytes)
  const rawBytes = [...outline.raw.values()].reduce((sum, size) => sum + size, 0)
  const text = all.subarray(1, all.length - rawBytes).toString(all[0] === utf8 ? 'utf8' : 'utf16le')
  let end = 0
  const data = outline.size.map((size) => {
    end += size
    return text.slice(end - size, end)
  })
  if (end !== text.length) throw new SyntaxError('JSON and texts of a row of events do not fit together.')
  let rawEnd = all.length - rawBytes
  const raw = new Map<number, Uint8Array>()
  for (const [i, size] of outline.raw) {
    rawEnd += size
    raw.set(i, all.subarray(rawEnd - size, rawEnd))
  }
  return { data, raw }
}
