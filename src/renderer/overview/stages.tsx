// The stages of a job as a pipeline from left to right, each with its state and duration. Stages that were announced but not
// reached are only counted.

import { ChevronRight } from 'lucide-react'
import type { ReactElement } from 'react'
import { formatDuration } from '../../core/basics/quantities.ts'
import type { Job, Stage } from '../../core/job/job.ts'
import type { JobState } from '../../core/run/states.ts'
import { useNow } from '../desk/desk-context.ts'
import { cx } from '../ui/cx.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { Section } from '../ui/section.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

/** The pipeline; nothing for a job without stages. */
export function Stages({ job }: { readonly job: Job }): ReactElement | null {
  const { stages, stagesOf, counts } = job
  if (stages.length === 0) return null
  const left = (stagesOf ?? 0) - counts.stages
  const cut = counts.stages - stages.length
  const note = stagesOf === null ? null : `${counts.stages} of ${stagesOf}`
  return (
    <Section title="Stages" note={note}>
      <ol className="flex flex-wrap items-stretch gap-y-1.5">
        {cut > 0 && (
          <li className="flex items-center">
            <Aside text={`${cut.toLocaleString('en-US')} earlier`} />
            <Arrow />
          </li>
        )}
        {stages.map((stage, i) => (
          <li key={stage.id} className="flex items-center">
            <StageBox stage={stage} job={job} />
            {(i < stages.length - 1 || left > 0) && <Arrow />}
          </li>
        ))}
        {left > 0 && (
          <li className="flex items-center">
            <Aside text={`${left} more`} />
          </li>
        )}
      </ol>
    </Section>
  )
}

function Arrow(): ReactElement {
  return <ChevronRight aria-hidden="true" size={14} className="mx-0.5 shrink-0 text-ink-3" />
}

function Aside({ text }: { readonly text: string }): ReactElement {
  return <span className="flex items-center rounded-md px-2.5 py-1.5 text-ink-3 text-small">{text}</span>
}

/** The state to show: a stage that was running when the job was lost or cancelled has the state of the job. */
function stateOf(stage: Stage, job: Job): JobState {
  if (stage.state !== 'running') return stage.state
  return job.state === 'unknown' || job.state === 'cancelled' ? job.state : 'processing'
}

function StageBox({ stage, job }: { readonly stage: Stage; readonly job: Job }): ReactElement {
  const state = stateOf(stage, job)
  const running = state === 'processing'
  const endedAt = stage.endedAt ?? (running ? null : (job.finishedAt ?? job.lastEventAt))
  return (
    <span
      className={cx(
        'flex max-w-72 items-center gap-2 rounded-md py-1.5 pr-3 pl-2.5 ring-1 ring-inset',
        running ? 'bg-accent/10 ring-accent/35' : 'bg-raised ring-line',
      )}
    >
      <JobGlyph state={state} />
      <UntrustedText
        text={stage.label}
        className={cx('truncate text-small', running ? 'font-medium text-ink' : 'text-ink-2')}
      />
      <span className="shrink-0 text-ink-3 text-tiny tabular-nums">
        {endedAt === null ? <Running since={stage.startedAt} /> : formatDuration(endedAt - stage.startedAt)}
      </span>
    </span>
  )
}

function Running({ since }: { readonly since: number }): ReactElement {
  const now = useNow()
  return <>{formatDuration(now - since)}</>
}
