// Signs of life between the events of a stream: merged in by time, so that no service has to count seconds of its own.

import { ping, type Step } from '../base/step.ts'
import type { Visit } from './service.ts'

/** The documented interval (“every ~15s”). */
const pingMs = 15_000

/** `steps` with a documented `ping` each 15 s of the connection, until they are over. */
export function withPings(steps: Iterable<Step>, { isoAt }: Visit): Generator<Step> {
  return between(steps, (at) => ping(at, 'ping', { ts: isoAt(at) }))
}

function* between(steps: Iterable<Step>, make: (at: number) => Step): Generator<Step> {
  let due = pingMs
  for (const step of steps) {
    while (due < step.at) {
      yield make(due)
      due += pingMs
    }
    yield step
  }
}
