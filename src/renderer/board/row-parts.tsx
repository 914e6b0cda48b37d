// Parts of a row that the wide board has in a column and the narrow one beside others.

import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { jobWords } from '../../core/run/words.ts'
import { useKind } from '../desk/desk-context.ts'
import { cx } from '../ui/cx.ts'
import { formatRunStatus } from '../ui/format-run.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { KindIcon } from '../ui/kind-icon.tsx'
import { jobTone, toneInk } from '../ui/tones.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'

type Props = { readonly run: RunSummary }

export function RowIcon({ kind }: { readonly kind: string }): ReactElement {
  const info = useKind(kind)
  return (
    <span
      title={info?.label ?? kind}
      className="flex size-7 shrink-0 items-center justify-center rounded-md bg-hover text-ink-2"
    >
      <KindIcon name={info?.icon ?? ''} />
    </span>
  )
}

export function JobWord({ run: { job } }: Props): ReactElement {
  return (
    <span className="flex shrink-0 items-center gap-1.5">
      <JobGlyph state={job.state} percent={job.percent} />
      <span
        className={cx('text-small', job.state === 'processing' ? 'text-ink' : toneInk[jobTone[job.state]])}
      >
        {jobWords[job.state]}
      </span>
    </span>
  )
}

export function Note({ run, dot = false }: Props & { readonly dot?: boolean }): ReactElement | null {
  const note = formatRunStatus(run)
  if (note === null) return null
  return (
    <span className="min-w-0 truncate text-small" title={note.text}>
      {dot && <span className="mr-1.5 text-ink-3">·</span>}
      <UntrustedText text={note.text} className={note.important ? 'text-ink-2' : 'text-ink-3'} />
    </span>
  )
}
