// What the log tells of events that a new connection may be sending again: where an equal event lies, and what follows
// there. Equality is by id, name and data; of an event that follows, only a number that stands for all three is given, so
// that a walk over a million events carries none of their texts.

import type Database from 'better-sqlite3'
import { type Likeness, type Mark, markOf } from '../../event-mark.ts'
import { eventKey, runShift } from '../rows/keys.ts'
import { packText, type StoredText, unpackText } from '../rows/text.ts'

/** One page of marks: as many events, or as many UTF-16 units of their texts, whichever is reached first. */
const pageEvents = 512
const pageUnits = 4 * 2 ** 20

export function createSentAgainReader(db: Database.Database) {
  // The length is compared first: it stands in the row's header, so that no long text is read in vain.
  const alike = db
    .prepare(
      `SELECT key FROM events WHERE key >= ? AND key <= ? AND flags & ? = 0 AND coalesce(event_id, '') = ?
         AND octet_length(data) = ? AND name = ? AND data = ? ORDER BY key LIMIT ?`,
    )
    .pluck()
  const following = db
    .prepare(
      'SELECT key, event_id, name, data, flags FROM events WHERE key >= ? AND key <= ? ORDER BY key LIMIT ?',
    )
    .raw()

  return {
    alike: (
      run: number,
      from: number,
      to: number,
      event: Likeness,
      without: number,
      limit: number,
    ): number[] => {
      const data = packText(event.data)
      return alike
        .all(
          eventKey(run, from),
          eventKey(run, to),
          without,
          packText(event.id ?? ''),
          Buffer.byteLength(data),
          packText(event.name),
          data,
          limit,
        )
        .map((key) => Number(key) - run * runShift)
    },
    marks: (run: number, from: number, to: number): Mark[] => {
      const page: Mark[] = []
      let units = 0
      for (const row of following.iterate(eventKey(run, from), eventKey(run, to), pageEvents)) {
        const [key, id, name, data, flags] = row as [
          number,
          StoredText | null,
          StoredText,
          StoredText,
          number,
        ]
        const text = unpackText(data)
        const event = { id: id === null ? null : unpackText(id), name: unpackText(name), data: text }
        page.push({
          seq: key - run * runShift,
          mark: markOf(event),
          hasId: event.id !== null && event.id !== '',
          flags,
        })
        units += text.length + event.name.length + (event.id?.length ?? 0)
        if (units > pageUnits) break
      }
      return page
    },
  }
}
