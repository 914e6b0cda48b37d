// The tiles of the wall: alerts stay, what does not fit takes turns. The turns come with the one clock of the window, so that
// days of them leave nothing behind.

import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk, useLive, useTimed } from '../desk/desk-context.ts'
import { cx } from '../ui/cx.ts'
import { useMedia } from '../ui/use-media.ts'
import { useSize } from '../ui/use-size.ts'
import { tileGap, wallLayout, wallPage, wallRuns, wallShares } from './wall-model.ts'
import { WallTile } from './wall-tile.tsx'

/** A page is shown for so long: ten tiles are read in about eight seconds. */
const turnMs = 12_000

/** All tiles, and where there are more than fit, which of them are shown. */
export function WallBoard(): ReactElement {
  const { alerts, others } = useWallRuns()
  const lost = useLive((state) => state.link.state === 'lost')
  const isWide = useMedia('(min-aspect-ratio: 7/5)')
  const turn = useTurn()
  const room = useRef<HTMLDivElement>(null)
  const size = useSize(room)
  const count = alerts.length + others.length
  const { columns, rows, unit } = wallLayout(count, isWide, size, innerHeight)
  const [first, rest] = wallShares(alerts.length, others.length, columns * rows)
  const worst = wallPage(alerts, first, turn)
  const going = wallPage(others, rest, turn)
  return (
    <>
      <div ref={room} className="min-h-0 flex-1">
        {count === 0 && <Calm />}
        {count > 0 && size.height > 0 && (
          <ul
            aria-label="Runs"
            style={{
              fontSize: unit,
              gap: `${tileGap}vh`,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
              gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`,
            }}
            className={cx('grid h-full', lost && 'grayscale')}
          >
            {worst.shown.map(({ id }) => (
              <WallTile key={`${worst.page} ${id}`} id={id} isAlert={true} />
            ))}
            {going.shown.map(({ id }) => (
              <WallTile key={`${going.page} ${id}`} id={id} isAlert={false} />
            ))}
          </ul>
        )}
      </div>
      {(worst.pages > 1 || going.pages > 1) && (
        <p className="flex shrink-0 flex-wrap justify-between gap-x-[3vh] whitespace-nowrap text-[2.8vh] text-ink-2 tabular-nums">
          <Turn what="alerts" of={worst} count={alerts.length} />
          <Turn what="runs" of={going} count={others.length} />
        </p>
      )}
    </>
  )
}

function Turn({
  what,
  of: { shown, page, pages },
  count,
}: {
  readonly what: string
  readonly of: { readonly shown: readonly RunSummary[]; readonly page: number; readonly pages: number }
  readonly count: number
}): ReactElement {
  return (
    <span>
      {pages > 1 &&
        `${shown.length.toLocaleString('en-US')} of ${count.toLocaleString('en-US')} ${what} · page ${page} of ${pages}`}
    </span>
  )
}

/** Nothing goes on and nothing needs anybody. */
function Calm(): ReactElement {
  const count = useLive((state) => state.runs.size)
  const state = useLive((live) => live.link.state)
  return (
    <div className="flex h-full flex-col justify-center text-center">
      <p className="font-semibold text-[7vh]">
        {state === 'starting' ? 'Opening the log…' : state === 'lost' ? 'No runs are known' : 'All is quiet'}
      </p>
      {state === 'ready' && (
        <p className="mt-[1.5vh] text-[3.6vh] text-ink-2">
          {count === 0 ? 'No run is watched yet.' : `Nothing runs. ${formatCount(count, 'run')} stored.`}
        </p>
      )}
    </div>
  )
}

function useWallRuns() {
  const { clock } = useDesk()
  const runs = useLive((state) => state.runs)
  // Runs that ended leave after minutes, not seconds.
  const minute = useTimed((now) => Math.floor(now / 60_000))
  return useMemo(() => wallRuns(runs.values(), Math.max(minute * 60_000, clock.now())), [runs, minute, clock])
}

/** Counts the turns since the wall was shown. */
function useTurn(): number {
  const beat = useTimed((now) => Math.floor(now / turnMs))
  const [turn, setTurn] = useState(0)
  const last = useRef(beat)
  useEffect(() => {
    if (last.current === beat) return
    last.current = beat
    setTurn((count) => count + 1)
  }, [beat])
  return turn
}
