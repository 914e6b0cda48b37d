// The head of the wall: the clock, which also shows that the wall is alive, and the counts of the whole board.

import { CircleAlert } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { isoTime } from '../../core/basics/times.ts'
import { formatNeeds, standingCounts } from '../../core/run/tally.ts'
import { notKnown } from '../../core/run/words.ts'
import { useLive, useTimed } from '../desk/desk-context.ts'
import { everywhere, tallies } from '../store/tallies.ts'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import { cx } from '../ui/cx.ts'
import { formatTime, formatWeekday, formatZoneShort } from '../ui/format-time.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { standingGlyphs } from '../ui/standing-glyphs.ts'

/** Clock and counts; one below the other where the wall is high. */
export function WallHead(): ReactElement {
  return (
    <header className="flex shrink-0 items-center justify-between gap-x-[4vh] gap-y-[1.5vh] portrait:flex-col portrait:items-start">
      <WallClock />
      <WallCounts />
    </header>
  )
}

function WallClock(): ReactElement {
  const time = useTimed(formatTime)
  const day = useTimed(formatWeekday)
  const zone = useTimed(formatZoneShort)
  const at = useTimed((now) => isoTime(now).slice(0, 19))
  return (
    <p className="flex shrink-0 items-center gap-x-[2.2vh] whitespace-nowrap">
      <time
        dateTime={`${at}Z`}
        className="font-semibold text-[7.2vh] leading-none tabular-nums tracking-tight"
      >
        {time}
      </time>
      <span className="text-[2.8vh] text-ink-2 tabular-nums">
        <span className="block">{day}</span>
        <span className="block">{zone}</span>
      </span>
    </p>
  )
}

/** What needs somebody, and what is over; under it what the connections do. */
function WallCounts(): ReactElement {
  const counts = useLive((state) => tallies(state.board, everywhere))
  const known = useLive((state) => state.link.state === 'ready')
  const needs = counts['needs-me']
  const line = 'flex flex-wrap justify-end gap-x-[2.6vh] portrait:contents'
  return (
    <div className="min-w-0 text-[3vh] tabular-nums portrait:flex portrait:flex-wrap portrait:gap-x-[2.2vh] portrait:text-[2.8vh]">
      <p className={line}>
        {needs > 0 && (
          <Count
            glyph={<CircleAlert aria-hidden="true" strokeWidth={2} />}
            words={formatNeeds(needs)}
            className={known ? 'font-semibold text-warn' : 'text-ink-2'}
          />
        )}
        {counts.failed > 0 && (
          <Count
            glyph={<JobGlyph state="failed" />}
            words={`${counts.failed.toLocaleString('en-US')} failed`}
            className={known ? 'font-semibold text-bad' : 'text-ink-2 grayscale'}
          />
        )}
        {counts.finished > 0 && (
          <Count
            glyph={<ConnectionGlyph state="closed" />}
            words={`${counts.finished.toLocaleString('en-US')} finished`}
            className="text-ink-2"
          />
        )}
      </p>
      <p className={line}>
        {known ? (
          standingCounts(counts).map(({ name, count }) => (
            <Count
              key={name}
              glyph={
                <ConnectionGlyph state={name === 'live' && count === 0 ? 'idle' : standingGlyphs[name]} />
              }
              words={`${count.toLocaleString('en-US')} ${name}`}
              className={name === 'stalled' ? 'text-warn' : 'text-ink-2'}
            />
          ))
        ) : (
          <Count
            glyph={<ConnectionGlyph state="idle" />}
            words={`connections ${notKnown}`}
            className="text-ink-2"
          />
        )}
      </p>
    </div>
  )
}

function Count({
  glyph,
  words,
  className,
}: {
  readonly glyph: ReactNode
  readonly words: string
  readonly className: string
}): ReactElement {
  return (
    <span className={cx('flex items-center gap-[0.9vh] whitespace-nowrap [&_svg]:size-[0.95em]', className)}>
      {glyph}
      {words}
    </span>
  )
}
