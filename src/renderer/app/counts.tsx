// What the runs of the whole board do, in the top bar. Each count is a link to exactly the runs that it counts. In a narrow
// window the words are for screen readers alone, and what is least urgent gives way.

import { CircleAlert } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { formatNeeds, type Standing, standingCounts } from '../../core/run/tally.ts'
import { notKnown } from '../../core/run/words.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { everywhere, tallies } from '../store/tallies.ts'
import type { View } from '../store/view-store.ts'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import { cx } from '../ui/cx.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { standingGlyphs } from '../ui/standing-glyphs.ts'

const isCalm = (name: Standing) => name !== 'live' && name !== 'stalled'

/**
 * `9 live`, `1 stalled`, `10 need me`, `7 failed`, `4 retrying`; nothing while there is no run. What comes and goes by itself, as a
 * connection that is being made, comes last: nothing moves for it.
 */
export function Counts(): ReactElement | null {
  const counts = useLive((state) => tallies(state.board, everywhere))
  const known = useLive((state) => state.link.state !== 'lost')
  if (counts.all === 0) return null
  const needs = counts['needs-me']
  const { urgent = [], calm = [] } = Object.groupBy(standingCounts(counts), ({ name }) =>
    isCalm(name) ? 'calm' : 'urgent',
  )
  return (
    <p className="flex shrink-0 items-center max-[400px]:min-w-0 max-[400px]:shrink max-[400px]:overflow-hidden gap-x-3 text-ink-2 text-small tabular-nums max-[1420px]:gap-x-1.5">
      {known ? (
        <Standings of={urgent} />
      ) : (
        <span
          className="flex items-center gap-1.5 whitespace-nowrap text-ink-3"
          title="The engine does not answer, so nobody knows which connections live."
        >
          <ConnectionGlyph state="idle" />
          {notKnown}
        </span>
      )}
      {needs > 0 && (
        <Count
          view="needs-me"
          count={needs}
          word={formatNeeds(needs).replace(/^\S+ /, '')}
          glyph={<CircleAlert aria-hidden="true" size={14} strokeWidth={2} />}
          className={known ? 'text-warn' : 'text-ink-3'}
        />
      )}
      {counts.failed > 0 && (
        <Count
          view="failed"
          count={counts.failed}
          word="failed"
          glyph={
            <span className={cx('flex', !known && 'grayscale')}>
              <JobGlyph state="failed" />
            </span>
          }
          className={known ? 'text-bad' : 'text-ink-3'}
        />
      )}
      {known && <Standings of={calm} />}
    </p>
  )
}

function Standings({ of }: { readonly of: ReturnType<typeof standingCounts> }): ReactElement {
  return (
    <>
      {of.map(({ name, count }) => (
        <Count
          key={name}
          view={name}
          count={count}
          word={name}
          glyph={<ConnectionGlyph state={name === 'live' && count === 0 ? 'idle' : standingGlyphs[name]} />}
          calm={isCalm(name)}
          className={cx(
            isCalm(name) && 'max-[560px]:hidden',
            name === 'stalled' && 'text-warn max-[400px]:hidden',
          )}
        />
      ))}
    </>
  )
}

/** The words that give way first are those of connections that need nobody. */
const wordClasses = { urgent: 'max-[1240px]:sr-only', calm: 'max-[1420px]:sr-only' } as const

type CountProps = {
  readonly view: View
  readonly count: number
  readonly word: string
  readonly glyph: ReactNode
  readonly calm?: boolean
  readonly className: string
}

function Count({ view, count, word, glyph, calm = false, className }: CountProps): ReactElement {
  const { actions } = useDesk()
  const shown = count.toLocaleString('en-US')
  return (
    <button
      type="button"
      title={`${shown} ${word}: show them`}
      onClick={() => actions.showCounted(view)}
      className={cx(
        'flex h-7 items-center gap-1.5 whitespace-nowrap rounded-md px-1.5 hover:bg-hover max-[1240px]:gap-1 max-[400px]:px-1',
        className,
      )}
    >
      {glyph}
      <span>
        {shown}
        <span className={wordClasses[calm ? 'calm' : 'urgent']}> {word}</span>
      </span>
    </button>
  )
}
