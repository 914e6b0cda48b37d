// GET /events/clock: the time, once a second, for ever, without ids: what is missed is missed.

import { event, type Step } from '../base/step.ts'
import type { Service, Visit } from './service.ts'

const everyMs = 1_000

export const clock: Service = {
  kind: 'plain',
  method: 'GET',
  path: '/events/clock',
  jobs: 'none',
  middleMs: 5_000,
  identify: () => ({ ok: true, id: 'clock' }),
  steps: strike,
}

function* strike({ isoAt }: Visit): Generator<Step> {
  for (let at = 0; ; at += everyMs) yield event(at, 'time', isoAt(at))
}
