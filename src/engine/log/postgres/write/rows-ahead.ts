// The rows that events make: of a tail, and of a block. What is known of a run says which of them the events that were given
// ahead (ahead.ts) will make, so that they are made while the batch before is on its way to the database. Made ahead or not, a
// row is the same; one of which other events came after all is made anew.

import { blockSize } from '../../../../core/log/blocks.ts'
import { int4s } from '../base/values.ts'
import { type BlockWords, createBlockWords, wordBytes } from '../events/block-words.ts'
import { packColumns } from '../events/outline.ts'
import type { ReadPiece } from '../events/piece-words.ts'
import { lastOf, packPieces, sealUnits } from '../events/pieces.ts'
import type { Packed } from '../events/rows.ts'
import type { Hashes } from '../events/text-hashes.ts'
import type { OpenRun } from './open-runs.ts'

type TailRow = Packed & { readonly words: Uint8Array }
type BlockRow = Packed & { readonly words: Uint8Array; readonly pairs: Uint8Array }

export type RowsAhead = {
  /** Begins anew: nothing is made ahead. */
  readonly clear: () => void
  /** Makes the rows of `pieces`, if they come next in `open`. */
  readonly make: (open: OpenRun, pieces: readonly ReadPiece[]) => void
  readonly tail: (piece: ReadPiece) => TailRow
  /** Of pieces that follow each other. */
  readonly block: (pieces: readonly ReadPiece[]) => BlockRow
}

/** Whether a run whose last event is `last`, with so much after its last row of blocks (`eventUnits`), makes the next of these rows. */
export function isFull(last: number, units: number): boolean {
  return last % blockSize === 0 || units >= sealUnits
}

export function createRowsAhead(): RowsAhead {
  const tails = new Map<ReadPiece, TailRow>()
  /** By the last of their pieces. */
  const blocks = new Map<ReadPiece, { readonly pieces: readonly ReadPiece[]; readonly row: BlockRow }>()

  return {
    clear: () => {
      tails.clear()
      blocks.clear()
    },
    make: (open, pieces) => {
      let { events, units } = open
      let waiting = [...open.tail]
      let fresh: ReadPiece[] = []
      for (const piece of pieces) {
        if (piece.first !== events + 1) return
        waiting.push(piece)
        fresh.push(piece)
        events = lastOf(piece)
        units += piece.units
        if (!isFull(events, units)) continue
        blocks.set(piece, { pieces: waiting, row: blockOf(waiting) })
        waiting = []
        fresh = []
        units = 0
      }
      for (const piece of fresh) tails.set(piece, tailOf(piece))
    },
    tail: (piece) => tails.get(piece) ?? tailOf(piece),
    block: (pieces) => {
      const last = pieces.at(-1)
      const made = last === undefined ? undefined : blocks.get(last)
      const isOfThese =
        made?.pieces.length === pieces.length && made.pieces.every((one, i) => one === pieces[i])
      return isOfThese ? made.row : blockOf(pieces)
    },
  }
}

function tailOf({ columns, texts, hashes }: ReadPiece): TailRow {
  return { outline: packColumns(columns, false), texts, words: wordBytes(hashes.all) }
}

function blockOf(pieces: readonly ReadPiece[]): BlockRow {
  const words = createBlockWords()
  for (const { hashes } of pieces) addWords(words, hashes)
  return { ...packPieces(pieces), words: int4s([...words.words()]), pairs: words.pairs() }
}

function addWords(words: BlockWords, { all, ends }: Hashes): void {
  let from = 0
  for (const end of ends) {
    words.add(all, from, end)
    from = end
  }
}
