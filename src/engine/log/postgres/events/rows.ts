// A row of events as the database keeps it, of a tail or of a block, and the events that it holds.

import type { StoredEvent } from '../../rows.ts'
import { columnsOf } from './columns.ts'
import { packColumns, unpackOutline } from './outline.ts'
import { packTexts, unpackTexts } from './texts.ts'

export type Packed = { readonly outline: Uint8Array; readonly texts: Uint8Array }

/** `events` are at least one, follow each other, and are of one run. */
export function packEvents(events: readonly StoredEvent[], inBlock: boolean): Packed {
  return { outline: packColumns(columnsOf(events), inBlock), texts: packTexts(events, inBlock) }
}

/** The events of a row whose first is `firstSeq`. Throws a ZodError or a SyntaxError where it is damaged. */
export function unpackEvents({ outline, texts }: Packed, firstSeq: number, inBlock: boolean): StoredEvent[] {
  const columns = unpackOutline(outline, inBlock)
  const { data, raw } = unpackTexts(texts, columns, inBlock)
  return data.map((text, i) => ({
    seq: firstSeq + i,
    attempt: columns.attempt[i] ?? 0,
    at: columns.at[i] ?? 0,
    name: columns.name[i] ?? '',
    id: columns.id[i] ?? null,
    data: text,
    flags: columns.flags[i] ?? 0,
    trueSize: columns.trueSize.get(i) ?? null,
    raw: raw.get(i) ?? null,
  }))
}
