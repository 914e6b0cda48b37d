// The parts of a row that change every second: running time, connection, time since the last event. Small components, so
// that a tick draws only them.

import type { ReactElement } from 'react'
import { isUnreached, jobWordOf } from '../../core/run/reach.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { type ConnectionState, isSettled } from '../../core/run/states.ts'
import { formatConnection, notKnown } from '../../core/run/words.ts'
import { useIsKnown, useKind, useTimed } from '../desk/desk-context.ts'
import { ClientNote } from '../ui/client-note.tsx'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import { cx } from '../ui/cx.ts'
import { formatRunTime, formatSlow } from '../ui/format-run.ts'
import { formatAge } from '../ui/format-time.ts'
import { Time } from '../ui/time.tsx'
import { connectionTone, toneInk } from '../ui/tones.ts'

type Props = { readonly run: RunSummary }

/** How long the job has run, or took: `0:42`. */
export function RowTime({ run }: Props): ReactElement {
  const elapsed = useTimed((now) => formatRunTime(run, null, now).elapsed)
  return (
    <span
      className={cx(
        'block text-right text-small tabular-nums',
        isSettled(run.connection.state) ? 'text-ink-3' : 'text-ink-2',
      )}
    >
      {elapsed}
    </span>
  )
}

/** What is known of the remaining time: `~40 s left`. */
export function RowHint({ run }: Props): ReactElement | null {
  const { hint, slow, usual } = useHint(run)
  if (hint === null) return null
  return (
    <span
      title={slow && usual !== null ? formatSlow(usual) : undefined}
      className={cx('block truncate text-small tabular-nums', slow ? 'text-warn' : 'text-ink-3')}
    >
      {hint}
    </span>
  )
}

/** The connection's icon and short text; `withClient`: with what is to be noticed of the client's. */
export function RowConnection({
  run,
  withClient = false,
}: Props & { readonly withClient?: boolean }): ReactElement {
  const { connection, lastBytesAt } = run
  const words = useTimed((now) => formatConnection(connection, lastBytesAt, now))
  const known = useIsKnown(connection.state)
  const shown = known ? connection.state : 'idle'
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <ConnectionGlyph state={shown} />
      <span className={cx('truncate text-small tabular-nums', wordInk(shown))}>
        {known ? words : notKnown}
      </span>
      {withClient && <ClientNote run={run} className="ml-1 gap-1 text-small" />}
    </span>
  )
}

/** The colour of the word: what goes well needs none beside its icon. */
function wordInk(state: ConnectionState): string {
  const tone = connectionTone[state]
  return toneInk[tone === 'ok' || tone === 'accent' ? 'plain' : tone]
}

/** The end of a narrow row: the remaining time where it is known, else the time since the last event. */
export function RowTail({ run }: Props): ReactElement | null {
  const { hint, slow, usual } = useHint(run)
  if (hint === null) return <RowAgo run={run} />
  return (
    <span
      title={slow && usual !== null ? formatSlow(usual) : undefined}
      className={cx('whitespace-nowrap text-small tabular-nums', slow ? 'text-warn' : 'text-ink-3')}
    >
      {hint}
    </span>
  )
}

/** The time since the last event; of a run that never had one, since it was refused or began to be tried. */
export function RowAgo({ run }: Props): ReactElement | null {
  const { lastEventAt, connection, createdAt } = run
  const tried = isUnreached(run) && connection.state !== 'idle'
  const at = lastEventAt ?? (tried ? (isSettled(connection.state) ? connection.since : createdAt) : null)
  const age = useTimed((now) => (at === null ? null : formatAge(now - at)))
  if (at === null) return null
  return (
    <Time
      at={at}
      shown={() => age ?? ''}
      words={lastEventAt === null ? `${jobWordOf(run)}, since` : 'Last event at'}
      className="whitespace-nowrap text-ink-3 text-small tabular-nums"
    />
  )
}

/** The remaining time of `run`; draws its component again only when that reads differently. */
function useHint(run: RunSummary) {
  const usual = useKind(run.kind)?.usual ?? null
  const hint = useTimed((now) => formatRunTime(run, usual, now).hint)
  const slow = useTimed((now) => formatRunTime(run, usual, now).slow)
  return { hint, slow, usual }
}
