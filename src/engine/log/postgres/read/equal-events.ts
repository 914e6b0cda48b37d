// For recognising repeats: where an equal event is stored, and the digests of what follows there.

import { blockOf, blockSize } from '../../../../core/log/blocks.ts'
import { eventUnits } from '../../../../core/log/event-units.ts'
import { digestOf, type EventDigest } from '../../event-digest.ts'
import type { LogReader } from '../../log-reader.ts'
import type { AtOnce } from '../../port.ts'
import type { EventBlock, EventBlocks } from './event-blocks.ts'
import type { Heads } from './heads.ts'

/** One page of digests: as many events, or as many UTF-16 units of their texts, whichever is reached first. */
const pageEvents = 512
const pageUnits = 4 * 2 ** 20

export function createEqualEvents(
  heads: Heads,
  blocks: EventBlocks,
): Pick<AtOnce<LogReader>, 'findEqual' | 'digests'> {
  return {
    findEqual: (run, from, to, event, without, limit) => {
      const head = heads(run)
      const found: number[] = []
      if (head === null) return found
      const last = Math.min(to, head.events)
      const id = event.id ?? ''
      const mayBe = (block: EventBlock, i: number) =>
        block.size[i] === event.data.length &&
        ((block.flags[i] ?? 0) & without) === 0 &&
        (block.id[i] ?? '') === id &&
        block.name[i] === event.name
      for (let block = blockOf(Math.max(1, from)); block * blockSize < last; block++) {
        const outlines = blocks.block(head, block, false)
        let texts: EventBlock | null = null
        const end = Math.min(last - outlines.first, outlines.at.length - 1)
        for (let i = Math.max(0, from - outlines.first); i <= end; i++) {
          if (!mayBe(outlines, i)) continue
          // Texts are read only where everything else is equal.
          texts ??= blocks.block(head, block, true)
          if (texts.data[i] === event.data) found.push(outlines.first + i)
          if (found.length >= limit) return found
        }
      }
      return found
    },
    digests: (run, from, to) => {
      const head = heads(run)
      const page: EventDigest[] = []
      if (head === null) return page
      let units = 0
      const last = Math.min(to, head.events)
      for (
        let seq = Math.max(1, from);
        seq <= last && page.length < pageEvents && units <= pageUnits;
        seq++
      ) {
        const block = blocks.block(head, blockOf(seq), true)
        const i = seq - block.first
        const [data, name, id] = [block.data[i], block.name[i] ?? '', block.id[i] ?? null]
        if (data === undefined) break
        const digest = digestOf({ id, name, data })
        page.push({ seq, digest, hasId: id !== null && id !== '', flags: block.flags[i] ?? 0 })
        units += eventUnits({ name, id, data })
      }
      return page
    },
  }
}
