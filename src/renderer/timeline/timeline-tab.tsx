// The timeline of a run: its stages and three charts over one time axis, or the same numbers as a table; then its figures.

import type { ReactElement } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { Figures } from '../../core/figures/figures.ts'
import { toolsNote } from '../../core/job/tools.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useRunAlerts } from '../desk/use-run-alerts.ts'
import { Elapsed } from '../overview/elapsed.tsx'
import { formatRate } from '../ui/format-rate.ts'
import { Section } from '../ui/section.tsx'
import { AlertBars } from './alert-bars.tsx'
import { FigureList } from './figure-list.tsx'
import { OverTime } from './over-time.tsx'
import { StageBars } from './stage-bars.tsx'
import { caughtUp, formatMs } from './timeline-data.ts'
import { ToolBars } from './tool-bars.tsx'
import { useFigures } from './use-figures.ts'
import { useZoom } from './use-zoom.ts'
import { WaitBars } from './wait-bars.tsx'

/** The tab of `run`. */
export function TimelineTab({ run }: { readonly run: RunSummary }): ReactElement {
  const { value, problem } = useFigures(run)
  if (value === null) {
    return <p className="animate-late px-5 py-10 text-center text-ink-3">{problem ?? 'Measuring the run…'}</p>
  }
  return (
    <section
      aria-label={`Timeline of ${run.title}`}
      data-arrows
      data-tab-focus
      data-wheel-focus
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that the keyboard must reach it
      tabIndex={0}
      className="@container/timeline h-full overflow-y-auto pane-focus"
    >
      {value.events === 0 ? (
        <p className="px-5 py-10 text-center text-ink-3">
          No event has arrived, so there is nothing to measure.
        </p>
      ) : (
        <Measured run={run} figures={caughtUp(value, run)} />
      )}
    </section>
  )
}

function Measured({ run, figures }: { readonly run: RunSummary; readonly figures: Figures }): ReactElement {
  const { waits, stages, model, exact, basis, startedAt, endedAt } = figures
  const { span, zoom } = useZoom(figures)
  const seconds = (endedAt - startedAt) / 1_000
  const alerts = useRunAlerts(run)
  return (
    <div className="flex flex-col gap-5 px-5 pt-3 pb-10 @max-[400px]/timeline:px-3">
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1 tabular-nums">
        <Elapsed run={run} />
        <span className="text-ink-3 text-small">
          {formatCount(figures.events, 'event')}
          {seconds >= 1 && `, ${formatRate(figures.events / seconds)} a second on average`}
        </span>
      </div>
      {!exact && (
        <p className="rounded-md bg-hover px-3 py-1.5 text-ink-2 text-small">
          This run is too long to look at every event. {basis} Counts are exact.
        </p>
      )}
      {stages.length > 0 && (
        <Section title="Stages" note={formatCount(stages.length, 'stage')}>
          <StageBars figures={figures} span={span} />
        </Section>
      )}
      {model !== null && model.calls.length > 0 && (
        <Section title="Tool calls" note={toolsNote(model.calls.length, model)}>
          <ToolBars figures={figures} calls={model.calls} span={span} />
        </Section>
      )}
      {alerts.length > 0 && (
        <Section title="Alerts" note={formatCount(alerts.length, 'alert')}>
          <AlertBars alerts={alerts} span={span} endedAt={endedAt} />
        </Section>
      )}
      {endedAt === startedAt ? (
        <p className="text-ink-2">
          All its events stand at one time, so there is nothing to draw over time. Step through them below.
        </p>
      ) : (
        <OverTime figures={figures} span={span} zoom={zoom} />
      )}
      {waits !== null && waits.maxMs > 0 && (
        <Section
          title="Waits between events"
          note={`${formatCount(waits.of, 'wait')}, median ${formatMs(waits.p50Ms)}`}
        >
          <WaitBars waits={waits} />
        </Section>
      )}
      <Section title="Figures">
        <FigureList figures={figures} client={run.tapped?.client ?? null} />
      </Section>
    </div>
  )
}
