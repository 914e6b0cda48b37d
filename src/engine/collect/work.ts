// The collector's turns: while it has its place it claims runs, does what it is asked, and reads again what is the team's
// when that has changed. A turn is begun by whatever wakes it, and after a moment by itself.

import { errorData, RunlightError } from '../../core/basics/errors.ts'
import type { Dispatch } from '../../core/contract/dispatch.ts'
import type { Server } from '../../core/contract/server.ts'
import type { Claimed, Feed, FeedCursor, TeamPort, Wants } from '../log/team-port.ts'
import type { Board } from '../runs/board.ts'
import type { TakeUp } from '../runs/take-up.ts'
import type { Lease } from './lease.ts'
import type { CollectorNews } from './told.ts'

type Deps = {
  readonly team: Pick<
    TeamPort,
    'claim' | 'letGo' | 'takeCommands' | 'answerCommand' | 'feed' | 'woken' | 'durability' | 'wake'
  >
  readonly lease: Pick<Lease, 'holds' | 'fenced' | 'turn'>
  readonly monotonic: () => number
  readonly board: Pick<Board, 'holdings' | 'notice'>
  /** Whether more is known here of the run than the log has: it is taken up once that is handed over, and from what is stored then. */
  readonly inSpool: (run: number) => boolean
  readonly servers: () => readonly Server[]
  readonly dispatch: Dispatch
  /** Reads again what the feed says has changed. */
  readonly reload: (feed: Feed) => Promise<void>
  /** The alerts of these runs are judged here from now on. */
  readonly judged: (runs: readonly number[]) => Promise<void>
  /** These are not this engine's any more. */
  readonly letGo: (runs: readonly number[]) => void
  /** What it watches, as it was told: servers by name, tags. Empty: all. */
  readonly only: { readonly servers: readonly string[]; readonly tags: readonly string[] }
  readonly opensSealed: boolean
  readonly tell: (news: CollectorNews) => void
  readonly onDefect: (where: string, thrown: unknown) => void
}

const turnMs = 1_000
const lookMs = 100
const claimedAtOnce = 64
/** Runs that rest and are still known here; those that have rested longest are let go first. */
const mostResting = 500
const durabilityEveryMs = 60_000
const asynchronous =
  'The database answers before its standby has what it stored: what was shown may be lost when that one takes over.'

