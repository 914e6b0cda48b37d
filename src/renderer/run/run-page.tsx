// An opened run: its header, both of its states, the four tabs, and the scrubber. It imports the top component of each tab
// only.

import { Tabs } from 'radix-ui'
import { type ReactElement, useDeferredValue, useId } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { RunAlerts } from '../alerts/run-alerts.tsx'
import { FixedNow, useDesk, useRun, useView } from '../desk/desk-context.ts'
import { Overview } from '../overview/overview.tsx'
import { type Tab, tabs } from '../store/view-store.ts'
import { ScrubBanner } from '../timeline/scrub-banner.tsx'
import { ScrubBar } from '../timeline/scrub-bar.tsx'
import { useInstant } from '../timeline/use-scrub.ts'
import { cx } from '../ui/cx.ts'
import { lazyChunk, lazyPart } from '../ui/lazy-part.tsx'
import { JobAndConnection } from './job-and-connection.tsx'
import { RunHeader } from './run-header.tsx'

const LogTab = lazyPart(
  lazyChunk(() => import('../log/log-tab.tsx')),
  (module) => module.LogTab,
)
const TimelineTab = lazyPart(
  lazyChunk(() => import('../timeline/timeline-tab.tsx')),
  (module) => module.TimelineTab,
)
const ConnectionTab = lazyPart(
  lazyChunk(() => import('../connection/connection-tab.tsx')),
  (module) => module.ConnectionTab,
)

const tabLabels: Readonly<Record<Tab, string>> = {
  overview: 'Overview',
  log: 'Log',
  timeline: 'Timeline',
  connection: 'Connection',
}

/** The page of the run `id`; nothing once the run is removed. */
export function RunPage({ id }: { readonly id: number }): ReactElement | null {
  const run = useRun(id)
  const chosen = useView((state) => state.tab)
  // A click is answered first, by the tab itself; what it shows follows in slices.
  const tab = useDeferredValue(chosen)
  const { actions } = useDesk()
  const then = useInstant(id)
  const pane = useId()
  if (run === undefined) return null
  return (
    <section
      aria-label={`Run: ${run.title}`}
      className="@container/page h-full min-h-0 overflow-y-auto bg-surface"
    >
      <Tabs.Root
        value={tab}
        onValueChange={(value) => {
          const next = tabs.find((one) => one === value)
          if (next !== undefined) actions.showTab(next)
        }}
        className="flex h-full min-h-0 flex-col"
      >
        <RunHeader run={run} />
        <RunAlerts run={run} />
        <ScrubBanner run={run} />
        <FixedNow value={then?.at ?? null}>
          <JobAndConnection run={then?.run ?? run} past={then !== null} />
        </FixedNow>
        <Tabs.List
          aria-label="Parts of the run"
          className="flex shrink-0 gap-5 border-line border-b px-5 @max-[400px]/page:gap-3 @max-[400px]/page:px-3"
        >
          {tabs.map((one) => (
            <Tabs.Trigger
              key={one}
              value={one}
              id={`${pane}-${one}`}
              aria-controls={pane}
              className={cx(
                'flex h-8 min-w-6 shrink-0 items-center justify-center gap-1.5 border-b-2 font-medium',
                one === chosen ? 'border-accent text-ink' : 'border-transparent text-ink-3 hover:text-ink-2',
              )}
            >
              {tabLabels[one]}
              <span className="font-normal text-ink-3 text-small @max-[400px]/page:sr-only">
                {countOf(one, run)}
              </span>
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {/* Radix's own panel asks for a style when it is mounted, for which the page is laid out once more. */}
        <div
          key={tab}
          role="tabpanel"
          id={pane}
          aria-labelledby={`${pane}-${tab}`}
          tabIndex={-1}
          data-tab={tab}
          className="min-h-56 flex-1 outline-none"
        >
          {tab === 'overview' && (
            <FixedNow value={then?.at ?? null}>
              <Overview run={run} then={then} />
            </FixedNow>
          )}
          {tab === 'log' && <LogTab run={run} />}
          {tab === 'timeline' && <TimelineTab run={run} />}
          {tab === 'connection' && (
            <FixedNow value={then?.at ?? null}>
              <ConnectionTab run={run} then={then} />
            </FixedNow>
          )}
        </div>
        <ScrubBar run={run} />
      </Tabs.Root>
    </section>
  )
}

function countOf(tab: Tab, run: RunSummary): string | null {
  if (tab === 'log' && run.events > 0) return run.events.toLocaleString('en-US')
  return tab === 'connection' && run.connection.attempt > 1 ? String(run.connection.attempt) : null
}
