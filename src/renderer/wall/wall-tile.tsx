// One run on the wall, to be read across a room: its title, its two states as shape, word and colour, and under them the cause
// of what needs a person, or how far the job is. Its sizes are in the font size that the wall gives its tiles: a hundredth of the screen, or more where they are few.

import { AppWindow } from 'lucide-react'
import type { ReactElement } from 'react'
import { clampPercent } from '../../core/job/progress.ts'
import { clientName } from '../../core/run/client-name.ts'
import { asksPerson } from '../../core/run/marks.ts'
import { isUnreached, jobWordOf } from '../../core/run/reach.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { formatConnection, notKnown } from '../../core/run/words.ts'
import { useIsKnown, useKind, useRun, useTimed } from '../desk/desk-context.ts'
import { ClientNote } from '../ui/client-note.tsx'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import { cx } from '../ui/cx.ts'
import { formatOutput, formatPercent, formatRunStatus, formatRunTime } from '../ui/format-run.ts'
import { formatAgo } from '../ui/format-time.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { connectionTone, jobTone, toneInk } from '../ui/tones.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { alertOf, alertSince, isBad } from './wall-model.ts'

type Props = { readonly run: RunSummary }

/** The tile of run `id`, drawn as an alert where it needs a person. */
export function WallTile({
  id,
  isAlert,
}: {
  readonly id: number
  readonly isAlert: boolean
}): ReactElement | null {
  const run = useRun(id)
  if (run === undefined) return null
  return (
    <li
      className={cx(
        'relative flex min-w-0 animate-rise flex-col justify-center gap-[0.6em] overflow-hidden rounded-[1.2em] pr-[2em] pl-[2.6em] ring-1 ring-inset',
        isAlert ? (isBad(run) ? 'bg-bad/12 ring-bad/30' : 'bg-warn/12 ring-warn/30') : 'bg-raised ring-line',
      )}
    >
      {isAlert && (
        <span
          aria-hidden="true"
          className={cx('absolute inset-y-0 left-0 w-[0.9em]', isBad(run) ? 'bg-bad' : 'bg-warn')}
        />
      )}
      <p className="flex items-baseline gap-x-[0.6em] text-[3.7em] portrait:text-[3.3em]">
        <UntrustedText text={run.title} className="min-w-0 flex-1 truncate font-semibold" />
        {run.tapped !== undefined && (
          <span className="flex min-w-[3em] max-w-2/5 shrink-[9999] items-center gap-[0.3em] text-[0.76em] text-ink-3">
            <AppWindow role="img" aria-label="Through a tap, by" className="size-[0.9em] shrink-0" />
            <UntrustedText text={clientName(run.tapped.client)} className="truncate" />
          </span>
        )}
      </p>
      <p className="flex items-center gap-x-[0.8em] text-[3.1em] portrait:gap-x-[0.6em]">
        <Job run={run} />
        <Wire run={run} />
        <span className="min-w-0 flex-1 truncate text-right text-[0.9em] text-ink-3 portrait:invisible">
          <UntrustedText text={run.server} />
        </span>
        <Amount run={run} isAlert={isAlert} className="portrait:hidden" />
      </p>
      <div className="flex min-h-[1.2em] min-w-0 items-center gap-x-[0.8em] text-[2.8em]">
        {isAlert ? <Cause run={run} /> : <Doing run={run} />}
        <ClientNote run={run} className="gap-[0.35em] [&_svg]:size-[1em]" />
        <Amount run={run} isAlert={isAlert} className="landscape:hidden" />
      </div>
    </li>
  )
}

/** What is looked for first: how long ago an alert began, how far a job is, else how long it has run. */
function Amount({
  run,
  isAlert,
  className,
}: Props & { readonly isAlert: boolean; readonly className: string }) {
  const since = alertSince(run)
  const percent = isSettled(run.connection.state) ? null : formatPercent(run.job.percent)
  const words = useTimed((now) =>
    isAlert ? formatAgo(now - since) : (percent ?? formatRunTime(run, null, now).elapsed),
  )
  if (words === null) return null
  return <span className={cx('shrink-0 whitespace-nowrap text-ink-2 tabular-nums', className)}>{words}</span>
}

function Job({ run }: Props): ReactElement {
  const { state, percent } = run.job
  // Of a run whose stream was never opened the word says more than any state of its job.
  const shown = isUnreached(run) && state === 'pending' ? 'pending' : state
  return (
    <span
      className={cx(
        'flex shrink-0 items-center gap-[0.35em] whitespace-nowrap [&_svg]:size-[1em]',
        toneInk[jobTone[shown]],
      )}
    >
      <JobGlyph state={shown} percent={percent} />
      {jobWordOf(run)}
    </span>
  )
}

function Wire({ run }: Props): ReactElement {
  const { connection, lastBytesAt } = run
  const words = useTimed((now) => formatConnection(connection, lastBytesAt, now))
  const known = useIsKnown(connection.state)
  const shown = known ? connection.state : 'idle'
  return (
    <span
      className={cx(
        'flex shrink-0 items-center gap-[0.35em] whitespace-nowrap tabular-nums [&_svg]:size-[1em]',
        toneInk[connectionTone[shown]],
      )}
    >
      <ConnectionGlyph state={shown} />
      {known ? words : notKnown}
    </span>
  )
}

const line = 'min-w-0 flex-1 truncate'

function Cause({ run }: Props): ReactElement {
  // What it is in by its two states says more than a rule that went by them.
  const words = (asksPerson(run) ? formatRunStatus(run)?.text : undefined) ?? alertOf(run)?.cause
  return (
    <p className={cx(line, 'text-ink')}>
      <UntrustedText text={words ?? 'No cause was given.'} />
    </p>
  )
}

/** The bar of a job that tells how far it is; else what it is at, or what is known of its end. */
function Doing({ run }: Props): ReactElement {
  const { job } = run
  const usual = useKind(run.kind)?.usual ?? null
  const hint = useTimed((now) => formatRunTime(run, usual, now).hint)
  const percent = clampPercent(job.percent)
  if (percent !== null && !isSettled(run.connection.state))
    return <ProgressBar percent={percent} state={job.state} className="h-[0.32em] min-w-0 flex-1" />
  const words = formatRunStatus(run)?.text ?? job.stage ?? formatOutput(job) ?? hint ?? ''
  return (
    <p className={cx(line, 'text-ink-2')}>
      <UntrustedText text={words} />
    </p>
  )
}
