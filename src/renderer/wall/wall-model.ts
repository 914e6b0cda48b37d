// What the wall shows, and where: alerts first, then what runs, on as few pages as they fit on. Pure. Runs that ended long ago
// are left out: ten thousand of them would push what matters off the wall, and their number is told.

import { asksSomeone } from '../../core/run/attention.ts'
import type { Attention } from '../../core/run/attention-schema.ts'
import { isClientsEnd } from '../../core/run/clients-end.ts'
import { asksPerson, needsPerson } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'

/** A run that ended stays so long, so that its end is seen. */
const endedShownMs = 5 * 60_000

export type WallRuns = {
  /** Those that need a person, the worst first. */
  readonly alerts: readonly RunSummary[]
  /** Those that go on, the newest first, and behind them those that just ended. */
  readonly others: readonly RunSummary[]
}

/** What of `runs` belongs on the wall at `now`. */
export function wallRuns(runs: Iterable<RunSummary>, now: number): WallRuns {
  const alerts: RunSummary[] = []
  const others: RunSummary[] = []
  for (const run of runs) {
    if (needsPerson(run)) alerts.push(run)
    else if (run.imported === null && isThere(run, now)) others.push(run)
  }
  return {
    alerts: alerts.toSorted(
      (a, b) => Number(isBad(b)) - Number(isBad(a)) || alertSince(b) - alertSince(a) || b.id - a.id,
    ),
    others: others.toSorted(
      (a, b) => Number(isOver(a)) - Number(isOver(b)) || b.createdAt - a.createdAt || b.id - a.id,
    ),
  }
}

/** The gravest alert of `run` that needs someone; null where its two states alone do. */
export function alertOf({ attention }: RunSummary): Attention['open'][number] | null {
  return attention?.open.find(({ severity }) => asksSomeone(severity)) ?? null
}

/** Whether `run` is an error, and not a doubt. */
export function isBad(run: RunSummary): boolean {
  const { job, connection } = run
  return job.state === 'failed' || connection.state === 'refused' || alertOf(run)?.severity === 'critical'
}

/** Since when it needs a person, as far as is known. */
export function alertSince(run: RunSummary): number {
  return asksPerson(run) ? run.connection.since : (alertOf(run)?.at ?? run.connection.since)
}

const isOver = ({ connection }: RunSummary) => isSettled(connection.state)

function isThere(run: RunSummary, now: number): boolean {
  if (!isOver(run)) return true
  const isEnd = run.connection.state === 'closed' || isClientsEnd(run)
  return isEnd && now - run.connection.since < endedShownMs
}

/** The height of a tile and the room between two, in hundredths of the screen's height: three lines that can be read. */
const tileHeight = 14
export const tileGap = 1.4
/** How wide a tile is at least where its sizes are larger than they must be. */
const tileWidth = 80
/** Few tiles are larger, and never so much that they shout. */
const mostScale = 1.35

/** Columns and rows of tiles; `unit` is the hundredth of the screen's height that their sizes count in, larger for few, in px. */
export type WallLayout = { readonly columns: number; readonly rows: number; readonly unit: number }

/** The layout of `count` tiles in `room`, on a screen of `screen` px that is wide, or high. Sizes in px. */
export function wallLayout(
  count: number,
  isWide: boolean,
  room: { readonly width: number; readonly height: number },
  screen: number,
): WallLayout {
  const hundredth = Math.max(1, screen) / 100
  const gap = tileGap * hundredth
  const columns = isWide && count > 3 ? 2 : 1
  const scale = Math.min(mostScale, Math.max(1, room.width / columns / (tileWidth * hundredth)))
  const most = Math.max(1, Math.floor((room.height + gap) / (tileHeight * hundredth + gap)))
  const rows = Math.min(most, Math.max(scale > 1 ? 3 : most, Math.ceil(count / columns)))
  const share = (room.height + gap) / rows - gap
  return { columns, rows, unit: Math.min(scale * hundredth, Math.max(hundredth, share / tileHeight)) }
}

/** How many tiles alerts and others have of `slots`: alerts never more than half where there are others that need the room. */
export function wallShares(alerts: number, others: number, slots: number): readonly [number, number] {
  const most = Math.max(slots - others, Math.ceil(slots / 2))
  const first = Math.min(alerts, most)
  return [first, slots - first]
}

export type WallPage<T> = { readonly shown: readonly T[]; readonly page: number; readonly pages: number }

/** What of `list` is shown in `slots` tiles at the turn `turn`, which only ever grows; pages are alike in length. */
export function wallPage<T>(list: readonly T[], slots: number, turn: number): WallPage<T> {
  if (slots <= 0 || list.length === 0) return { shown: [], page: 1, pages: 1 }
  const pages = Math.ceil(list.length / slots)
  const size = Math.ceil(list.length / pages)
  const page = turn % pages
  return { shown: list.slice(page * size, (page + 1) * size), page: page + 1, pages }
}
