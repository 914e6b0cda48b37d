// The alerts of a run on its time axis: a bar for as long as each lasted, a line for what is a moment.

import type { ReactElement } from 'react'
import type { Alert } from '../../core/alerts/alert.ts'
import { isOpenAlert } from '../../core/alerts/open-alert.ts'
import { typeWords } from '../alerts/model/words.ts'
import { SeverityGlyph } from '../alerts/severity-glyph.tsx'
import { useDesk } from '../desk/desk-context.ts'
import { cx } from '../ui/cx.ts'
import { formatFullTime } from '../ui/format-time.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { formatMs } from './timeline-data.ts'
import type { Span } from './zoom.ts'

type Props = {
  readonly alerts: readonly Alert[]
  readonly span: Span
  /** Where the axis ends, for those that are not over. */
  readonly endedAt: number
}

/** The bars, on the same span as the charts. */
export function AlertBars({ alerts, span, endedAt }: Props): ReactElement {
  return (
    <ol className="flex flex-col">
      {alerts.map((alert) => (
        <AlertBar key={alert.id} alert={alert} span={span} endedAt={endedAt} />
      ))}
    </ol>
  )
}

function AlertBar({
  alert,
  span: [from, to],
  endedAt,
}: Omit<Props, 'alerts'> & { readonly alert: Alert }): ReactElement {
  const { actions } = useDesk()
  const { type, severity, since, at, lasting, resolvedAt, resolution, cause } = alert
  const end = lasting ? (resolvedAt ?? Math.max(endedAt, at)) : at
  const part = (time: number) => Math.min(1, Math.max(0, (time - from) / Math.max(1, to - from))) * 100
  const [left, right] = [part(lasting ? since : at), part(end)]
  const isSeen = (lasting ? since : at) <= to && end >= from
  const isOpen = isOpenAlert(alert)
  return (
    <li
      title={`${formatFullTime(at)}\n${cause}${resolution === null ? '' : `\n${resolution}`}`}
      className="grid h-7 grid-cols-[minmax(96px,224px)_minmax(0,1fr)_72px] items-center gap-3 border-line border-b last:border-b-0"
    >
      <button
        type="button"
        onClick={() => actions.openAlert({ ...alert, run: alert.run ?? alert.runs[0] ?? null })}
        className="hit flex min-w-0 items-center gap-2 rounded-sm text-left text-small hover:underline"
      >
        <SeverityGlyph severity={severity} over={!isOpen} size={13} />
        <span className="shrink-0 text-ink-2">{typeWords[type]}</span>
        <UntrustedText text={cause} className="truncate text-ink-3" />
      </button>
      <span className="relative h-2.5">
        {isSeen && (
          <span
            aria-hidden="true"
            className={cx(
              'absolute inset-y-0 min-w-0.5 rounded-sm',
              severity === 'critical' ? 'bg-bad' : severity === 'warning' ? 'bg-warn' : 'bg-ink-3',
              !isOpen && 'opacity-55',
            )}
            style={{ left: `${left}%`, width: `${right - left}%` }}
          />
        )}
      </span>
      <span className="text-right text-small tabular-nums">
        {lasting && (resolvedAt === null ? 'open' : formatMs(resolvedAt - since))}
      </span>
    </li>
  )
}
