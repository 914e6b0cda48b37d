// The messages of rows: each row of a list is read by its run's kind when the page is read. Storing them was rejected: a
// message follows from the event, and a kind that is mended shall mend the old rows too.

import { eventMessage } from '../../../core/job/event-message.ts'
import type { Reading } from '../../../core/job/reading.ts'
import type { Kind, StreamEvent } from '../../../core/kind/kind.ts'
import { chosenBefore } from '../../../core/reader/with-readers.ts'
import { readEvent } from '../../fold/read-event.ts'
import type { StoredRun } from '../rows.ts'

/** Of longer data (UTF-16 units) the row shows the beginning: reading a page of such events would hold up the next. */
const longestRead = 131_072

type NumberedEvent = StreamEvent & { readonly seq: number }

export type RowMessages = {
  /** What the event says in one sentence; null where its data says it best. */
  readonly messageOf: (event: NumberedEvent) => string | null
  /** The piece of text that the event is. */
  readonly pieceOf: (event: NumberedEvent) => string
}

/** Gives the messages of the events of a run, as it is read now: a run may be given another reader. */
export function createRowMessages(
  find: (run: number) => StoredRun | null,
  kinds: ReadonlyMap<string, Kind>,
): (run: number) => RowMessages {
  return (run) => {
    const stored = find(run)
    const kind = kinds.get(stored?.summary.kind ?? '')
    const read = (event: NumberedEvent): readonly Reading[] => {
      if (stored === null || kind === undefined || event.data.length > longestRead) return []
      return readEvent(kind, event, stored.params, chosenBefore(stored.summary.job, event.seq))
    }
    return {
      messageOf: (event) => eventMessage(read(event), event.data),
      pieceOf: (event) =>
        read(event)
          .map((reading) => (reading.type === 'text' ? reading.text : ''))
          .join(''),
    }
  }
}
