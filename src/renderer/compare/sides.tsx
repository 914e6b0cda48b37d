// The two sides of a comparison: each has a colour, used in everything below, and a click chooses another run. A button
// between them swaps them.

import { ArrowLeftRight, ChevronDown, PanelRightOpen } from 'lucide-react'
import { type ReactElement, type ReactNode, useState } from 'react'
import { formatMs } from '../../core/basics/quantities.ts'
import { tookOf } from '../../core/job/took.ts'
import { jobWordOf } from '../../core/run/reach.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk, useKind, useNow } from '../desk/desk-context.ts'
import { ClientBadge } from '../ui/client-badge.tsx'
import { formatDayTime } from '../ui/format-time.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { Popover } from '../ui/popover.tsx'
import { Time } from '../ui/time.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { RunChoice } from './run-choice.tsx'

type Props = {
  readonly run: RunSummary | undefined
  readonly other: number | null
  readonly second: RunSummary | undefined
}

/** Both sides; the choice is stored in `compare` of the view store. */
export function Sides({ run, other, second }: Props): ReactElement {
  const { actions } = useDesk()
  const canSwap = run !== undefined && second !== undefined
  return (
    <div className="@container/sides grid shrink-0 grid-cols-[minmax(0,1fr)_28px_minmax(0,1fr)] items-center gap-3 border-line border-b px-5 pb-4 max-[460px]:gap-1 max-[460px]:px-3 max-[460px]:pb-2">
      <Side
        name="Left"
        ink="bg-accent"
        run={run}
        beside={null}
        usual={null}
        onChoose={(id) => id !== null && actions.compare(id, id === other ? null : other)}
      >
        Choose a run
      </Side>
      <IconButton
        label={canSwap ? 'Swap sides' : 'Swap sides: the usual run stays on the right'}
        disabled={!canSwap}
        onClick={() => canSwap && actions.compare(second.id, run.id)}
      >
        <ArrowLeftRight aria-hidden="true" size={15} />
      </IconButton>
      <Side
        name="Right"
        ink="bg-ink-3"
        run={second}
        beside={run ?? null}
        usual={other === null}
        onChoose={(id) => run !== undefined && actions.compare(run.id, id)}
      >
        {other === null ? 'The usual run' : `Run ${other}, removed`}
      </Side>
    </div>
  )
}

type SideProps = {
  readonly name: 'Left' | 'Right'
  readonly ink: string
  readonly run: RunSummary | undefined
  /** The run of the other side; runs of its kind come first. */
  readonly beside: RunSummary | null
  /** Whether the usual run is chosen; null where it is not offered. */
  readonly usual: boolean | null
  readonly onChoose: (run: number | null) => void
  /** The text while no run is chosen. */
  readonly children: ReactNode
}

function Side({ name, ink, run, beside, usual, onChoose, children }: SideProps): ReactElement {
  const { actions } = useDesk()
  const [open, setOpen] = useState(false)
  return (
    <section
      aria-label={`${name} side`}
      className="relative flex h-14 min-w-0 items-center rounded-lg bg-raised ring-1 ring-line ring-inset focus-within:ring-edge"
    >
      <span aria-hidden="true" className={`absolute inset-y-2.5 left-0 w-0.75 rounded-full ${ink}`} />
      <Popover
        label={name === 'Left' ? 'Choose the left run' : 'Choose what to compare with'}
        align="start"
        open={open}
        onOpenChange={setOpen}
        className="w-96"
        trigger={
          <button
            type="button"
            className="flex h-full min-w-0 flex-1 items-center gap-2.5 rounded-lg pr-3 pl-4 text-left @max-[400px]/sides:gap-1 @max-[400px]/sides:pr-1.5 @max-[400px]/sides:pl-2.5 hover:bg-hover aria-expanded:bg-hover"
          >
            <span className="min-w-0 flex-1">
              {run === undefined ? (
                <>
                  <span className="block truncate font-medium">{children}</span>
                  <span className="block truncate text-ink-3 text-small">
                    {beside === null ? 'of any kind' : <OfKind kind={beside.kind} />}
                  </span>
                </>
              ) : (
                <Chosen run={run} />
              )}
            </span>
            <span className="sr-only">{name} side: choose another</span>
            <ChevronDown aria-hidden="true" size={15} className="shrink-0 text-ink-3" />
          </button>
        }
      >
        <RunChoice
          chosen={run?.id ?? null}
          kind={beside?.kind ?? run?.kind ?? null}
          without={beside?.id ?? null}
          usual={usual}
          onChoose={(id) => {
            setOpen(false)
            onChoose(id)
          }}
        />
      </Popover>
      {run !== undefined && (
        <IconButton
          label="Open this run"
          className="mr-2 ml-1 @max-[560px]/sides:hidden"
          onClick={() => actions.open(run.id)}
        >
          <PanelRightOpen aria-hidden="true" size={15} />
        </IconButton>
      )}
    </section>
  )
}

function OfKind({ kind }: { readonly kind: string }): ReactElement {
  const info = useKind(kind)
  return <>{info?.label ?? kind}, by your own history</>
}

function Chosen({ run }: { readonly run: RunSummary }): ReactElement {
  const kind = useKind(run.kind)
  const now = useNow()
  const { state, percent } = run.job
  const took = tookOf(run.job)
  return (
    <>
      <span className="flex min-w-0 items-center gap-1.5">
        <JobGlyph state={state} percent={percent} />
        <UntrustedText text={run.title} className="min-w-0 truncate font-medium" />
        <ClientBadge
          run={run}
          className="ml-1 shrink-[9999]"
          nameClass="max-w-32 @max-[560px]/sides:sr-only"
        />
      </span>
      <span className="block truncate text-ink-3 text-small tabular-nums">
        {jobWordOf(run)}
        {took !== null && ` in ${formatMs(took.ms)}`} ·{' '}
        <Time at={run.createdAt} shown={(at) => formatDayTime(at, now)} /> · {kind?.label ?? run.kind} #
        {run.id}
      </span>
    </>
  )
}
