// An error that nobody caught in the host's own process: noted, told, and survived, because the runs of a whole day hang
// on it and none of them caused it. Several within a minute are no accident: then the app ends in order, and says so.

export type SurviveOptions = {
  readonly note: (where: string, thrown: unknown) => void
  /** Tells the person; at most once a minute. */
  readonly tell: () => void
  /** Ends the app in order. */
  readonly end: () => void
}

/** What is used of Node's `process`. */
export type DefectEvents = {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (thrown: unknown) => void): unknown
}

const mostWithinAMinute = 3
const minuteMs = 60_000

/** Listens from now on. */
export function surviveDefects(events: DefectEvents, { note, tell, end }: SurviveOptions): void {
  let recent: number[] = []
  let ending = false

  const survive = (where: string) => (thrown: unknown) => {
    note(where, thrown)
    if (ending) return
    const now = performance.now()
    recent = [...recent.filter((at) => now - at < minuteMs), now]
    if (recent.length > mostWithinAMinute) {
      ending = true
      end()
    } else if (recent.length === 1) tell()
  }
  events.on('uncaughtException', survive('uncaught'))
  events.on('unhandledRejection', survive('unhandled'))
}
