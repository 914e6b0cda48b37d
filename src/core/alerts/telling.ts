// Tells of alerts by notifications, the system's or the browser's: each new one whose rule says so, a few at a time, and the rest of a burst by
// one that says how many. Who else has seen to an alert, or that it is over, takes its notification away. Whether an alert
// is told at all (mute, snooze, quiet hours) was judged by the engine.

import type { Alert } from './alert.ts'
import { type Note, noteOf, noteOfMany } from './note.ts'

/** Shows `note`, and returns what takes it away. */
export type ShowNote = (
  note: Note,
  on: { readonly click: () => void; readonly snooze: () => void },
  /** The same for the same alert in every window. */
  tag: string,
) => () => void

export type TellingOptions = {
  /** Null where the system shows none. */
  readonly show: ShowNote | null
  /** Bodies may be read as markup. */
  readonly markup: boolean
  readonly now: () => number
  /** Calls `act` in `ms`; returns what prevents that. */
  readonly after: (ms: number, act: () => void) => () => void
  /** What fired before is no news; epoch ms. */
  readonly newsSince: () => number
  readonly open: (alert: Alert) => void
  /** Opens what several have in common: the window. */
  readonly openAll: () => void
  readonly snooze: (alert: Alert) => void
}

/** So many within `spanMs` are each told; of more a person reads none. */
const mostAtOnce = 3
const spanMs = 20_000
/** A burst is waited for before it is counted, and its number is not shown anew all the time. */
const gatherMs = 2_000
const countAnewMs = 15_000
/** Notifications that are remembered, to be taken away later. */
const mostShown = 100

export type Telling = {
  readonly changed: (alerts: readonly Alert[]) => void
  readonly stop: () => void
}

/** Tells of alerts that fire from now on. */
export function createTelling({
  show,
  markup,
  now,
  after,
  newsSince,
  open,
  openAll,
  snooze,
}: TellingOptions): Telling {
  /** The last alert that was judged here: later changes of it are no news. */
  let last = 0
  const shown = new Map<number, () => void>()
  let toldAt: number[] = []
  let many: Alert[] = []
  let takeAwayMany: (() => void) | null = null
  let stopGathering: (() => void) | undefined

  const isNews = (alert: Alert) =>
    alert.id > last &&
    alert.at >= newsSince() &&
    alert.silent === null &&
    alert.tell.desktop &&
    !isOver(alert)

  const tellOne = (alert: Alert) => {
    const close = show?.(
      noteOf(alert, markup),
      { click: () => open(alert), snooze: () => snooze(alert) },
      String(alert.id),
    )
    if (close === undefined) return
    shown.set(alert.id, close)
    for (const oldest of shown.keys()) if (shown.size > mostShown) shown.delete(oldest)
  }
  const tellMany = () => {
    stopGathering = undefined
    takeAwayMany?.()
    takeAwayMany = null
    const [first] = many
    if (first === undefined || show === null) return
    if (many.length === 1) {
      many = []
      return tellOne(first)
    }
    const forget = () => {
      many = []
      takeAwayMany = null
      openAll()
    }
    takeAwayMany = show(noteOfMany(many, markup), { click: forget, snooze: () => {} }, 'many')
  }
  const takeAway = (id: number) => {
    shown.get(id)?.()
    shown.delete(id)
    if (!many.some((alert) => alert.id === id)) return
    many = many.filter((alert) => alert.id !== id)
    if (many.length > 0) return
    takeAwayMany?.()
    takeAwayMany = null
  }
  const tell = (alert: Alert) => {
    toldAt = toldAt.filter((at) => now() - at < spanMs)
    if (toldAt.length < mostAtOnce && stopGathering === undefined) {
      toldAt.push(now())
      return tellOne(alert)
    }
    many.push(alert)
    stopGathering ??= after(takeAwayMany === null ? gatherMs : countAnewMs, tellMany)
  }

  return {
    changed: (alerts) => {
      for (const alert of alerts.toSorted((a, b) => a.id - b.id)) {
        if (isOver(alert)) takeAway(alert.id)
        else if (isNews(alert)) tell(alert)
        last = Math.max(last, alert.id)
      }
    },
    stop: () => stopGathering?.(),
  }
}

function isOver({ resolvedAt, acknowledgedAt }: Alert): boolean {
  return resolvedAt !== null || acknowledgedAt !== null
}
