// The scrubber below every run: play, step, speed, and the timeline.

import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react'
import { type ReactElement, useCallback, useEffect } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { useDesk, useNow } from '../desk/desk-context.ts'
import { hintOf } from '../desk/keys.ts'
import { formatEventPosition, formatPosition, type Range, type Speed, speeds } from '../desk/playhead.ts'
import { formatTime } from '../ui/format-time.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Track } from './track.tsx'
import { rangeOf, useFigures } from './use-figures.ts'
import { useScrub } from './use-scrub.ts'

type Props = { readonly run: RunSummary }

/** The bar; nothing for a run without events. */
export function ScrubBar({ run }: Props): ReactElement | null {
  if (run.events === 0) return null
  return (
    <section
      aria-label="Scrubber"
      className="flex shrink-0 items-center gap-1.5 border-line border-t bg-surface px-5 py-1 @max-[400px]/page:px-3"
    >
      <Controls run={run} />
      {isSettled(run.connection.state) ? <Still run={run} /> : <Growing run={run} />}
    </section>
  )
}

function Controls({ run }: Props): ReactElement {
  const { scrub } = useDesk()
  const { playing, speed } = useScrub(({ playing, speed }) => ({ playing, speed }))
  const { id, events } = run
  return (
    <>
      <IconButton
        label={playing ? 'Pause' : 'Play'}
        keys={hintOf('play')}
        onClick={() => scrub.toggle(id, events)}
      >
        {playing ? <Pause aria-hidden="true" size={15} /> : <Play aria-hidden="true" size={15} />}
      </IconButton>
      <IconButton
        label="One event back"
        keys={hintOf('step-back')}
        onClick={() => scrub.step(id, events, -1)}
      >
        <ChevronLeft aria-hidden="true" size={16} />
      </IconButton>
      <IconButton label="One event on" keys={hintOf('step-on')} onClick={() => scrub.step(id, events, 1)}>
        <ChevronRight aria-hidden="true" size={16} />
      </IconButton>
      <SpeedChoice speed={speed} onChoose={scrub.setSpeed} />
    </>
  )
}

function SpeedChoice({
  speed,
  onChoose,
}: {
  readonly speed: Speed
  readonly onChoose: (speed: Speed) => void
}): ReactElement {
  return (
    <fieldset className="mr-1.5 flex rounded-md bg-hover p-0.5 @max-[400px]/page:hidden">
      <legend className="sr-only">Speed</legend>
      {speeds.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === speed}
          onClick={() => onChoose(one)}
          className="h-6 rounded-sm px-1.5 text-ink-3 text-small tabular-nums hover:text-ink aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-ink aria-pressed:shadow-card"
        >
          {one}×
        </button>
      ))}
    </fieldset>
  )
}

/** The timeline of a run at rest does not change. */
function Still({ run }: Props): ReactElement {
  const { value } = useFigures(run)
  return <Line run={run} figures={value} range={rangeOf(run, value, 0)} />
}

/** The timeline of a live run ends at the present second. */
function Growing({ run }: Props): ReactElement {
  const { value } = useFigures(run)
  const now = useNow()
  return <Line run={run} figures={value} range={rangeOf(run, value, now)} />
}

type LineProps = Props & {
  readonly figures: ReturnType<typeof useFigures>['value']
  readonly range: Range
}

function Line({ run, figures, range }: LineProps): ReactElement {
  const { scrub } = useDesk()
  const { id, events } = run
  const head = useScrub((state) => (state.run === id ? state.head : null))
  const seq = useScrub((state) => (state.run === id ? (state.instant?.seq ?? null) : null))
  const { start, end } = range
  useEffect(() => scrub.setRange({ start, end }), [scrub, start, end])
  const onSeek = useCallback((at: number) => scrub.seek(id, events, at), [scrub, id, events])
  const words =
    head === null
      ? 'Now'
      : `${formatTime(head.at)}${seq === null ? '' : `, ${formatEventPosition(seq, events)}`}`
  return (
    <>
      <Track
        figures={figures}
        range={range}
        at={head?.at ?? null}
        words={words}
        onSeek={onSeek}
        onNow={scrub.toNow}
        onToggle={() => scrub.toggle(id, events)}
      />
      <span
        className="shrink-0 pl-1.5 text-right text-ink-3 text-small tabular-nums"
        // As wide as the longest text: the timeline must not move while it is dragged on.
        style={{ minWidth: `${formatPosition(end, range).length + 1}ch` }}
      >
        {head === null
          ? isSettled(run.connection.state)
            ? 'the end'
            : 'now'
          : formatPosition(head.at, range)}
      </span>
    </>
  )
}
