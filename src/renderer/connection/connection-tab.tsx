// The connections of a run: what Runlight is doing now, every attempt, the gaps, and each change of state; or the same at an
// earlier instant. It shows what the engine recorded and concludes nothing.

import type { ReactElement } from 'react'
import type { Instant } from '../../core/figures/instant.ts'
import { withReceived } from '../../core/run/received.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useNow } from '../desk/desk-context.ts'
import { useConnection } from '../desk/use-connection.ts'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import { formatAgo } from '../ui/format-silence.ts'
import { Section } from '../ui/section.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { Attempts } from './attempts.tsx'
import { connectionAt } from './connection-at.ts'
import { Gaps } from './gaps.tsx'
import { Legs } from './legs.tsx'
import { Transitions } from './transitions.tsx'

type Props = {
  readonly run: RunSummary
  /** The run as it was, shown instead of the present; null for the present. */
  readonly then: Instant | null
}

/** The tab of `run`, now or as it was. */
export function ConnectionTab({ run: present, then }: Props): ReactElement {
  const now = useNow()
  // The sentence of the engine contains a countdown while it waits.
  const tick = present.connection.state === 'waiting' && then === null ? Math.floor(now / 1_000) : 0
  const { value, problem } = useConnection(present, `${tick}`)
  if (value === null) {
    return (
      <p className="animate-late px-5 py-10 text-center text-ink-3">
        {problem ?? 'Reading the connections from the log…'}
      </p>
    )
  }
  const run = then?.run ?? present
  // Counters come with every push: requesting the attempts as often would read them all from the log.
  const { attempts, gaps, transitions, doing } =
    then === null
      ? { ...value, attempts: withReceived(value.attempts, present) }
      : connectionAt({ ...value, attempts: withReceived(value.attempts, present) }, then)
  return (
    <div
      data-arrows
      data-tab-focus
      data-wheel-focus
      tabIndex={-1}
      className="@container/connection h-full overflow-y-auto pane-focus"
    >
      <div className="flex flex-col gap-6 px-5 pt-4 pb-10 @max-[400px]/connection:px-3">
        <section aria-label={then === null ? 'Now' : 'Then'} className="flex gap-3">
          <span className="pt-0.5">
            <ConnectionGlyph state={run.connection.state} beatAt={run.lastBytesAt} size={16} />
          </span>
          <div className="min-w-0">
            <p className="selectable font-medium">
              <UntrustedText text={doing} />
            </p>
            {then === null && <LastBytes at={run.lastBytesAt} />}
          </div>
        </section>
        {run.tapped !== undefined && (
          <Section title="Both connections">
            <Legs run={run} tapped={run.tapped} past={then !== null} />
          </Section>
        )}
        <Section title="Attempts" note={attempts.length > 1 ? `${attempts.length}` : null}>
          <Attempts attempts={attempts} />
        </Section>
        <Gaps gaps={gaps} />
        <Transitions transitions={transitions} />
      </div>
    </div>
  )
}

/** When the last bytes arrived, updated every second. */
function LastBytes({ at }: { readonly at: number | null }): ReactElement {
  const now = useNow()
  return (
    <p className="mt-0.5 text-ink-3 tabular-nums">
      {at === null ? 'No byte has arrived yet.' : `The last sign of life was ${formatAgo(now - at)}.`}
    </p>
  )
}
