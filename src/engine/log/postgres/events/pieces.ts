// The events of a run on their way to a row: columns, and the bytes of their texts as a tail has them. They are made where the
// events are, so that what goes to the writer's thread is few large things and not many small ones; none is longer than a row
// may be, so that the writer cuts none.

import { blockSize } from '../../../../core/log/blocks.ts'
import { eventUnits } from '../../../../core/log/event-units.ts'
import type { StoredEvent } from '../../rows.ts'
import { type Columns, columnsOf, joinColumns } from './columns.ts'
import { compress, packColumns } from './outline.ts'
import { type Packed, unpackEvents } from './rows.ts'
import { joinTexts, packTexts } from './texts.ts'

/** Events that weigh more are a row of their own before their block is full, as `eventUnits`. */
export const sealUnits = 4 * 2 ** 20

export type Piece = {
  readonly first: number
  readonly columns: Columns
  readonly texts: Uint8Array
  /** Each text is well-formed Unicode, so that its bytes are there one by one. */
  readonly wellFormed: boolean
  /** Their weight, as `eventUnits`. */
  readonly units: number
}

/** `events` of one run, ordered, as pieces: a new one begins at each block, and where a number is missing. */
export function piecesOf(events: readonly StoredEvent[]): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  let units = 0
  for (const [i, event] of events.entries()) {
    units += eventUnits(event)
    const next = events[i + 1]
    const goesOn = next?.seq === event.seq + 1 && event.seq % blockSize !== 0 && units < sealUnits
    if (goesOn) continue
    pieces.push(pieceOf(events.slice(from, i + 1), units))
    from = i + 1
    units = 0
  }
  return pieces
}

function pieceOf(events: readonly StoredEvent[], units: number): Piece {
  return {
    first: events[0]?.seq ?? 0,
    columns: columnsOf(events),
    texts: packTexts(events, false),
    wellFormed: events.every(({ data }) => data.isWellFormed()),
    units,
  }
}

/** The number of its last event. */
export function lastOf({ first, columns }: Piece): number {
  return first + columns.count - 1
}

/** The events of a piece. */
export function eventsOf({ first, columns, texts }: Piece): StoredEvent[] {
  return unpackEvents({ outline: packColumns(columns, false), texts }, first, false)
}

/** Pieces that follow each other as the row of a block. */
export function packPieces(pieces: readonly Piece[]): Packed {
  const columns = joinColumns(pieces.map((piece) => piece.columns))
  const texts = joinTexts(pieces.map(({ columns: { raw }, texts }) => ({ texts, hasRaw: raw !== undefined })))
  return {
    outline: packColumns(columns, true),
    texts: texts === null ? packTexts(pieces.flatMap(eventsOf), true) : compress(texts),
  }
}
