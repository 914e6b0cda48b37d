// Over the parts of an opened run: its open alerts, and why it is in Needs me or is not.

import type { ReactElement } from 'react'
import type { Snoozed } from '../../core/alerts/snooze.ts'
import { asksSomeone } from '../../core/run/attention.ts'
import { whyNeeds } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk, useLive, useMinute } from '../desk/desk-context.ts'
import { useWhyNot, whyNotSnooze } from '../desk/may.ts'
import { Button } from '../ui/button.tsx'
import { formatDayTime } from '../ui/format-time.ts'
import { Time } from '../ui/time.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { typeWords } from './model/words.ts'
import { SeverityGlyph } from './severity-glyph.tsx'
import { SnoozeMenu } from './snooze-menu.tsx'

type Props = { readonly run: RunSummary }

/** The strip; nothing for a run that nothing is to be said of. */
export function RunAlerts({ run }: Props): ReactElement | null {
  const open = run.attention?.open ?? []
  const isSnoozed = run.attention?.snoozed !== undefined
  if (open.length === 0 && !isSnoozed) return null
  return (
    <section
      aria-label="Alerts of this run"
      className="flex shrink-0 flex-col gap-1 border-line border-t bg-surface px-5 py-2 @max-[400px]/page:px-3"
    >
      {open.length > 0 && (
        <ul className="flex flex-col gap-1">
          {open.map((alert) => (
            <OpenAlert key={alert.id} run={run} alert={alert} />
          ))}
        </ul>
      )}
      <Why run={run} />
    </section>
  )
}

type Open = NonNullable<RunSummary['attention']>['open'][number]

function OpenAlert({ run, alert }: Props & { readonly alert: Open }): ReactElement {
  const { actions } = useDesk()
  const now = useMinute()
  const off = useWhyNot('operator', run)
  const { id, type, severity, cause, at } = alert
  const name = `${typeWords[type]}: ${run.title}`
  return (
    <li className="flex min-w-0 items-center gap-2 @max-[560px]/page:flex-wrap">
      <SeverityGlyph severity={severity} over={!asksSomeone(severity)} size={14} />
      <span className="shrink-0 font-medium">{typeWords[type]}</span>
      <span title={cause} className="min-w-0 flex-1 truncate text-ink-2">
        <UntrustedText text={cause} />
      </span>
      <Time
        at={at}
        shown={(time) => formatDayTime(time, now)}
        className="shrink-0 text-ink-3 text-small tabular-nums"
      />
      <span className="flex shrink-0 gap-1">
        <Button
          size="small"
          off={off}
          aria-label={`Seen: ${name}`}
          title="Someone has seen it: it needs nobody now"
          onClick={() => void actions.acknowledgeAlerts([id])}
        >
          Seen
        </Button>
        <SnoozeMenu
          of={name}
          choices={[
            { title: 'This run', what: { type: 'run', run: run.id } },
            { title: `All of ${run.server}`, what: { type: 'server', server: run.server } },
          ]}
        />
      </span>
    </li>
  )
}

function Why({ run }: Props): ReactElement | null {
  const { actions } = useDesk()
  const now = useMinute()
  const why = whyNeeds(run, (at) => formatDayTime(at, now))
  const snoozed = run.attention?.snoozed
  const what: Snoozed =
    snoozed?.by === 'server' ? { type: 'server', server: run.server } : { type: 'run', run: run.id }
  const off = useLive((state) => whyNotSnooze(state, what))
  const words = why ?? (snoozed === undefined ? null : snoozedWords(snoozed, (at) => formatDayTime(at, now)))
  if (words === null) return null
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-ink-3 text-small">
      <UntrustedText text={words} />
      {snoozed !== undefined && (
        <Button size="small" variant="quiet" off={off} onClick={() => void actions.unsnooze(what)}>
          Wake
        </Button>
      )}
    </p>
  )
}

/** Of a run that asks for nobody, so that `whyNeeds` says nothing. */
function snoozedWords(
  { by, until }: NonNullable<NonNullable<RunSummary['attention']>['snoozed']>,
  clock: (at: number) => string,
): string {
  return `${by === 'server' ? 'Its server is snoozed' : 'Snoozed'} ${until === null ? 'until it changes' : `until ${clock(until)}`}.`
}
