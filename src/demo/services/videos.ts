// GET /v1/videos/requests/{video_uuid}/events: a request that lives on the server and says only its state. Like a
// flashcard run it is a plan drawn up from its name, seen at the time of the look.

import { between } from '../base/random.ts'
import { event, type Step, terminal } from '../base/step.ts'
import { withPings } from './pings.ts'
import type { Service, Visit } from './service.ts'

export const videos: Service = {
  kind: 'videos',
  method: 'GET',
  path: '/v1/videos/requests/{video_uuid}/events',
  jobs: 'server',
  middleMs: 8_000,
  identify: (_ask, segment) => ({ ok: true, id: segment }),
  steps: (visit) => withPings(watch(visit), visit),
}

/** 20 to 50 s by the request's name; a failing one stops after three fifths of its time. */
function* watch({ id, fault, random, elapsedMs, isoAt }: Visit): Generator<Step> {
  const requestId = between(random, 200, 9_000)
  const startsMs = between(random, 2, 4) * 1_000
  const lastsFor = between(random, 20, 50)
  const endsMs = (fault === 'failing' ? Math.floor(lastsFor * 0.6) : lastsFor) * 1_000
  const outcome = fault === 'failing' ? 'failed' : 'completed'
  const began = -elapsedMs
  const said = (at: number, status: string) =>
    event(at, 'status', {
      status,
      request_id: requestId,
      video_uuid: id,
      started_at: status === 'pending' ? null : isoAt(began + startsMs),
      completed_at: status === 'completed' ? isoAt(began + endsMs) : null,
    })
  if (elapsedMs < startsMs) yield said(0, 'pending')
  if (elapsedMs < endsMs) yield said(Math.max(0, began + startsMs), 'processing')
  const endAt = Math.max(0, began + endsMs)
  yield said(endAt, outcome)
  yield terminal(endAt, 'end', { status: outcome })
}
