// This process's place among the collectors, kept as long as the database hears of it. It counts by its own monotonic clock
// from when the last renewal that went well was sent, and gives up at nine tenths of the time to live: before anybody else
// may take what it has. A process that was stopped for a while finds the time over before it does anything else.

import { type ErrorData, errorData } from '../../core/basics/errors.ts'
import type { Clock } from '../base/clock.ts'
import type { Membership, TeamPort } from '../log/team-port.ts'

type Deps = {
  readonly team: Pick<TeamPort, 'join' | 'renew'>
  readonly clock: Clock
  /** The place is taken, the first time or again: nothing is this process's yet. */
  readonly held: () => void
  /** The place is lost, for this reason: called at once and before anything else is done under it. */
  readonly lost: (why: LossReason) => void
  /** The place cannot be taken for now, for this reason. */
  readonly refused: (error: ErrorData) => void
}

/** `late`: it could not be renewed in time. `fenced`: others have closed it. */
export type LossReason = 'late' | 'fenced'

const ownShare = 0.9
const joinAgainMs = 500

export type Lease = ReturnType<typeof createLease>

export function createLease({ team, clock, held, lost, refused }: Deps) {
  let membership: Membership | null = null
  let goodAt = Number.NEGATIVE_INFINITY
  let joinedAt = Number.NEGATIVE_INFINITY
  let turns = 0
  let renewing = 0
  let ended = false
  let cancelTurn = () => {}
  let cancelEnd = () => {}

  const endsAt = (): number => goodAt + (membership?.ttlMs ?? 0) * ownShare

  const lose = (why: LossReason) => {
    if (membership === null || ended) return
    membership = null
    turns++
    cancelTurn()
    cancelEnd()
    lost(why)
    void join()
  }
  const judge = () => {
    if (membership !== null && clock.monotonic() >= endsAt()) lose('late')
  }
  const watch = () => {
    cancelEnd()
    if (membership !== null && !ended)
      cancelEnd = clock.after(Math.max(1, Math.ceil(endsAt() - clock.monotonic())), judge)
  }
  const renewed = (sentAt: number) => {
    if (membership === null || sentAt <= goodAt) return
    goodAt = sentAt
    watch()
  }
  const renew = async (of: Membership) => {
    if (renewing > 1) return
    renewing++
    const sentAt = clock.monotonic()
    try {
      await team.renew()
      if (membership === of) renewed(sentAt)
    } catch (thrown) {
      if (membership === of && errorData(thrown).code === 'fenced') lose('fenced')
    } finally {
      renewing--
    }
  }
  const turn = () => {
    const of = membership
    if (of === null || ended) return
    cancelTurn = clock.after(of.ttlMs / 5, turn)
    void renew(of)
  }

  const join = async (): Promise<void> => {
    for (let said = ''; !ended; ) {
      const sentAt = clock.monotonic()
      try {
        const taken = await team.join()
        if (ended) return
        goodAt = sentAt
        joinedAt = clock.monotonic()
        membership = taken
        // Joining was a renewal; a place that is closed at once is not taken again and again without a pause.
        cancelTurn = clock.after(taken.ttlMs / 5, turn)
        watch()
        return held()
      } catch (thrown) {
        const error = errorData(thrown)
        if (error.message !== said) refused(error)
        said = error.message
      }
      await new Promise<void>((resolve) => {
        clock.after(joinAgainMs, resolve)
      })
    }
  }

  return {
    /** Whether this process has its place now. Where its time is over it is lost at once. */
    holds: (): boolean => {
      judge()
      return membership !== null
    },
    /** A transaction that was sent at `sentAt`, monotonic ms, was stored: the place lives that much longer. */
    renewed,
    /**
     * The database has refused a transaction that was sent at `sentAt`, monotonic ms, because others closed the place. What was
     * sent under an earlier place says nothing of this one.
     */
    fenced: (sentAt: number): void => {
      if (sentAt >= joinedAt) lose('fenced')
    },
    /** How often the place was lost: what was begun under one number is not gone on with under another. */
    turn: (): number => turns,
    /** Takes the place; resolves when it is taken, however long that takes. */
    join,
    /** Nothing is renewed any more. */
    stop: () => {
      ended = true
      cancelTurn()
      cancelEnd()
    },
  }
}
