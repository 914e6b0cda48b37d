// When a person was away and is back: the window has no focus, the screen is locked or the computer sleeps, and then it has
// it again. Said once for each absence that was long enough to miss something.

export type Presence = {
  /** The window has the focus, or lost it. */
  readonly focus: (has: boolean) => void
  readonly lock: (is: boolean) => void
  readonly sleep: (is: boolean) => void
}

/** A shorter absence is a look at another window. */
export const awayAfterMs = 5 * 60_000

/** `back` is told since when (epoch ms) nobody looked. Nobody looks at first: there is no window yet. */
export function createAbsence(now: () => number, back: (since: number) => void): Presence {
  let hasFocus = false
  let isLocked = false
  let sleeps = false
  let awaySince: number | null = now()

  const look = () => {
    const isHere = hasFocus && !isLocked && !sleeps
    if (!isHere) awaySince ??= now()
    else if (awaySince !== null) {
      const since = awaySince
      awaySince = null
      if (now() - since >= awayAfterMs) back(since)
    }
  }
  return {
    focus: (has) => {
      hasFocus = has
      look()
    },
    lock: (is) => {
      isLocked = is
      look()
    },
    sleep: (is) => {
      sleeps = is
      look()
    },
  }
}
