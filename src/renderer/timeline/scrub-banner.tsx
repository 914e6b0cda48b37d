// A banner while a run is shown as it was, with the way back to now.

import { History, Link2, ScrollText } from 'lucide-react'
import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk } from '../desk/desk-context.ts'
import { hintOf } from '../desk/keys.ts'
import { formatEventPosition } from '../desk/playhead.ts'
import { Button } from '../ui/button.tsx'
import { formatTimeMs } from '../ui/format-time.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Time } from '../ui/time.tsx'
import { useScrub } from './use-scrub.ts'

/** The banner; nothing while `run` is shown as it is now. */
export function ScrubBanner({ run }: { readonly run: RunSummary }): ReactElement | null {
  const { scrub, actions } = useDesk()
  const { head, instant, preparing, problem } = useScrub((state) => ({
    head: state.run === run.id ? state.head : null,
    instant: state.instant,
    preparing: state.preparing,
    problem: state.problem,
  }))
  if (head === null) return null
  const seq = instant?.seq ?? 0
  return (
    <section
      aria-label="Looking back"
      className="flex h-8 shrink-0 items-center gap-2 border-line border-t bg-accent/10 pr-3.5 pl-5 text-small @max-[400px]/page:pr-1.5 @max-[400px]/page:pl-3"
    >
      <History aria-hidden="true" size={15} className="shrink-0 text-accent" />
      <p className="min-w-0 flex-1 truncate tabular-nums">
        {problem ?? (
          <>
            As it was at <Time at={head.at} shown={formatTimeMs} className="font-semibold" />
            {preparing !== null ? (
              <span className="text-ink-2"> · making this run ready, {Math.floor(preparing * 100)} %</span>
            ) : (
              instant !== null && (
                <span className="text-ink-2"> ({formatEventPosition(seq, instant.events)})</span>
              )
            )}
          </>
        )}
      </p>
      {instant !== null && seq > 0 && (
        <Button
          variant="quiet"
          size="small"
          aria-label="Show in the log"
          onClick={() => actions.openAt(run.id, seq)}
        >
          <ScrollText aria-hidden="true" size={13} />
          <span className="@max-[640px]/page:hidden">Show in the log</span>
        </Button>
      )}
      <IconButton
        label="Copy a link to this moment"
        keys={hintOf('copy-link')}
        onClick={() => void actions.copyLink({ type: 'moment', run: run.id, at: Math.round(head.at) })}
      >
        <Link2 aria-hidden="true" size={14} />
      </IconButton>
      <Button size="small" onClick={scrub.toNow}>
        Back to now <Kbd keys={hintOf('back-to-now')} />
      </Button>
    </section>
  )
}
