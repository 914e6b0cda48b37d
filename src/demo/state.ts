// What the backend remembers between requests: when server-side jobs began, how often a job was asked for with a fault,
// and how many jobs each kind has started. Bounded, because the names come from strangers.

import { createRecent } from './base/recent.ts'
import type { Service } from './services/service.ts'

/** Jobs and visits beyond these many are forgotten, oldest first; a forgotten job would begin again. */
const rememberedNames = 20_000

type Started = {
  /** Milliseconds of the sample world. */
  readonly startedAt: number
  /** The number of the job among those of its kind, from 1; 0 where there is no job. */
  readonly number: number
}

export type State = {
  /** The job that a request is about, begun now unless it lives on the server already. */
  readonly job: (service: Service, id: string, now: number) => Started
  /** Counts a request by `name` and answers how many there were, this one included. */
  readonly count: (name: string) => number
  /** Jobs started so far, by kind. */
  readonly jobs: () => Readonly<Record<string, number>>
}

export function createState(kinds: readonly string[]): State {
  const jobs = new Map(kinds.map((kind) => [kind, 0]))
  const living = createRecent<Started>(rememberedNames)
  const visits = createRecent<number>(rememberedNames)

  function start(kind: string, now: number): Started {
    const number = (jobs.get(kind) ?? 0) + 1
    jobs.set(kind, number)
    return { startedAt: now, number }
  }

  return {
    job: (service, id, now) => {
      if (service.jobs === 'none') return { startedAt: now, number: 0 }
      if (service.jobs === 'request') return start(service.kind, now)
      const name = `${service.kind} ${id}`
      const job = living.get(name) ?? start(service.kind, now)
      living.set(name, job)
      return job
    },
    count: (name) => {
      const count = (visits.get(name) ?? 0) + 1
      visits.set(name, count)
      return count
    },
    jobs: () => Object.fromEntries(jobs),
  }
}
