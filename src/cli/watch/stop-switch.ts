// Why a watch ends before its run does, whoever asked for it: the person, a limit, or a reader that left. The first reason
// stands, but for the person's own interruption, which outranks them all.

export type StopReason = 'interrupted' | 'timeout' | 'max-events' | 'alert' | 'reader-gone' | 'log-failed'

export type StopSwitch = {
  readonly reason: () => StopReason | null
  readonly request: (reason: StopReason) => void
  /** A while after the first request nothing is waited for any longer. */
  readonly isOverdue: () => boolean
  /** Calls `listener` at the first request and when it is overdue; at once where that was before. */
  readonly onChange: (listener: () => void) => void
}

const patienceMs = 4_000

/** A switch that nobody has pressed. */
export function createStopSwitch(): StopSwitch {
  const listeners: (() => void)[] = []
  let reason: StopReason | null = null
  let isOverdue = false
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const lapse = () => {
    isOverdue = true
    tell()
  }
  return {
    reason: () => reason,
    request: (next) => {
      const isFirst = reason === null
      if (isFirst || next === 'interrupted') reason = next
      if (!isFirst) return
      setTimeout(lapse, patienceMs).unref()
      tell()
    },
    isOverdue: () => isOverdue,
    onChange: (listener) => {
      listeners.push(listener)
      if (reason !== null) listener()
    },
  }
}
