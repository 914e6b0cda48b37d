// The stages of a job as a pipeline from left to right, each with its state and duration; those that ran within another stand
// under it. Stages that were announced but not reached are only counted.

import { ChevronRight } from 'lucide-react'
import type { ReactElement } from 'react'
import { formatDuration } from '../../core/basics/quantities.ts'
import { type JudgedStage, judgedStages } from '../../core/job/checks.ts'
import type { Job } from '../../core/job/job.ts'
import { nestStages, type StageNode } from '../../core/job/stage-tree.ts'
import type { JobState } from '../../core/run/states.ts'
import { useNow } from '../desk/desk-context.ts'
import { cx } from '../ui/cx.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { Section } from '../ui/section.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

/** The pipeline; nothing for a job without stages. */
export function Stages({ job }: { readonly job: Job }): ReactElement | null {
  const { stagesOf, counts } = job
  if (job.stages.length === 0) return null
  const left = (stagesOf ?? 0) - counts.stages
  const cut = counts.stages - job.stages.length
  const note = stagesOf === null ? null : `${counts.stages} of ${stagesOf}`
  return (
    <Section title="Stages" note={note}>
      <Pipeline
        nodes={nestStages(judgedStages(job))}
        job={job}
        before={cut > 0 ? `${cut.toLocaleString('en-US')} earlier` : null}
        after={left > 0 ? `${left} more` : null}
      />
    </Section>
  )
}

type PipelineProps = {
  readonly nodes: readonly StageNode<JudgedStage>[]
  readonly job: Job
  readonly before?: string | null
  readonly after?: string | null
}

/** One line of stages; a stage with others within it has lines of its own. */
function Pipeline({ nodes, job, before = null, after = null }: PipelineProps): ReactElement {
  return (
    <ol className="flex flex-wrap items-stretch gap-y-1.5">
      {before !== null && (
        <li className="flex items-center">
          <Aside text={before} />
          <Arrow />
        </li>
      )}
      {nodes.map(({ stage, within }, i) => (
        <li key={stage.id} className={within.length === 0 ? 'flex max-w-full items-center' : 'w-full'}>
          <StageBox stage={stage} job={job} />
          {within.length > 0 ? (
            <div className="mt-1.5 mb-1 ml-4 border-line border-l pl-3">
              <Pipeline nodes={within} job={job} />
            </div>
          ) : (
            (i < nodes.length - 1 || after !== null) && <Arrow />
          )}
        </li>
      ))}
      {after !== null && (
        <li className="flex items-center">
          <Aside text={after} />
        </li>
      )}
    </ol>
  )
}

function Arrow(): ReactElement {
  return <ChevronRight aria-hidden="true" size={14} className="mx-0.5 shrink-0 text-ink-3" />
}

function Aside({ text }: { readonly text: string }): ReactElement {
  return <span className="flex items-center rounded-md px-2.5 py-1.5 text-ink-3 text-small">{text}</span>
}

/** The state to show: a stage that was running when the job was lost or cancelled has the state of the job. */
function stateOf(stage: JudgedStage, job: Job): JobState {
  if (stage.state !== 'running') return stage.state
  return job.state === 'unknown' || job.state === 'cancelled' ? job.state : 'processing'
}

/** How a stage went, where its icon alone does not tell it all. */
function wordOf(state: JobState, { unpassed }: JudgedStage): string | null {
  if (unpassed === true) return 'did not pass'
  return state === 'failed' || state === 'unknown' || state === 'cancelled' ? state : null
}

function StageBox({ stage, job }: { readonly stage: JudgedStage; readonly job: Job }): ReactElement {
  const state = stateOf(stage, job)
  const running = state === 'processing'
  const word = wordOf(state, stage)
  const endedAt = stage.endedAt ?? (running ? null : (job.finishedAt ?? job.lastEventAt))
  return (
    <span
      className={cx(
        'inline-flex min-w-0 max-w-full items-center gap-2 rounded-md py-1 pr-2.5 pl-2 ring-1 ring-inset',
        running ? 'bg-accent/10 ring-accent/35' : state === 'failed' ? 'ring-bad/35' : 'ring-line',
      )}
    >
      <JobGlyph state={state} />
      <UntrustedText
        text={stage.label}
        className={cx('truncate text-small', running ? 'font-medium text-ink' : 'text-ink-2')}
      />
      {word !== null && (
        <span className={cx('shrink-0 text-small', state === 'failed' ? 'text-bad' : 'text-ink-2')}>
          {word}
        </span>
      )}
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
