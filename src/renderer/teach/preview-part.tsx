// The run as it would be by what was taught, drawn as every run is, and what stays unread.

import { type ReactElement, useMemo } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { Instant } from '../../core/figures/instant.ts'
import { summariseJob } from '../../core/job/summary.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { jobWords } from '../../core/run/words.ts'
import { FixedNow } from '../desk/desk-context.ts'
import { Overview } from '../overview/overview.tsx'
import { cx } from '../ui/cx.ts'
import { formatDone, formatPercent } from '../ui/format-run.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { jobTone, toneInk } from '../ui/tones.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import type { Draft } from './model/draft.ts'
import type { Preview } from './model/preview.ts'
import { extentOf, type Recording } from './use-recording.ts'

type Props = {
  readonly run: RunSummary
  readonly recording: Recording
  readonly draft: Draft
  readonly preview: Preview
}

/** Groups of unread events that are named. */
const mostNamed = 8

export function PreviewPart({ run, recording, draft, preview }: Props): ReactElement {
  const { rows } = recording
  const { job } = preview
  const then = useMemo(
    (): Instant => ({
      seq: rows.at(-1)?.seq ?? 0,
      at: rows.at(-1)?.at ?? run.createdAt,
      events: rows.length,
      run: {
        ...run,
        kind: draft.label.trim() || 'the new kind',
        events: rows.length,
        job: summariseJob(job),
        pings: job.counts.pings,
        unreadable: job.counts.unreadable,
        repeats: job.counts.repeats,
        late: job.counts.late,
      },
      job,
      params: Object.fromEntries(
        draft.address?.parts
          .filter(({ use }) => use === 'asked' || use === 'usual')
          .map(({ name, value }) => [name, value]) ?? [],
      ),
    }),
    [run, rows, job, draft],
  )
  return (
    <section
      aria-label="As it would be"
      className="@container/preview flex h-[36rem] min-w-0 flex-col border-line @max-[660px]/teach:border-t @min-[660px]/teach:h-full @min-[660px]/teach:min-h-0"
    >
      <div className="shrink-0 border-line border-b bg-raised px-5 py-2.5 @max-[400px]/preview:px-3">
        <h3 className="flex items-baseline justify-between gap-4">
          <span className="font-medium text-ink-2 text-small">As it would be</span>
          <span className="text-right text-ink-3 text-tiny">{extent(run, recording)}</span>
        </h3>
        <p className="mt-1 flex items-center gap-2">
          <JobGlyph state={job.state} percent={job.progress.percent} />
          <span className={cx('font-semibold', toneInk[jobTone[job.state]])}>{jobWords[job.state]}</span>
          <span className="tabular-nums">{formatPercent(job.progress.percent)}</span>
          <span className="text-ink-3 tabular-nums">{formatDone(job.progress.done, job.progress.total)}</span>
          <span className="min-w-0 truncate text-ink-2">
            <UntrustedText text={then.run.job.stage ?? ''} />
          </span>
        </p>
        <ProgressBar
          percent={job.progress.percent ?? 0}
          state={job.state}
          className={cx('mt-2', job.progress.percent === null && 'invisible')}
        />
        <Unread preview={preview} />
      </div>
      <div className="min-h-0 flex-1">
        <FixedNow value={then.at}>
          <Overview run={run} then={then} isDraft />
        </FixedNow>
      </div>
    </section>
  )
}

function extent(run: RunSummary, recording: Recording): string {
  const part = extentOf(recording, run.events)
  if (part !== null) return `of ${part}`
  return isSettled(run.connection.state) ? 'of all its events' : 'of its events so far'
}

/** What no rule reads, by name. */
function Unread({ preview }: { readonly preview: Preview }): ReactElement {
  const { unread, unreadable } = preview
  const named = unread.slice(0, mostNamed)
  const rest = unread.slice(mostNamed).reduce((sum, { events }) => sum + events, 0)
  return (
    <div className="mt-2 text-small">
      {unread.length === 0 ? (
        <p className="text-ok">Every event is read.</p>
      ) : (
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-2">
          Stays unread:
          {named.map(({ group, events }) => (
            <span
              key={group === null ? '' : `${group.name} ${group.sort?.value ?? ''}`}
              className="max-w-full truncate rounded-sm bg-hover px-1.5"
            >
              <UntrustedText
                text={group === null ? 'others' : (group.sort?.value ?? group.name)}
                className="font-mono text-[11.5px]"
              />{' '}
              <span className="text-ink-3 tabular-nums">{events.toLocaleString('en-US')}</span>
            </span>
          ))}
          {rest > 0 && `and ${rest.toLocaleString('en-US')} more`}
        </p>
      )}
      {unreadable > 0 && (
        <p className="mt-0.5 text-warn">
          {formatCount(unreadable, 'event')} could not be read as that: look at the rules’ values.
        </p>
      )}
    </div>
  )
}
