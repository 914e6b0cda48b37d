// A tap for programs: one JSON object a line.

import { isoTime } from '../../core/basics/times.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { jsonLine } from '../terminal/json-line.ts'
import type { TapView } from './tap-view.ts'

/** `write` is given whole lines. */
export function createTapJson(write: (text: string) => void): TapView {
  const say = (type: string, more: object) => write(jsonLine({ type, at: isoTime(Date.now()), ...more }))
  const nameOf = ({ id, kind, title, server, tapped }: RunSummary) => ({
    run: id,
    uid: tapped?.uid ?? null,
    kind,
    title,
    server,
  })

  return {
    ready: (ready) => say('tap', ready),
    begins: (run, attempt, { address, agent }) =>
      say('begin', { ...nameOf(run), attempt, client: { address, agent } }),
    ends: (run, { attempt, ms, events, client: { address, agent, state, bytes, slowMs } }) => {
      const { job, connection, tapped } = run
      say('end', {
        ...nameOf(run),
        attempt,
        job: { state: job.state, cause: job.cause },
        connection: { state: connection.state, cause: connection.cause },
        ms,
        events,
        client: { address, agent, state, bytes, slowMs },
        unrecorded: tapped?.unrecorded ?? 0,
      })
    },
    clientEnds: (run, { state, bytes, slowMs }) => say('client', { ...nameOf(run), state, bytes, slowMs }),
    bytesLost: (run, bytes, cause) => say('not-recorded', { ...nameOf(run), bytes, cause }),
    streamsLost: (streams) => say('not-recorded', { streams }),
    refused: (count, status, cause) => say('refused', { count, status, cause }),
    trouble: (sentence) => say('trouble', { sentence }),
    closing: (underWay) => say('closing', { underWay }),
    closed: (passed) => say('closed', passed),
  }
}
