// What people do at the hub meanwhile: they add runs, stop, retry, mark and remove them, and start work again. It keeps what was asked
// and what was answered as done, so that the log can be held against it. What was not answered may have been done or not.

import type { Random } from './random.ts'
import type { TeamMember } from './team-members.ts'
import { credentials } from './team-streams.ts'

/** A run as it is stored. `path`: what it watches. */
export type StoredRun = {
  readonly run: number
  readonly path: string
  readonly events: number
  readonly wanted: boolean
  readonly note: string
  readonly gaps: number
  readonly state: string
}

export type Operator = ReturnType<typeof createOperator>

const settled = new Set(['closed', 'ended-early', 'refused', 'stopped'])

/** Whether asking for `path` starts work. */
export const startsWork = (path: string): boolean => path.startsWith('/work/') || path.startsWith('/secret/')

export function createOperator(hub: Pick<TeamMember, 'ask'>, url: string, random: Random) {
  /** How often somebody asked for the work of a path. */
  const clicks = new Map<string, number>()
  /** Answered as added. */
  const added = new Set<number>()
  const removal = { asked: new Set<number>(), done: new Set<number>() }
  /** Answered as stopped, and nobody has retried them since. */
  const stopped = new Set<number>()
  const notes = new Map<number, { sure: string; maybe: string[] }>()
  const figures = { asked: 0, done: 0, unanswered: 0 }
  let turn = 0

  const ask = async (name: string, input: unknown) => {
    figures.asked++
    const answer = await hub.ask(name, input)
    if (answer?.ok === true) figures.done++
    else if (answer === null || answer.code === 'not-answered') figures.unanswered++
    return answer
  }
  const clicked = (path: string) => clicks.set(path, (clicks.get(path) ?? 0) + 1)

  const acts = {
    stop: async ({ run }: StoredRun) => {
      if ((await ask('runs.stop', { run }))?.ok === true) stopped.add(run)
    },
    retry: async ({ run }: StoredRun) => {
      stopped.delete(run)
      await ask('runs.retry', { run })
    },
    mark: async ({ run }: StoredRun) => {
      const note = `note ${++turn}`
      const of = notes.get(run) ?? { sure: '', maybe: [] }
      of.maybe.push(note)
      notes.set(run, of)
      const answer = await ask('runs.mark', { run, change: { note } })
      if (answer?.ok === true) notes.set(run, { sure: note, maybe: [] })
    },
    remove: async ({ run }: StoredRun) => {
      removal.asked.add(run)
      if ((await ask('runs.remove', { run }))?.ok === true) removal.done.add(run)
    },
    startAgain: async ({ run, path }: StoredRun) => {
      clicked(path)
      const answer = await ask('runs.startAgain', { run })
      if (answer?.run !== undefined) added.add(answer.run)
    },
  }
  const may: Readonly<Record<keyof typeof acts, (run: StoredRun) => boolean>> = {
    stop: ({ wanted }) => wanted,
    retry: ({ path, state }) => settled.has(state) && !startsWork(path),
    mark: () => true,
    remove: () => true,
    startAgain: ({ path, state }) => settled.has(state) && startsWork(path),
  }
  const names = ['stop', 'retry', 'mark', 'mark', 'remove', 'startAgain'] as const

  return {
    clicks,
    removal,
    figures,
    /** Adds a run of what `path` says. */
    add: async (path: string): Promise<void> => {
      clicked(path)
      const method = startsWork(path) ? 'POST' : 'GET'
      const answer = await ask('runs.add', {
        kind: 'plain',
        serverId: null,
        baseUrl: null,
        params: { url: `${url}${path}`, method, repeat: method === 'GET' ? 'yes' : 'no', endEvent: 'end' },
        headers: path.startsWith('/secret/') ? credentials : null,
        title: null,
        evenIfWatched: true,
        retry: true,
      })
      if (answer?.run !== undefined) added.add(answer.run)
    },
    /** Does something with each of some runs, no two things with one. Resolves when all of it is answered, or nobody will. */
    act: async (runs: readonly StoredRun[], times: number): Promise<void> => {
      const left = runs.filter(({ run }) => !removal.asked.has(run))
      const doing: Promise<void>[] = []
      for (let i = 0; i < times; i++) {
        const name = random.pick(names)
        const fit = left.filter(may[name])
        if (fit.length === 0) continue
        const one = random.pick(fit)
        left.splice(left.indexOf(one), 1)
        doing.push(acts[name](one))
      }
      await Promise.all(doing)
    },
    /** What was answered as done and is not so in the log, as sentences. */
    faults: (runs: readonly StoredRun[]): string[] => {
      const known = new Map(runs.map((one) => [one.run, one]))
      const faults: string[] = []
      for (const run of added)
        if (!known.has(run) && !removal.asked.has(run)) faults.push(`run ${run} was added and is not there`)
      for (const run of removal.done) if (known.has(run)) faults.push(`run ${run} was removed and is there`)
      for (const { run, path, wanted, note } of runs) {
        if (stopped.has(run) && wanted && !startsWork(path))
          faults.push(`run ${run} was stopped and is watched`)
        const { sure, maybe } = notes.get(run) ?? { sure: '', maybe: [] }
        if (note !== sure && !maybe.includes(note))
          faults.push(`run ${run} has the note “${note}”, “${sure}” was stored`)
      }
      return faults
    },
  }
}
