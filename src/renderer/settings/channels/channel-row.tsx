// One channel in the list: where it leads, from which severity on, and how its latest try went.

import {
  BellOff,
  CircleCheck,
  Hash,
  type LucideIcon,
  Megaphone,
  Siren,
  SquareTerminal,
  TriangleAlert,
  Webhook,
} from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import type { Channel } from '../../../core/alerts/channel.ts'
import type { ChannelType } from '../../../core/alerts/channel-types.ts'
import { formatCount } from '../../../core/basics/quantities.ts'
import type { Severity } from '../../../core/run/attention.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { Time } from '../../ui/time.tsx'
import { UntrustedText } from '../../ui/untrusted-text.tsx'
import { typeLabels } from './channel-form.ts'

const icons: Readonly<Record<ChannelType, LucideIcon>> = {
  webhook: Webhook,
  slack: Hash,
  ntfy: Megaphone,
  pagerduty: Siren,
  command: SquareTerminal,
}

export const severityWords: Readonly<Record<Severity, string>> = {
  info: 'Everything',
  warning: 'From warnings on',
  critical: 'Critical only',
}

/** The row. */
export function ChannelRow({
  channel,
  onEdit,
}: {
  readonly channel: Channel
  readonly onEdit: () => void
}): ReactElement {
  const { type, name, url, command, enabled, atLeast } = channel
  const Icon = icons[type]
  const place = command ?? url?.replace(/^https?:\/\//, '') ?? null
  return (
    <li className="flex items-start gap-3 border-line border-t px-3.5 py-2.5 first:border-t-0">
      <span
        className={cx(
          'mt-0.5 flex size-7 shrink-0 items-center justify-center rounded-md bg-hover',
          enabled ? 'text-ink-2' : 'text-ink-3',
        )}
      >
        <Icon aria-hidden="true" size={15} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <UntrustedText text={name} className="font-medium [overflow-wrap:anywhere]" />
          <span className="text-ink-3 text-tiny">{typeLabels[type]}</span>
        </p>
        <p className="truncate text-ink-3 text-small">
          {severityWords[atLeast]}
          {place !== null && (
            <>
              <span className="mx-1.5">·</span>
              <UntrustedText text={place} />
            </>
          )}
        </p>
        <Fares channel={channel} />
      </div>
      <Button size="small" aria-label={`Edit the channel ${name}`} onClick={onEdit}>
        Edit
      </Button>
    </li>
  )
}

function Fares({
  channel: { enabled, needsSecret, last, waiting },
}: {
  readonly channel: Channel
}): ReactElement {
  if (!enabled)
    return (
      <Line Icon={BellOff} ink="text-ink-3">
        Switched off: nothing is sent to it.
      </Line>
    )
  if (needsSecret)
    return (
      <Line Icon={TriangleAlert} ink="text-warn">
        Its secret cannot be read here: enter it again.
      </Line>
    )
  const left = waiting === 0 ? '' : ` ${formatCount(waiting, 'message')} will be tried again.`
  if (last === null) return <p className="mt-1 text-ink-3 text-small">Nothing was sent yet.{left}</p>
  const { ok, at, title, answer } = last
  return (
    <Line Icon={ok ? CircleCheck : TriangleAlert} ink={ok ? 'text-ok' : 'text-bad'}>
      {ok ? 'Sent' : 'Not sent'} <Time at={at} className="tabular-nums" />: <UntrustedText text={title} />
      {!ok && (
        <>
          . <UntrustedText text={answer} />
        </>
      )}
      {left}
    </Line>
  )
}

function Line({
  Icon,
  ink,
  children,
}: {
  readonly Icon: LucideIcon
  readonly ink: string
  readonly children: ReactNode
}): ReactElement {
  return (
    <p className="selectable mt-1 flex items-start gap-1.5 text-ink-2 text-small">
      <Icon aria-hidden="true" size={14} className={cx('mt-px shrink-0', ink)} />
      <span className="min-w-0 [overflow-wrap:anywhere]">{children}</span>
    </p>
  )
}
