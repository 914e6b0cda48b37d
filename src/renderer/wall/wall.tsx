// The wall: the board for a screen at the wall, to be read from five metres. No letter is lower than 2 % of the screen, nothing
// can be operated, and it may stay for days. What is not known any more is said before anything else.

import { type ReactElement, useCallback, useEffect } from 'react'
import { useDesk, useLive, useTimed } from '../desk/desk-context.ts'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import { cx } from '../ui/cx.ts'
import { formatAgo, formatDayTime } from '../ui/format-time.ts'
import { isScreenFilled } from '../ui/full-screen.ts'
import { useAwake, useWayOut } from './use-wall.ts'
import { WallBoard } from './wall-board.tsx'
import { WallHead } from './wall-head.tsx'

/** The whole window as a wall. */
export function Wall(): ReactElement {
  const { actions } = useDesk()
  const leave = useCallback(() => actions.leaveWall(), [actions])
  const isTouched = useWayOut(leave)
  useAwake()
  useLeaveForOther()
  return (
    <main
      className={cx(
        'flex h-full min-h-0 flex-col gap-[1.8vh] bg-surface px-[2.4vh] pt-[2vh] pb-[1.8vh] leading-[1.2] outline-none',
        !isTouched && 'cursor-none',
      )}
    >
      <h1 className="sr-only">Runlight</h1>
      <h2 className="sr-only">Wall</h2>
      <WallHead />
      <WallTrouble />
      <WallBoard />
      <p
        role="status"
        className={cx(
          'pointer-events-none fixed inset-x-0 bottom-[3vh] mx-auto w-fit max-w-[94vw] rounded-[2vh] bg-overlay px-[3vh] py-[1.4vh] text-center text-[2.8vh] shadow-pop transition-opacity duration-300',
          !isTouched && 'opacity-0',
        )}
      >
        {isTouched && (isScreenFilled() ? 'Esc leaves the wall' : 'Esc leaves the wall, F fills the screen')}
      </p>
    </main>
  )
}

/** That the engine does not answer, and since when; that the log is in trouble. Nothing while all is well. */
function WallTrouble(): ReactElement | null {
  const link = useLive((state) => state.link)
  const log = useLive((state) => state.log)
  if (link.state === 'lost') return <Lost since={link.since} reason={link.reason} />
  if (log.state === 'ok') return null
  return (
    <p
      role="alert"
      className="shrink-0 rounded-[1.2vh] bg-warn/15 px-[2.4vh] py-[1.2vh] text-[3vh] text-warn"
    >
      The log is in trouble{log.sentence === null ? '.' : `: ${log.sentence}`}
    </p>
  )
}

function Lost({ since, reason }: { readonly since: number; readonly reason: string | null }): ReactElement {
  const age = useTimed((now) => formatAgo(now - since))
  const at = useTimed((now) => formatDayTime(since, now))
  return (
    // The age changes every second: within the alert, a screen reader would read all of it aloud as often.
    <div className="shrink-0 rounded-[1.2vh] bg-warn/15 px-[2.4vh] py-[1.8vh] text-warn">
      <p role="alert" className="flex items-center gap-[1.6vh] font-semibold text-[6vh] [&_svg]:size-[0.9em]">
        <ConnectionGlyph state="stalled" />
        The engine does not answer
      </p>
      <p className="mt-[0.8vh] text-[3.2vh] text-ink">
        This is how it was at {at}, {age}. {reason ?? 'Trying again…'}
      </p>
    </div>
  )
}

/** A link or a message that opens something else shows it: it would be hidden behind the wall. */
function useLeaveForOther(): void {
  const { view } = useDesk()
  useEffect(
    () =>
      view.subscribe((state, before) => {
        if (state.page !== 'wall') return
        const isOpened = state.open !== null && state.open !== before.open
        if (isOpened || state.dialog !== null || state.closing) view.setState({ page: 'board' })
      }),
    [view],
  )
}
