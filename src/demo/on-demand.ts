// The sample backend inside a host's own process, for a first look without a server: started when it is first asked for,
// kept until the host ends. A process of its own was rejected: it is light, and it must not outlive the window.

import type { Params } from '../core/kind/kind.ts'
import type { SampleBackend } from './backend.ts'

export type SampleOnDemand = {
  /** Where it answers, and what to watch there. */
  readonly port: () => Promise<{
    readonly baseUrl: string
    readonly runs: readonly { readonly kind: string; readonly params: Params }[]
    /** Starts applications that ask it by way of this address; returns what ends them. */
    readonly applications: (url: string) => () => void
  }>
  readonly close: () => Promise<void>
}

/** Taken if it is free, so that the runs of an earlier day find their server again; else any other. */
const usualPort = 4280

export function createSampleOnDemand(): SampleOnDemand {
  let starting: Promise<SampleBackend> | null = null

  const start = async () => {
    const { startSampleBackend } = await import('./backend.ts')
    return startSampleBackend({ port: usualPort }).catch(() => startSampleBackend())
  }

  return {
    port: async () => {
      starting ??= start()
      try {
        const { url } = await starting
        const { startApplications } = await import('./applications/applications.ts')
        const { sampleRuns } = await import('./sample-runs.ts')
        return { baseUrl: url, runs: sampleRuns(url), applications: startApplications }
      } catch (thrown) {
        starting = null
        throw thrown
      }
    },
    close: async () => {
      await (await starting)?.close()
    },
  }
}
