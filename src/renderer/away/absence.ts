// When someone is back after a while. Pure: it is told who comes and goes, and answers since when nobody was here.

/** Shorter absences are none: a person looks at another window for a moment. */
export const awayAfterMs = 5 * 60_000
/** While someone is here, this is noted so often, ms. */
export const noteEveryMs = 60_000

export type Absence = {
  /** Someone looks at the window or does not, at `now` (epoch ms). Answers since when nobody did, where that was long enough. */
  readonly looks: (isHere: boolean, now: number) => number | null
}

/** `isHere`: whether someone looks at the window when it starts. */
export function createAbsence(isHere: boolean, now: number): Absence {
  let leftAt = isHere ? null : now
  return {
    looks: (here, at) => {
      if (!here) {
        leftAt ??= at
        return null
      }
      const since = leftAt
      leftAt = null
      return since !== null && wasAway(since, at) ? since : null
    },
  }
}

/** Whether nobody was here for so long that it counts. */
export function wasAway(since: number, now: number): boolean {
  return now - since >= awayAfterMs
}
