// What fired: the open alerts on top, then all others under their days, the latest first, a page at a time. What a page holds
// does not grow with the log.

import { ArrowLeft, ArrowRight } from 'lucide-react'
import { type ReactElement, useCallback, useState } from 'react'
import type { Alert } from '../../core/alerts/alert.ts'
import { isOpenAlert } from '../../core/alerts/open-alert.ts'
import { formatCount } from '../../core/basics/quantities.ts'
import { useAlerts, useDesk, useLive, useTimed } from '../desk/desk-context.ts'
import { whyNotAlerts } from '../desk/may.ts'
import { usePolled } from '../desk/use-polled.ts'
import { Button } from '../ui/button.tsx'
import { formatDay, isSameDay } from '../ui/format-time.ts'
import { Section } from '../ui/section.tsx'
import { AlertFilters } from './alert-filters.tsx'
import { AlertRow } from './alert-row.tsx'
import { type AlertFilter, byDay, isFiltering, noFilter, openFirst } from './model/alert-list.ts'

const pageSize = 50
/** Open alerts that are shown before more are asked for, and with each time that they are. */
const fewOpen = 30
const paceMs = () => 500

/** The part. */
export function AlertsPart(): ReactElement {
  const [filter, setFilter] = useState(noFilter)
  /** Where each page begins, the first at null; the last is shown. */
  const [starts, setStarts] = useState<readonly (number | null)[]>([null])
  const change = (next: AlertFilter) => {
    setFilter(next)
    setStarts([null])
  }
  const onRule = (rule: string) => change({ ...noFilter, rule })
  const isFirst = starts.length === 1
  return (
    <div className="mx-auto flex max-w-6xl flex-col gap-6 px-5 pt-4 pb-12">
      <AlertFilters filter={filter} onChange={change} />
      {isFirst && <Open filter={filter} onRule={onRule} />}
      {!filter.open && (
        <Earlier
          key={`${starts.at(-1)}`}
          filter={filter}
          before={starts.at(-1) ?? null}
          onRule={onRule}
          onEarlier={(before) => setStarts([...starts, before])}
          onLater={isFirst ? null : () => setStarts(starts.slice(0, -1))}
        />
      )}
    </div>
  )
}

type PartProps = { readonly filter: AlertFilter; readonly onRule: (rule: string) => void }

function Open({ filter, onRule }: PartProps): ReactElement {
  const { actions } = useDesk()
  const { open, more } = useAlerts(({ open, more }) => ({ open, more }))
  const [most, setMost] = useState(fewOpen)
  const found = openFirst(open ?? [], filter)
  const off = useLive((state) => whyNotAlerts(state, found))
  const shown = found.slice(0, most)
  return (
    <Section
      title="Open"
      note={
        found.length > 1 && (
          <Button
            size="small"
            variant="quiet"
            off={off}
            onClick={() => void actions.acknowledgeAlerts(found.map(({ id }) => id))}
          >
            All {found.length.toLocaleString('en-US')} seen
          </Button>
        )
      }
    >
      {open === null ? (
        <p className="animate-late text-ink-3">Asking for the alerts…</p>
      ) : found.length === 0 ? (
        <p className="rounded-lg bg-raised px-4 py-3 text-ink-3 ring-1 ring-line ring-inset">
          {isFiltering(filter) && open.length > 0
            ? 'None of the open alerts is of this sort.'
            : 'Nothing is open: no rule has fired that is still so or was not seen.'}
        </p>
      ) : (
        <List alerts={shown} onRule={onRule} />
      )}
      {shown.length < found.length && (
        <Button size="small" className="mt-2" onClick={() => setMost(most + fewOpen)}>
          Show {Math.min(fewOpen, found.length - most)} more of {found.length.toLocaleString('en-US')}
        </Button>
      )}
      {more && (
        <p className="mt-2 text-ink-3 text-small">More are open than are shown here: these are the latest.</p>
      )}
    </Section>
  )
}

function List({
  alerts,
  onRule,
}: Pick<PartProps, 'onRule'> & { readonly alerts: readonly Alert[] }): ReactElement {
  return (
    <ul className="rounded-lg bg-raised ring-1 ring-line ring-inset">
      {alerts.map((alert) => (
        <AlertRow key={alert.id} alert={alert} onRule={onRule} />
      ))}
    </ul>
  )
}

type EarlierProps = PartProps & {
  readonly before: number | null
  readonly onEarlier: (before: number) => void
  /** Null on the first page. */
  readonly onLater: (() => void) | null
}

/** A page of those that are not open. */
function Earlier({ filter, before, onRule, onEarlier, onLater }: EarlierProps): ReactElement {
  const { client } = useDesk()
  const { type, severity, rule } = filter
  const ask = useCallback(
    () =>
      client.call('alerts.list', {
        types: type === null ? [] : [type],
        severities: severity === null ? [] : [severity],
        rule,
        before,
        limit: pageSize,
      }),
    [client, type, severity, rule, before],
  )
  const version = useLive((state) => state.alertsVersion)
  const { value, problem } = usePolled(ask, version, paceMs)
  const today = useTimed((now) => formatDay(now))
  if (value === null) return <p className="animate-late text-ink-3">{problem ?? 'Reading what fired…'}</p>
  const alerts = value.alerts.filter((alert) => !isOpenAlert(alert))
  const last = value.alerts.at(-1)?.id ?? null
  return (
    <>
      {alerts.length === 0 && (
        <Section title="Earlier">
          <p className="text-ink-3">
            {emptyWords(value.alerts.length, onLater === null, isFiltering(filter))}
          </p>
        </Section>
      )}
      {byDay(alerts, (at) => dayName(at, today)).map(({ day, alerts: list }) => (
        <Section key={day} title={day} note={formatCount(list.length, 'alert')}>
          <List alerts={list} onRule={onRule} />
        </Section>
      ))}
      {(onLater !== null || value.more) && (
        <nav aria-label="Pages of alerts" className="flex gap-2">
          {onLater !== null && (
            <Button onClick={onLater}>
              <ArrowLeft aria-hidden="true" size={14} />
              Later
            </Button>
          )}
          {value.more && last !== null && (
            <Button onClick={() => onEarlier(last)}>
              Earlier
              <ArrowRight aria-hidden="true" size={14} />
            </Button>
          )}
        </nav>
      )}
    </>
  )
}

/** The open ones stand on the first page alone. */
function emptyWords(read: number, isFirst: boolean, filtering: boolean): string {
  if (read > 0)
    return isFirst ? 'All of these are open: they stand above.' : 'All of these are open: see the first page.'
  if (!isFirst) return 'Nothing earlier has fired.'
  return filtering ? 'No alert of this sort has fired.' : 'No rule has fired yet.'
}

/** `today` is today’s day, so that the heading changes at midnight. */
function dayName(at: number, today: string): string {
  return isSameDay(at, Date.now()) && formatDay(at) === today ? 'Today' : formatDay(at)
}
