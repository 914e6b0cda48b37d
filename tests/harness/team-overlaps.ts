// Two connections for one run, judged: they may last as long as nobody ran who could have let go. What is told of one that lasts
// longer names who held it and who asked, and what collectors said of themselves around it.

import type { TeamMember } from './team-members.ts'
import { startsWork } from './team-operator.ts'
import type { Overlap, TeamStreams } from './team-streams.ts'
import type { Trail } from './team-trail.ts'

type Pause = readonly [from: number, to: number]

/** What a process takes to let go once it runs, beyond the pauses that are known. */
const graceMs = 100
/** What was said so long before and after is told with a fault. */
const aroundMs = 3_000

/** `ownPauses`: of this process, which serves the streams. */
export function createOverlapJudge(
  streams: Pick<TeamStreams, 'overlaps'>,
  members: readonly Pick<TeamMember, 'name' | 'pid' | 'pauses'>[],
  ownPauses: readonly Pause[],
  ttlMs: number,
  trail: Pick<Trail, 'between'>,
) {
  let judged = 0
  let heldOver = 0
  const memberOf = (pid: number | null) => members.find((member) => member.pid() === pid)

  const faultOf = (overlap: Overlap): string | null => {
    const lasted = overlap.to - overlap.from
    const holder = memberOf(overlap.holder)
    const excused = pausedIn(overlap, [...(holder?.pauses ?? []), ...ownPauses], ttlMs) + graceMs
    if (lasted <= excused) return null
    const around = trail.between(overlap.from - aroundMs, overlap.to + aroundMs, overlap.from)
    return [
      `${overlap.path} had two connections for ${Math.round(lasted)} ms, of which ${Math.round(excused)} are excused:`,
      `${holder?.name} had it, ${memberOf(overlap.opener)?.name} asked at 0 ms; ${around}`,
    ].join(' ')
  }

  return {
    /** Of those that have ended since it was asked last. */
    faults: (): string[] => {
      const ended = streams.overlaps.slice(judged)
      judged = streams.overlaps.length
      // Two runs of one path are no fault, and work that goes on into a collector's own file is known to be asked for once.
      const both = ended.filter(({ path }) => !startsWork(path))
      heldOver += both.length
      return both.flatMap((overlap) => faultOf(overlap) ?? [])
    },
    /** How many there were. */
    heldOver: () => heldOver,
  }
}

/**
 * How long nobody ran who could have let go, ms. Whoever had it gives up a tenth of its time to live before another may ask: if it
 * ran at all in that tenth it has let go.
 */
function pausedIn(overlap: Overlap, pauses: readonly Pause[], ttlMs: number): number {
  const from = overlap.from - 0.1 * ttlMs
  return pauses.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(b, overlap.to) - Math.max(a, from)), 0)
}
