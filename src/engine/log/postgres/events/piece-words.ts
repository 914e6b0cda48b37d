// What is found out about a piece before its turn to be stored comes: the words of its events as hashes, and what its block
// counts of them. Words are read off the bytes; an event that is not plain ASCII, or has escapes that may be part of a word,
// is read as text.

import { type BlockPart, createBlockGatherer } from '../../../../core/log/blocks.ts'
import { wholeColumn } from './columns.ts'
import { eventsOf, type Piece } from './pieces.ts'
import { type Hashes, hashesOfBytes, hashesOfTexts } from './text-hashes.ts'

export type ReadPiece = Piece & { readonly hashes: Hashes; readonly part: BlockPart }

/** `piece` with memory of its own: what it came with may belong to many. */
export function readPiece(given: Piece): ReadPiece {
  const piece = { ...given, texts: new Uint8Array(given.texts) }
  const { count } = piece.columns
  const at = wholeColumn(piece.columns.at, count)
  const flags = wholeColumn(piece.columns.flags, count)
  const gatherer = createBlockGatherer(0)
  // Names are counted when the part is joined.
  const named = (i: number) => ({ at: at[i] ?? 0, name: '', flags: flags[i] ?? 0 })
  if (!piece.wellFormed) {
    const texts = eventsOf(piece).map(({ data }) => data)
    for (const [i, data] of texts.entries())
      gatherer.add({ ...named(i), data, bytes: Buffer.byteLength(data) })
    return { ...piece, hashes: hashesOfTexts(texts), part: gatherer.block() }
  }
  const { hashes, bytes, froms } = hashesOfBytes(piece.texts, wholeColumn(piece.columns.size, count))
  for (let i = 0; i < count; i++) {
    const [from = 0, to = 0] = [froms[i], froms[i + 1]]
    gatherer.addBytes(named(i), bytes, from, to, () => bytes.toString('utf8', from, to))
  }
  return { ...piece, hashes, part: gatherer.block() }
}
