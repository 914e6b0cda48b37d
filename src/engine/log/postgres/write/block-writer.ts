// The writer's part of what follows from the events and is made anew where it is missing: the figures of blocks, checkpoints.

import { type Block, blockSize } from '../../../../core/log/blocks.ts'
import type { LogWriter } from '../../log-writer.ts'
import { int8s, texts } from '../base/values.ts'
import { checkpointStatement } from './checkpoints.ts'
import type { MemberWriter } from './member-writer.ts'

type Part = Pick<LogWriter, 'putBlocks' | 'putCheckpoints'>

export function createBlockWriter(writer: MemberWriter): Part {
  return {
    putBlocks: async (run, made: readonly Block[]) => {
      if (made.length === 0) return
      await writer.write({
        // Those that say of a block as much as its row has, and no more: that is the row that their last event is in.
        sql: `UPDATE runlight.event_block b SET figures = g.figures
          FROM unnest($2::bigint[], $3::text[]) AS g (last, figures)
          WHERE b.run = $1 AND b.last_seq = g.last AND b.figures IS NULL`,
        params: [
          run,
          int8s(made.map(({ block, events }) => block * blockSize + events)),
          texts(made.map((block) => JSON.stringify(block))),
        ],
      })
    },
    putCheckpoints: async (run, made, bad) => {
      const statements = [
        ...(bad.length === 0
          ? []
          : [
              {
                sql: 'DELETE FROM runlight.checkpoints WHERE run = $1 AND seq = ANY($2)',
                params: [run, int8s(bad)],
              },
            ]),
        ...checkpointStatement(made),
      ]
      if (statements.length > 0) await writer.write(...statements)
    },
  }
}
