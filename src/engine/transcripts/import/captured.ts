// What the readers of captured streams share: a capture tells its events, and little of the connection that they came over.

import { RunlightError } from '../../../core/basics/errors.ts'
import type { Kind } from '../../../core/kind/kind.ts'
import { formatNotice } from '../../../core/run/notice.ts'
import type { Attempt } from '../../../core/run/run.ts'
import { eventLimits } from '../../connection/oversized-event.ts'
import type { PassedOver } from '../formats/sse-parser.ts'
import type { Damage } from './damage.ts'
import type { ImportedEvent } from './import-run.ts'
import { noticesOf } from './passed-over.ts'

export const endOfCapture = 'The capture ends here'
export const timesUntold =
  'The capture tells no times: its events stand at the time of the file, in their order.'
/** As much of an event as a live run keeps. */
const longestData = eventLimits.eventBytes

/** The kind that was chosen; where none was, the one that any stream fits. */
export function chosenKind(id: string | null, kinds: ReadonlyMap<string, Kind>): Kind {
  const kind = id === null ? [...kinds.values()].find((one) => !one.needsServer) : kinds.get(id)
  if (kind !== undefined) return kind
  throw new RunlightError(
    'bad-input',
    `There is no kind “${id ?? ''}”. Known: ${[...kinds.keys()].join(', ')}.`,
  )
}

/** What is longer than Runlight keeps is cut, and says so. */
export function bounded(event: ImportedEvent): ImportedEvent {
  const { data } = event
  if (data.length <= longestData) return event
  return { ...event, data: data.slice(0, longestData), trueSize: event.trueSize ?? data.length, raw: null }
}

/**
 * Tells `damage` what was passed over, each with its line where it has one, and gives the same as the attempt's notices, of
 * the time `at`. `where` stands before each sentence: the name of the entry.
 */
export function noteDamage(
  damage: Damage,
  passed: PassedOver,
  where: string | null,
  at: number,
): Pick<Attempt, 'notices'> {
  const found = noticesOf(passed, at)
  for (const { line, notice, isWhole } of found) {
    if (isWhole) {
      damage.note(
        `${where === null ? 'The' : `${where}: the`} last event has no blank line after it: it was taken as whole.`,
      )
      continue
    }
    const sentence = formatNotice(notice)
    const reason = sentence.charAt(0).toLowerCase() + sentence.slice(1)
    if (where === null) damage.add(line, reason)
    else damage.add(null, `${where}: ${reason}`)
  }
  return found.length === 0 ? {} : { notices: found.map(({ notice }) => notice) }
}

export function captured(url: string, at: number, bytes: number): Attempt {
  return {
    number: 1,
    startedAt: at,
    openedAt: at,
    endedAt: null,
    method: 'GET',
    url,
    status: null,
    headers: [],
    redirects: [],
    resumedFrom: null,
    bytes,
    events: 0,
    comments: 0,
    replayed: 0,
    ending: null,
    bodyHead: null,
    afterSeq: 0,
  }
}