export function createWork(deps: Deps) {
  const { team, lease, board, tell, onDefect } = deps
  const { holdings } = board
  let cursor: FeedCursor | null = null
  let ended = false
  /** This member's, and nobody has them: they could not be taken up, or are to be handed over first. */
  const left = new Set<number>()
  /** Taken up, and their alerts are not judged yet. */
  const unjudged = new Set<number>()
  let lackSaid = ''
  let durableAt = Number.NEGATIVE_INFINITY
  let isRisky: boolean | null = null

  const wants = (): Wants => {
    const servers = deps.servers()
    const { only } = deps
    const lacking = servers.filter(({ needsSecret }) => needsSecret)
    const names = lacking.map(({ name }) => name)
    if (names.join('\n') !== lackSaid) {
      lackSaid = names.join('\n')
      if (names.length > 0) tell({ type: 'lacks', servers: names })
    }
    const all = only.servers.length === 0 && only.tags.length === 0
    return {
      servers: all ? null : servers.filter(({ name }) => only.servers.includes(name)).map(({ id }) => id),
      tags: only.tags,
      withoutSecretsOf: lacking.map(({ id }) => id),
      opensSealed: deps.opensSealed,
    }
  }

  const claim = async () => {
    for (let full = true; full && !ended && lease.holds(); ) {
      const turn = lease.turn()
      const stillOurs = () => !ended && lease.holds() && lease.turn() === turn
      const claimed = await team.claim(wants(), claimedAtOnce)
      if (claimed.length === 0) return
      full = claimed.length === claimedAtOnce
      tell({ type: 'claimed', runs: claimed })
      for (const { run } of claimed) left.add(run)
      const known = claimed.filter(({ run }) => !deps.inSpool(run))
      // Had before, at rest, and taken from here without a word: what is known of them is old.
      const old = new Set(holdings.resting())
      holdings.letGo(known.flatMap(({ run }) => (old.has(run) ? run : [])))
      const taken = await Promise.allSettled(
        known.map((one) => holdings.take(one.run, takeUpOf(one), stillOurs)),
      )
      for (const { run } of claimed) {
        if (!holdings.has(run)) continue
        if (!deps.inSpool(run)) left.delete(run)
        unjudged.add(run)
      }
      await judgeTaken()
      for (const one of taken) if (one.status === 'rejected') throw one.reason
    }
  }

  const judgeTaken = async () => {
    const ids = [...unjudged].filter(holdings.has)
    if (ids.length > 0) await deps.judged(ids)
    unjudged.clear()
  }

  /** What an earlier turn claimed and could not take up is for others, or for the next claim. */
  const leave = async () => {
    const done = [...left].filter((run) => !deps.inSpool(run))
    const ids = done.filter((run) => !holdings.has(run))
    if (ids.length > 0) await team.letGo(ids)
    for (const run of done) left.delete(run)
  }

  /** Resolves when the run is known here as it is. */
  const handedOver = async (run: number) => {
    while (!ended && !holdings.has(run) && deps.inSpool(run))
      await new Promise((resolve) => setTimeout(resolve, lookMs))
  }

  const obey = async () => {
    for (const { id, run, name, input, by } of await team.takeCommands()) {
      // Asked for one after the other, answered as each is done.
      void handedOver(run)
        .then(async () => {
          if (ended) return
          const answer = await deps.dispatch(name, input)
          tell({ type: 'asked', run, call: name, by, ok: answer.ok })
          await team.answerCommand(id, answer)
          await team.wake()
        })
        .catch((thrown: unknown) => {
          if (!(thrown instanceof RunlightError)) onDefect('commands', thrown)
        })
    }
  }

  const listen = async () => {
    for (let more = true; more; ) {
      const feed = await team.feed(cursor)
      holdings.marked(feed.runs.filter(({ id }) => holdings.has(id)))
      deps.letGo(feed.removed.filter(holdings.has))
      if (feed.servers || feed.settings || feed.rules || feed.upkeep) await deps.reload(feed)
      // What could not be read is read again.
      cursor = feed.cursor
      more = feed.more
    }
  }

  const rest = async () => {
    const resting = holdings.resting().filter((run) => !deps.inSpool(run))
    const enough = resting.slice(0, Math.max(0, resting.length - mostResting))
    if (enough.length === 0) return
    await team.letGo(enough)
    deps.letGo(enough)
  }

  const judgeDurability = async () => {
    if (performance.now() - durableAt < durabilityEveryMs) return
    durableAt = performance.now()
    const risky = (await team.durability()) === 'asynchronous'
    if (risky === isRisky) return
    isRisky = risky
    board.notice(risky ? asynchronous : null)
    if (risky) tell({ type: 'notice', sentence: asynchronous })
  }

  const turn = async () => {
    await leave()
    await judgeTaken()
    await listen()
    await claim()
    await obey()
    await rest()
    await judgeDurability()
  }

  return {
    /** Resolves after `end`. */
    run: async (): Promise<void> => {
      while (!ended) {
        const beganAt = deps.monotonic()
        try {
          if (lease.holds()) await turn()
        } catch (thrown) {
          if (errorData(thrown).code === 'fenced') lease.fenced(beganAt)
          else if (!(thrown instanceof RunlightError)) onDefect('collector', thrown)
          await new Promise((resolve) => setTimeout(resolve, turnMs / 2))
        }
        if (!ended) await team.woken(turnMs).catch(() => {})
      }
    },
    end: () => {
      ended = true
    },
  }
}

function takeUpOf({ why, from, asked, connectAfterMs }: Claimed): TakeUp {
  const name = from ?? 'another'
  const cause =
    why === 'new' ? null : why === 'lost' ? `Collector ${name} was lost` : `Collector ${name} handed it over`
  return {
    cause,
    endCause: `${cause ?? 'Its collector ended'} while the job was under way`,
    unasked: !asked,
    delayMs: connectAfterMs,
  }
}
