// A log that several would share, with one process alone: the real log of a folder, and a team that a test plays. What the
// test says has changed comes with the feed, as it would from another process.

import { RunlightError } from '../../src/core/basics/errors.ts'
import type { Answer } from '../../src/core/contract/dispatch.ts'
import { newSummary } from '../../src/core/job/summary.ts'
import type { RunSummary } from '../../src/core/run/run.ts'
import type { SharedLog } from '../../src/engine/log/shared-log.ts'
import { openLog } from '../../src/engine/log/sqlite/threads/open-log.ts'
import type { Command, Feed, Member, TeamPort } from '../../src/engine/log/team-port.ts'

type News = Partial<Omit<Feed, 'cursor' | 'more'>>

export type StandInTeam = {
  readonly log: SharedLog
  /** Commands that were asked, in order. */
  readonly asked: Omit<Command, 'id' | 'at'>[]
  readonly answer: (id: number, answer: Answer) => void
  /** What the next feed tells. */
  readonly changed: (news: News) => void
  readonly members: Member[]
  /** The database cannot be reached while this is true. */
  away: boolean
  /** While it is set this process has no place, and is refused another with this sentence. */
  taken: string | null
  /** How often it was refused one. */
  refusals: number
}

const nobodyKeepsHouse = {
  keeper: null,
  mine: false,
  forMs: 0,
  doneAt: null,
  said: { tasks: [], outcomes: [] },
  wish: null,
}

export const collector = (name: string, part: Partial<Member> = {}): Member => ({
  id: 1,
  name,
  role: 'collector',
  state: 'alive',
  silentMs: 0,
  version: '0.1.0',
  only: [],
  runs: 0,
  ...part,
})

/** Space and collector of each run are those that `placeOf` gives. `told`: the runs that pages tell of, in place of the stored. */
export async function openStandInTeam(
  dataDir: string,
  placeOf: (run: number) => NonNullable<RunSummary['team']>,
  told: readonly RunSummary[] | null = null,
): Promise<StandInTeam> {
  const log = await openLog(dataDir, 'browser', false, () => {})
  const news: News[] = []
  const asked: Omit<Command, 'id' | 'at'>[] = []
  const answers = new Map<number, Answer>()
  const members: Member[] = []
  const placed = (run: RunSummary): RunSummary => ({ ...run, team: placeOf(run.id) })
  let wake = () => {}
  const reach = () => {
    if (standIn.away) throw new RunlightError('log-away', 'The database does not answer.')
  }
  const team = {
    join: async () => {
      if (standIn.taken !== null) {
        standIn.refusals++
        throw new RunlightError('not-allowed', standIn.taken)
      }
      return { id: 9, epoch: 1, ttlMs: 15_000 }
    },
    renew: async () => {
      reach()
      if (standIn.taken !== null) throw new RunlightError('fenced', 'Others have its place.')
    },
    leave: async () => {},
    members: async () => [...members],
    ask: async (command: Omit<Command, 'id' | 'at'>) => asked.push(command),
    answers: async (ids: readonly number[]) =>
      ids.flatMap((id) => {
        const answer = answers.get(id)
        return answer === undefined ? [] : [{ id, answer }]
      }),
    feed: async () => {
      reach()
      const next = news.shift() ?? {}
      const runs = (next.runs ?? []).map(placed)
      const none = {
        removed: [],
        alerts: [],
        servers: false,
        settings: false,
        rules: false,
        members: false,
        access: false,
        upkeep: false,
      }
      return { cursor: {}, ...none, ...next, runs, more: news.length > 0 }
    },
    page: async (before: number | null, limit: number) => {
      const all = (told ?? (await log.summaries()))
        .toReversed()
        .filter(({ id }) => before === null || id < before)
      const runs = all.slice(0, limit).map(placed)
      return { runs, next: all.length > limit ? (runs.at(-1)?.id ?? null) : null }
    },
    woken: (ms: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
    durability: async () => 'single' as const,
    upkeep: async () => ({ ...nobodyKeepsHouse, now: Date.now() }),
    setTeamSetting: (name: string, value: string) => log.setSetting(name, value),
  } satisfies Partial<TeamPort>
  const standIn: StandInTeam = {
    // A hub asks for no more than these.
    log: { ...log, team: team as unknown as TeamPort, as: () => log },
    asked,
    answer: (id, answer) => {
      answers.set(id, answer)
      wake()
    },
    changed: (change) => {
      news.push(change)
      wake()
    },
    members,
    away: false,
    taken: null,
    refusals: 0,
  }
  return standIn
}

/** A run that is over, as it is first written. */
export function finishedRun(title: string, part: Partial<RunSummary> = {}) {
  const summary = newSummary({
    kind: 'plain',
    serverId: null,
    server: 'local',
    title,
    createdAt: 1_700_000_000_000,
    generates: false,
    beatMs: null,
  })
  return {
    uid: crypto.randomUUID(),
    kind: 'plain',
    serverId: null,
    baseUrl: '',
    params: { url: 'http://127.0.0.1:9/' },
    hasSecret: false,
    summary: {
      ...summary,
      job: { ...summary.job, state: 'completed' as const },
      connection: { ...summary.connection, state: 'closed' as const, attempt: 1 },
      ...part,
    },
  }
}
