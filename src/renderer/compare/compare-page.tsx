// The page that compares two runs, or one run with the usual run of its kind.

import { X } from 'lucide-react'
import { type ReactElement, useCallback } from 'react'
import type { Comparison } from '../../core/figures/comparison.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { useDesk, useLive, useView } from '../desk/desk-context.ts'
import { hintOf } from '../desk/keys.ts'
import { usePolled } from '../desk/use-polled.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { ComparisonView } from './comparison-view.tsx'
import { Sides } from './sides.tsx'

const paceMs = 3_000

/** The page; `compare` of the view store has the runs. */
export function ComparePage(): ReactElement {
  const { actions } = useDesk()
  const compare = useView((state) => state.compare)
  const run = useLive((state) => (compare === null ? undefined : state.runs.get(compare.run)))
  const other = compare?.other ?? null
  const second = useLive((state) => (other === null ? undefined : state.runs.get(other)))
  return (
    <section aria-label="Compare" className="flex h-full min-h-0 min-w-0 flex-col bg-surface">
      <header className="flex h-12 shrink-0 items-center gap-3 pr-3 pl-5">
        <h2 className="min-w-0 flex-1 truncate font-semibold text-large">Compare</h2>
        <IconButton
          label={run === undefined ? 'Back to the board' : 'Back to the run'}
          keys={hintOf('close')}
          onClick={actions.leaveCompare}
        >
          <X aria-hidden="true" size={16} />
        </IconButton>
      </header>
      <Sides run={run} other={other} second={second} />
      {run === undefined ? (
        <p className="px-6 py-12 text-center text-ink-3">
          Choose a run on the left. It is put beside what is usual for its kind, or beside another run.
        </p>
      ) : other !== null && second === undefined ? (
        <p className="px-6 py-12 text-center text-ink-3">
          Run {other} is not stored any more. Choose another on the right.
        </p>
      ) : (
        <Differences key={`${run.id} ${other}`} run={run} other={other} second={second} />
      )}
    </section>
  )
}

type Props = {
  readonly run: RunSummary
  readonly other: number | null
  readonly second: RunSummary | undefined
}

function Differences({ run, other, second }: Props): ReactElement {
  const { client } = useDesk()
  const { id } = run
  const ask = useCallback(() => client.call('review.compare', { run: id, other }), [client, id, other])
  // A finished run does not change: only runs that change are requested again.
  const version = [run, second]
    .map((one) =>
      one === undefined
        ? ''
        : `${one.events} ${one.job.state} ${isSettled(one.connection.state)} ${one.readAgain ?? 0}`,
    )
    .join()
  const { value, problem } = usePolled<Comparison>(ask, version, () => paceMs)
  return (
    <section
      aria-label="Differences"
      aria-busy={value === null && problem === null}
      data-arrows
      data-wheel-focus
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that the keyboard must reach it
      tabIndex={0}
      className="@container/compare min-h-0 min-w-0 flex-1 overflow-y-auto px-5 @max-[400px]/compare:px-3 pane-focus"
    >
      {problem !== null && value === null && <p className="py-15 text-center text-ink-3">{problem}</p>}
      {value === null ? (
        problem === null && <p className="animate-late py-15 text-center text-ink-3">Comparing the runs…</p>
      ) : (
        <ComparisonView comparison={value} />
      )}
    </section>
  )
}
