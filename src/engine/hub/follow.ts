// Follows the shared log: asks what changed whenever something may have, and hands it on in order. While the database cannot be
// reached it goes on asking, and what was missed comes with the first answer; a place that was taken is taken again. Whether the
// log answers is told when it changes.

import { errorData, RunlightError } from '../../core/basics/errors.ts'
import type { LogStatus } from '../../core/contract/contract.ts'
import type { Clock } from '../base/clock.ts'
import type { Feed, FeedCursor, TeamPort } from '../log/team-port.ts'

type Deps = {
  readonly team: Pick<TeamPort, 'join' | 'renew' | 'feed' | 'woken' | 'durability'>
  readonly clock: Clock
  /** How long this process may not be heard of. */
  readonly ttlMs: number
  readonly take: (feed: Feed) => Promise<void> | void
  /** Asked at every turn: what else the log may have answered. */
  readonly turn: () => Promise<void>
  readonly status: (status: LogStatus) => void
  readonly onDefect: (where: string, thrown: unknown) => void
}

/** Without a notification the log is asked this often. */
const lookMs = 100
const againMs = 500
/** Whether what was shown may be lost changes seldom. */
const durabilityEveryMs = 60_000
const asynchronous =
  'The database answers before its standby has what it stored: what was shown in the last moments may be lost when the standby takes over.'

export function createFollow({ team, clock, ttlMs, take, turn, status, onDefect }: Deps) {
  let cursor: FeedCursor | null = null
  let closed = false
  let renewedAt = Number.NEGATIVE_INFINITY
  let askedAt = Number.NEGATIVE_INFINITY
  let risk: string | null = null
  let working: Promise<void> | null = null
  let cut = () => {}

  const say = (away: string | null) => {
    if (away !== null) status({ state: 'away', sentence: away })
    else status({ state: 'ok', sentence: risk })
  }

  const step = async (): Promise<boolean> => {
    if (clock.monotonic() - renewedAt > ttlMs / 5) {
      // Not before it succeeded: what is read without a place may be old.
      await team.renew()
      renewedAt = clock.monotonic()
    }
    const feed = await team.feed(cursor)
    await take(feed)
    cursor = feed.cursor
    await turn()
    if (clock.monotonic() - askedAt > durabilityEveryMs) {
      askedAt = clock.monotonic()
      risk = (await team.durability()) === 'asynchronous' ? asynchronous : null
    }
    return feed.more
  }

  /** What is shown may be old from now on, and is said to be. */
  const failed = (thrown: unknown): void => {
    if (thrown instanceof RunlightError) say(errorData(thrown).message)
    else onDefect('shared log', thrown)
  }

  const recover = async (thrown: unknown): Promise<void> => {
    if (errorData(thrown).code !== 'fenced') failed(thrown)
    else
      await team.join().then(() => {
        renewedAt = clock.monotonic()
      }, failed)
    await new Promise<void>((resolve) => {
      const cancel = clock.after(againMs, resolve)
      cut = () => {
        cancel()
        resolve()
      }
    })
  }

  const run = async (): Promise<void> => {
    while (!closed) {
      try {
        const more = await step()
        say(null)
        if (!more && !closed) await team.woken(lookMs)
      } catch (thrown) {
        if (!closed) await recover(thrown)
      }
    }
  }

  return {
    /** Takes where the log stands: what is read after that is not older. Rejects as the log does. */
    begin: async (): Promise<void> => {
      await team.renew()
      renewedAt = clock.monotonic()
      cursor = (await team.feed(null)).cursor
    },
    start: (): void => {
      working = run()
    },
    close: async (): Promise<void> => {
      closed = true
      cut()
      await working
    },
  }
}
