// The result of an import: the runs, what had to be guessed, and what is damaged or missing.

import { type ReactElement, useState } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { ImportReport as Report } from '../../core/contract/calls/transcripts.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { Button } from '../ui/button.tsx'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

const outcomeWords = {
  added: 'imported',
  known: 'already here, left as it is',
  replaced: 'replaces a shorter import of it',
} as const

/** The number of problems shown at first. */
const firstProblems = 5

type Props = { readonly report: Report; readonly onLeave: () => void }

/** The report; `onLeave` is called when a run is opened. */
export function ImportReport({ report, onLeave }: Props): ReactElement {
  return (
    <div className="flex flex-col gap-3 pt-2">
      <ul aria-label="Runs of the file" className="flex max-h-80 flex-col gap-1 overflow-y-auto">
        {report.runs.map((run) => (
          <RunLine key={run.run} run={run} onLeave={onLeave} />
        ))}
      </ul>
      {report.notes.map((note) => (
        <p key={note} className="text-ink-2 text-small">
          <UntrustedText text={note} />
        </p>
      ))}
      {report.damaged > 0 && <Problems report={report} />}
    </div>
  )
}

function RunLine({
  run,
  onLeave,
}: {
  readonly run: Report['runs'][number]
  readonly onLeave: () => void
}): ReactElement {
  const { actions } = useDesk()
  const here = useLive((state) => state.runs.get(run.run))
  return (
    <li className="flex items-center gap-3 rounded-md bg-raised py-1.5 pr-1.5 pl-3 ring-1 ring-line ring-inset">
      {here !== undefined && <JobGlyph state={here.job.state} percent={here.job.percent} />}
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">
          <UntrustedText text={run.title} />
        </span>
        <span className="block text-ink-3 text-small tabular-nums">
          #{run.run} · {formatCount(run.events, 'event')} · {outcomeWords[run.outcome]}
        </span>
      </span>
      <Button
        aria-label={`Open ${run.title}`}
        disabled={here === undefined}
        onClick={() => {
          onLeave()
          actions.showPage('board')
          actions.open(run.run)
        }}
      >
        Open
      </Button>
    </li>
  )
}

function Problems({ report: { damaged, problems } }: { readonly report: Report }): ReactElement {
  const [all, setAll] = useState(false)
  const shown = all ? problems : problems.slice(0, firstProblems)
  const unnamed = damaged - problems.length
  return (
    <fieldset aria-label="Problems" className="text-small">
      <p className="text-warn">{formatCount(damaged, 'problem')}; everything else was kept.</p>
      <ol className="mt-1.5 flex max-h-52 flex-col gap-0.5 overflow-y-auto">
        {shown.map(({ line, reason }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and two entries may be alike
          <li key={i} className="flex gap-3 text-ink-2">
            <span className="w-20 shrink-0 text-right text-ink-3 tabular-nums">
              {line === null ? '' : `line ${line.toLocaleString('en-US')}`}
            </span>
            <UntrustedText text={reason} className="selectable min-w-0 [overflow-wrap:anywhere]" />
          </li>
        ))}
      </ol>
      {!all && problems.length > firstProblems && (
        <Button size="small" variant="quiet" onClick={() => setAll(true)} className="mt-1 ml-19">
          Show all {problems.length.toLocaleString('en-US')}
        </Button>
      )}
      {all && unnamed > 0 && (
        <p className="mt-1 pl-23 text-ink-3">and {unnamed.toLocaleString('en-US')} more</p>
      )}
    </fieldset>
  )
}
