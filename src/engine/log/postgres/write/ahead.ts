// Events that the writer's thread is given before the batch that brings them, while another is on its way to the database:
// they are packed here and read there meanwhile, so that little is left to do when their turn comes. It is no more than that.
// The batch says which runs begin with them; one that is given again, or holds something else, brings everything itself.

import type { Batch, NewEvent } from '../../rows.ts'
import { type Piece, piecesOf } from '../events/pieces.ts'
import { type Ahead, inOrder, type PackedBatch, packBatch } from './packed-batch.ts'

/** What goes to the thread ahead; the latest replaces those before. */
export type AheadPieces = {
  readonly id: number
  readonly runs: readonly { readonly run: number; readonly pieces: readonly Piece[] }[]
}

export type Packer = {
  readonly ahead: (events: readonly NewEvent[]) => AheadPieces
  readonly pack: (batch: Batch, again: boolean) => PackedBatch
}

export function createPacker(): Packer {
  let given: Ahead<NewEvent> | null = null
  let ids = 0
  return {
    ahead: (events) => {
      const runs = new Map(
        [...Map.groupBy(events, ({ run }) => run)].map(([run, own]) => [run, inOrder(own)] as const),
      )
      given = { id: ++ids, runs }
      return { id: ids, runs: [...runs].map(([run, own]) => ({ run, pieces: piecesOf(own) })) }
    },
    pack: (batch, again) => {
      const known = again ? null : given
      given = null
      return packBatch(batch, known)
    },
  }
}
