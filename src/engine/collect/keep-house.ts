// Keeping house for all who share the log, while this collector has that duty: the storage rules once an hour and when a person
// asks, and what else one alone does. Times are the database's: a clock that is wrong here must not make runs look old.

import { errorData, RunlightError } from '../../core/basics/errors.ts'
import type { TeamPort } from '../log/team-port.ts'
import type { Upkeep, UpkeepPort } from '../log/upkeep-port.ts'
import { createHouseWork } from './house-work.ts'
import type { Lease } from './lease.ts'

type Deps = Omit<Parameters<typeof createHouseWork>[0], 'isMine' | 'now' | 'team'> & {
  readonly team: UpkeepPort & Pick<TeamPort, 'wake'>
  readonly lease: Pick<Lease, 'holds' | 'fenced'>
  /** How often the duty is looked for, or kept, ms: well within the time to live. */
  readonly lookMs: number
  /** What else is done by one alone: begun, looked after at every turn, and left to others. */
  readonly beside: {
    readonly take: () => Promise<void>
    readonly look: () => Promise<void>
    readonly leave: () => void
  }
}

/** Of the time for which the duty is this one's, that it counts on. */
const ownShare = 0.9
const applyEveryMs = 3_600_000
const failedAgainMs = 600_000
const clearEveryMs = 60_000
const closeWithinMs = 500
const never = Number.NEGATIVE_INFINITY

export function createHouseKeeping(deps: Deps) {
  const { team, lease, clock, beside, tell, onDefect } = deps
  // Monotonic, as all that follow.
  let heldUntil = never
  let has = false
  let ended = false
  let cancelLook = () => {}
  let looking: Promise<void> | null = null
  const notBefore = { apply: never, clear: never, tidy: never }
  /** The database's clock less this monotonic one. */
  let ahead = 0
  let heard = 0
  /** Something has changed during a look. */
  let isPoked = false

  const isMine = () => !ended && has && lease.holds() && clock.monotonic() < heldUntil
  const work = createHouseWork({ ...deps, isMine, now: () => clock.monotonic() + ahead })

  /** What the database refuses or does not answer is done the next time. */
  const inBackground = (act: () => Promise<void>): void => {
    void act().catch((thrown: unknown) => {
      if (!(thrown instanceof RunlightError)) onDefect('upkeep', thrown)
    })
  }
  const lose = () => {
    if (!has) return
    has = false
    work.cancel()
    beside.leave()
  }

  const hear = async ({ wish }: Upkeep): Promise<void> => {
    if (wish === null || wish.number === heard) return
    await work.heard(wish.number)
    heard = wish.number
    if (wish.what === 'cancel') work.cancel()
    else if (!work.isApplying()) inBackground(() => work.apply('person'))
  }

  const doWhatIsDue = async ({ doneAt, now }: Upkeep): Promise<void> => {
    const at = clock.monotonic()
    const isDue = doneAt === null || now - doneAt >= applyEveryMs
    if (isDue && at >= notBefore.apply && !work.isApplying() && (await deps.rules()).length > 0) {
      notBefore.apply = at + failedAgainMs
      inBackground(() => work.apply('rules'))
    }
    if (at >= notBefore.clear) {
      notBefore.clear = at + clearEveryMs
      inBackground(work.clear)
    }
    if (at >= notBefore.tidy) {
      notBefore.tidy = at + applyEveryMs
      inBackground(work.tidy)
    }
  }

  const look = async (): Promise<void> => {
    if (!lease.holds()) return lose()
    const sentAt = clock.monotonic()
    const upkeep = await team.takeUpkeep()
    if (!upkeep.mine || ended) return lose()
    heldUntil = sentAt + upkeep.forMs * ownShare
    ahead = upkeep.now - clock.monotonic()
    if (!has) {
      has = true
      work.begin(upkeep.said.outcomes)
      tell({ type: 'keeps-house' })
      await beside.take()
    }
    await hear(upkeep)
    await doWhatIsDue(upkeep)
    await beside.look()
  }

  const turn = (): void => {
    const beganAt = clock.monotonic()
    looking ??= look()
      .catch((thrown: unknown) => {
        if (errorData(thrown).code === 'fenced') lease.fenced(beganAt)
        else if (!(thrown instanceof RunlightError)) onDefect('upkeep', thrown)
      })
      .finally(() => {
        looking = null
        if (!ended) cancelLook = clock.after(isPoked ? 0 : deps.lookMs, turn)
        isPoked = false
      })
  }

  return {
    /** Looks for the duty from now on. */
    start: turn,
    /** Something of it has changed: looks at once. */
    poke: (): void => {
      isPoked = looking !== null
      if (isPoked || ended) return
      cancelLook()
      turn()
    },
    /** Nothing more is begun. What is under way has a moment: it finds out itself that it is nobody's any more. */
    close: async (): Promise<void> => {
      ended = true
      cancelLook()
      lose()
      const moment = Promise.withResolvers<void>()
      const cancel = clock.after(closeWithinMs, moment.resolve)
      await Promise.race([Promise.all([looking, work.close()]), moment.promise])
      cancel()
    },
  }
}
