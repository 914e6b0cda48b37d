// For recognising repeats: where an equal event is stored, and the digests of what follows there. Events are equal by id,
// name and data. Digests stand for all three, so a walk over a million events carries none of their texts.

import type Database from 'better-sqlite3'
import { eventUnits } from '../../../../core/log/event-units.ts'
import { digestOf, type EventDigest } from '../../event-digest.ts'
import type { LogReader } from '../../log-reader.ts'
import type { AtOnce } from '../../port.ts'
import { eventKey, runShift } from '../rows/keys.ts'
import { packText, type StoredText, unpackText } from '../rows/text.ts'

/** One page of digests: as many events, or as many UTF-16 units of their texts, whichever is reached first. */
const pageEvents = 512
const pageUnits = 4 * 2 ** 20

export function createEqualEventsReader(
  db: Database.Database,
): Pick<AtOnce<LogReader>, 'findEqual' | 'digests'> {
  // The length is compared first: it stands in the row's header, so that no long text is read in vain.
  const findEqual = db
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
    findEqual: (run, from, to, event, without, limit) => {
      const data = packText(event.data)
      return findEqual
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
    digests: (run, from, to) => {
      const page: EventDigest[] = []
      let units = 0
      for (const row of following.iterate(eventKey(run, from), eventKey(run, to), pageEvents)) {
        const [key, id, name, data, flags] = row as [
          number,
          StoredText | null,
          StoredText,
          StoredText,
          number,
        ]
        const event = {
          id: id === null ? null : unpackText(id),
          name: unpackText(name),
          data: unpackText(data),
        }
        page.push({
          seq: key - run * runShift,
          digest: digestOf(event),
          hasId: event.id !== null && event.id !== '',
          flags,
        })
        units += eventUnits(event)
        if (units > pageUnits) break
      }
      return page
    },
  }
}
