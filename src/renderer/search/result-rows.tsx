// The three sorts of result rows: a run with both of its states, a hit in its context, and a link to further hits.

import { type ReactElement, type ReactNode, useMemo } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { Hit, HitCount, SearchGroup } from '../../core/contract/calls/search.ts'
import { flags } from '../../core/log/flags.ts'
import { jobWordOf } from '../../core/run/reach.ts'
import { connectionWords } from '../../core/run/words.ts'
import { useKind, useNow, useRun } from '../desk/desk-context.ts'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import { cx } from '../ui/cx.ts'
import { nameTone } from '../ui/format-flags.ts'
import { formatDayTime, formatTime, isSameDay } from '../ui/format-time.ts'
import { GridCell, GridRow } from '../ui/grid.tsx'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { KindIcon } from '../ui/kind-icon.tsx'
import { Time } from '../ui/time.tsx'
import { connectionTone, jobTone, toneInk } from '../ui/tones.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { piecesOf } from './hit-pieces.ts'

type Common = {
  readonly rowId: string
  readonly place: number
  readonly active: boolean
  readonly onOpen: () => void
}

function Row({
  rowId,
  place,
  active,
  onOpen,
  className,
  children,
}: Common & {
  readonly className: string
  readonly children: ReactNode
}): ReactElement {
  return (
    <GridRow
      id={rowId}
      place={place}
      aria-selected={active}
      onClick={onOpen}
      className={cx(
        'flex h-full items-center gap-3 px-5',
        active ? 'bg-select shadow-[inset_2px_0_0_var(--color-accent)]' : 'hover:bg-hover',
        className,
      )}
    >
      {children}
    </GridRow>
  )
}

type Counted = {
  readonly group: SearchGroup
  /** How many of its events fit, once that is counted. */
  readonly count: HitCount | undefined
}

/** `82 hits`, `at least 82 hits`; null of a run that is found itself, and before it is counted. */
function formatOwnHits(count: HitCount | undefined): string | null {
  if (count === undefined || count.hits === 0) return null
  return `${count.complete ? '' : 'at least '}${formatCount(count.hits, 'hit')}`
}

/** The row of a run, in its present state. */
export function RunRow({ group, count, ...common }: Common & Counted): ReactElement {
  const run = useRun(group.run.id) ?? group.run
  const hits = formatOwnHits(count)
  const kind = useKind(run.kind)
  const now = useNow()
  const { job, connection } = run
  return (
    <Row {...common} className="border-line border-t">
      <GridCell className="flex min-w-0 flex-1 items-center gap-2.5">
        <span title={kind?.label ?? run.kind} className="text-ink-3">
          <KindIcon name={kind?.icon ?? ''} />
        </span>
        <span className="min-w-16 truncate font-medium text-ink">
          <UntrustedText text={run.title} />
        </span>
        {/* The title gives way last: of a narrow row's words the number of hits is the one that counts. */}
        <span className="shrink-0 text-ink-3 text-small tabular-nums">
          <span className="hidden @min-[760px]/results:inline">{kind?.label ?? run.kind} · </span>
          <span className={cx(hits !== null && 'hidden @min-[480px]/results:inline')}>
            #{run.id}
            {hits !== null && ' · '}
          </span>
          {hits}
        </span>
        {run.marks.tags.slice(0, 3).map((tag) => (
          <span
            key={tag}
            className="hidden max-w-24 shrink-0 truncate rounded-sm bg-hover px-1.5 text-ink-2 text-tiny @min-[760px]/results:inline"
          >
            <UntrustedText text={tag} />
          </span>
        ))}
      </GridCell>
      <GridCell
        className={cx(
          'flex shrink-0 items-center gap-1.5 text-small @min-[620px]/results:w-24',
          job.state === 'completed' ? 'text-ink-3' : toneInk[jobTone[job.state]],
        )}
      >
        <JobGlyph state={job.state} percent={job.percent} />
        <span className="sr-only @min-[480px]/results:not-sr-only">{jobWordOf(run)}</span>
      </GridCell>
      <GridCell
        className={cx(
          'flex shrink-0 items-center gap-1.5 text-small @min-[620px]/results:w-24',
          toneInk[connectionTone[connection.state]],
        )}
      >
        <ConnectionGlyph state={connection.state} />
        <span className="sr-only @min-[480px]/results:not-sr-only">{connectionWords[connection.state]}</span>
      </GridCell>
      <GridCell className="hidden w-24 shrink-0 text-right text-ink-3 text-small tabular-nums @min-[480px]/results:block">
        <Time at={run.createdAt} shown={(at) => formatDayTime(at, now)} />
      </GridCell>
    </Row>
  )
}

/** One hit. */
export function HitRow({
  hit,
  runAt,
  ...common
}: Common & {
  readonly hit: Hit
  /** When its run was added; its row already shows that day. */
  readonly runAt: number
}): ReactElement {
  const now = useNow()
  const isFaint = (hit.flags & (flags.ping | flags.repeat | flags.late)) !== 0
  return (
    <Row {...common} className="font-mono text-[11.5px]">
      <GridCell className="w-29 shrink-0 whitespace-nowrap pl-6.5 text-ink-3">
        <Time at={hit.at} shown={(at) => (isSameDay(at, runAt) ? formatTime(at) : formatDayTime(at, now))} />
      </GridCell>
      <GridCell className="w-10 shrink-0 text-right text-ink-3 tabular-nums">
        {hit.seq.toLocaleString('en-US')}
      </GridCell>
      <GridCell
        className={cx(
          'hidden w-20 shrink-0 truncate font-medium @min-[560px]/results:block @min-[900px]/results:w-28',
          toneInk[nameTone(hit)],
        )}
      >
        <UntrustedText text={hit.name} />
      </GridCell>
      <GridCell
        className={cx('min-w-0 flex-1 truncate whitespace-pre', isFaint ? 'text-ink-3' : 'text-ink-2')}
      >
        <Context hit={hit} />
      </GridCell>
    </Row>
  )
}

/** The text around the hit, on one line, with the matches marked; of JSON the keys and the punctuation are faint, as in the log. */
function Context({ hit: { text, marks, cutBefore, cutAfter } }: { readonly hit: Hit }): ReactElement {
  const pieces = useMemo(() => piecesOf(text, marks), [text, marks])
  return (
    <>
      {cutBefore && '…'}
      {pieces.map(({ at, text: piece, marked, faint }) =>
        marked ? (
          <mark key={at} className="rounded-[2px] bg-warn/20 text-ink">
            <UntrustedText text={singleSpaced(piece)} />
          </mark>
        ) : (
          <span key={at} className={faint ? 'text-ink-3' : undefined}>
            <UntrustedText text={singleSpaced(piece)} />
          </span>
        ),
      )}
      {cutAfter && '…'}
    </>
  )
}

/** White space, also line breaks, as single spaces. */
function singleSpaced(text: string): string {
  return text.replace(/\s+/gu, ' ')
}

/** The link to all hits of the run. */
export function MoreRow({ group, count, ...common }: Common & Counted): ReactElement {
  const left = count?.complete === true ? count.hits - group.hits.length : 0
  return (
    <Row {...common} className="text-small">
      <GridCell className="pl-6.5 text-accent tabular-nums">
        {left > 0 ? `${left.toLocaleString('en-US')} more` : 'More'} in this run: show them in its log
      </GridCell>
    </Row>
  )
}
