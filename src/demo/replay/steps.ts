// The events of a recorded connection as steps of a stream: each at the time it came at, and the end as it was.

import type { RecordedEvent } from '../../core/transcript/recording.ts'
import type { Frame, Step } from '../base/step.ts'

export type Ending = {
  /** Epoch milliseconds, as the events' times. */
  readonly at: number
  readonly lost: boolean
}

/**
 * `origin` is the moment that the connection was answered, on the clock of the events. `onWhole` is called when nothing but
 * the end is left.
 */
export function* toSteps(
  events: Iterable<RecordedEvent>,
  origin: number,
  ending: Ending,
  onWhole: () => void,
): Generator<Step> {
  let last = 0
  for (const event of events) {
    // A clock that was set back in the middle of a recording does not hold the rest of it up.
    last = Math.max(last, event.at - origin)
    yield toFrame(event, last)
  }
  onWhole()
  yield { type: ending.lost ? 'cut' : 'end', at: Math.max(last, ending.at - origin) }
}

/** What a stream cannot carry is changed as an export as stream text changes it. */
function toFrame({ name, id, data, ping, terminal }: RecordedEvent, at: number): Frame {
  const part = ping ? 'ping' : terminal ? 'terminal' : 'event'
  return {
    type: 'frame',
    at,
    part,
    name: name === 'message' ? null : name.replace(/[\r\n]+/g, ' '),
    id: id !== null && /[\0\r\n]/.test(id) ? null : id,
    data: data.includes('\r') ? data.replace(/\r\n?/g, '\n') : data,
  }
}
