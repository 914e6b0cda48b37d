// What a process that watches says of itself to whoever keeps it running: a plain answer for each path, so that any HTTP server
// can give it. An orchestrator asks `/healthz` whether to start the process anew, and `/readyz` whether to send it work.

import type { LogStatus } from '../../core/contract/contract.ts'

export type HealthAnswer = { readonly status: 200 | 500 | 503; readonly type: string; readonly body: string }

export type HealthRoutes = ReadonlyMap<string, () => Promise<HealthAnswer>>

export type HealthDeps = {
  /** Whether the log takes what is written. */
  readonly logStatus: () => LogStatus
  /** The metrics in Prometheus’ text format; null where there are none to fetch. */
  readonly metrics: (() => Promise<string>) | null
}

const plain = 'text/plain; charset=utf-8'
/** https://prometheus.io/docs/instrumenting/exposition_formats */
const prometheus = 'text/plain; version=0.0.4; charset=utf-8'

/** `/healthz`, `/readyz` and, where there are metrics, `/metrics`. None of them rejects. */
export function healthRoutes({ logStatus, metrics }: HealthDeps): HealthRoutes {
  const routes = new Map<string, () => Promise<HealthAnswer>>([
    // Whoever gets this answer knows that the event loop turns.
    ['/healthz', async () => answer(200, 'ok')],
    [
      '/readyz',
      async () => {
        const { state, sentence } = logStatus()
        // A slow log takes what comes: streams are held up, and nothing is lost.
        return state === 'ok' || state === 'slow'
          ? answer(200, 'ok')
          : answer(503, sentence ?? `The log takes nothing: ${state}.`)
      },
    ],
  ])
  if (metrics !== null)
    routes.set('/metrics', async () => {
      try {
        return { status: 200, type: prometheus, body: await metrics() }
      } catch {
        return answer(500, 'The metrics could not be read: try again, and report it if it stays.')
      }
    })
  return routes
}

function answer(status: HealthAnswer['status'], sentence: string): HealthAnswer {
  return { status, type: plain, body: `${sentence}\n` }
}
