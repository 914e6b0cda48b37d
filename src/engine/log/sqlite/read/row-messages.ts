// The messages of rows: each row of a list is read by its run's kind when the page is read. Storing them was rejected: a
// message follows from the event, and a kind that is mended shall mend the old rows too.

import { eventMessage } from '../../../../core/job/event-message.ts'
import type { Reading } from '../../../../core/job/reading.ts'
import type { Kind, Params, StreamEvent } from '../../../../core/kind/kind.ts'
import { kinds } from '../../../base/kinds.ts'
import { readEvent } from '../../../fold/read-event.ts'
import type { StoredRun } from '../../rows.ts'

const keptRuns = 16
/** Of longer data (UTF-16 units) the row shows the beginning: reading a page of such events would hold up the next. */
const longestRead = 131_072

export type RowMessages = {
  /** What the event says in one sentence; null where its data says it best. */
  readonly messageOf: (event: StreamEvent) => string | null
  /** The piece of text that the event is. */
  readonly pieceOf: (event: StreamEvent) => string
}

/** Gives the messages of the events of a run. */
export function createRowMessages(find: (run: number) => StoredRun | null): (run: number) => RowMessages {
  const kept = new Map<number, { readonly kind: Kind | undefined; readonly params: Params }>()
  const asked = (run: number) => {
    const known = kept.get(run)
    if (known !== undefined) return known
    const stored = find(run)
    const made = { kind: kinds.get(stored?.summary.kind ?? ''), params: stored?.params ?? {} }
    if (stored !== null) kept.set(run, made)
    if (kept.size > keptRuns) kept.delete(kept.keys().next().value ?? run)
    return made
  }
  return (run) => {
    const { kind, params } = asked(run)
    const read = (event: StreamEvent): readonly Reading[] =>
      kind === undefined || event.data.length > longestRead ? [] : readEvent(kind, event, params)
    return {
      messageOf: (event) => eventMessage(read(event), event.data),
      pieceOf: (event) =>
        read(event)
          .map((reading) => (reading.type === 'text' ? reading.text : ''))
          .join(''),
    }
  }
}
