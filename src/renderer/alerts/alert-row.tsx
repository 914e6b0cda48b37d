// One alert: what it tells of, on which run, since when and how it ended, who was told, and what can be done about it.

import { CornerDownRight, Ellipsis, StickyNote } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import type { Alert } from '../../core/alerts/alert.ts'
import { isOpenAlert, needsSomeone } from '../../core/alerts/open-alert.ts'
import { formatCount } from '../../core/basics/quantities.ts'
import { useDesk, useLive, useMinute, useTimed } from '../desk/desk-context.ts'
import { whyNotAlerts } from '../desk/may.ts'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { formatDayTime } from '../ui/format-time.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { Time } from '../ui/time.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { lastedWords, toldOf, typeWords } from './model/words.ts'
import { NoteForm } from './note-form.tsx'
import { SeverityGlyph } from './severity-glyph.tsx'
import { type SnoozeChoice, SnoozeMenu } from './snooze-menu.tsx'

type Props = { readonly alert: Alert; readonly onRule: (rule: string) => void }

/** `alert` as an item of a list. */
export function AlertRow({ alert, onRule }: Props): ReactElement {
  const [noting, setNoting] = useState(false)
  const isOpen = isOpenAlert(alert)
  return (
    <li className="grid grid-cols-[15px_minmax(0,1fr)] gap-x-3 border-line border-t px-4 py-2.5 first:border-t-0 @min-[760px]/alerts:grid-cols-[15px_minmax(0,1fr)_132px_200px]">
      <span className="flex h-5 items-center">
        <SeverityGlyph severity={alert.severity} over={!needsSomeone(alert)} />
      </span>
      <div className="min-w-0">
        <Subject alert={alert} />
        <p className="text-ink-2 [overflow-wrap:anywhere]">
          <UntrustedText text={alert.cause} />
        </p>
        <Told alert={alert} onRule={onRule} />
        {alert.note !== null && alert.note !== '' && !noting && (
          <p className="mt-1 flex gap-1.5 text-ink-2 text-small [overflow-wrap:anywhere]">
            <StickyNote aria-label="Note" size={13} className="mt-0.5 shrink-0 text-ink-3" />
            <UntrustedText text={alert.note} />
          </p>
        )}
        {noting && <NoteForm alert={alert} onDone={() => setNoting(false)} />}
      </div>
      <When alert={alert} />
      <div className="col-start-2 mt-1.5 flex items-start gap-1 @min-[760px]/alerts:col-start-auto @min-[760px]/alerts:-mt-0.5 @min-[760px]/alerts:justify-end">
        {isOpen && <OpenActions alert={alert} />}
        <More alert={alert} onRule={onRule} onNote={() => setNoting(true)} />
      </div>
    </li>
  )
}

function Subject({ alert }: Pick<Props, 'alert'>): ReactElement {
  const { actions } = useDesk()
  const { run, title, server, many } = alert
  const known = useLive((state) => run !== null && state.runs.has(run))
  const isOpen = isOpenAlert(alert)
  return (
    <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      <span className={cx('shrink-0 font-medium', isOpen ? 'text-ink' : 'text-ink-2')}>
        {typeWords[alert.type]}
      </span>
      {known ? (
        <button
          type="button"
          title={alert.seq === null ? 'Open the run where it fired' : `Open event ${alert.seq}`}
          onClick={() => actions.openAlert(alert)}
          className="hit min-w-0 max-w-full rounded-sm text-left text-ink underline decoration-edge underline-offset-2 hover:decoration-current"
        >
          <UntrustedText text={title} className="block truncate" />
        </button>
      ) : (
        <span className="min-w-0 max-w-full truncate">
          <UntrustedText text={title} />
        </span>
      )}
      {server !== null && many === null && (
        <UntrustedText text={server} className="truncate text-ink-3 text-small" />
      )}
      {many !== null && <Several alert={alert} />}
    </p>
  )
}

/** The first runs of an alert that names a server. */
const shownRuns = 8

function Several({ alert: { runs, many } }: Pick<Props, 'alert'>): ReactElement {
  const { actions } = useDesk()
  const titles = useLive((state) => runs.slice(0, shownRuns).flatMap((id) => state.runs.get(id) ?? []))
  return (
    <details className="min-w-0 text-small">
      <summary className="hit w-fit rounded-sm text-ink-2 underline decoration-edge underline-offset-2 hover:text-ink">
        {formatCount(many?.runs ?? runs.length, 'run')}
      </summary>
      <ul className="mt-1 flex flex-wrap gap-x-3 gap-y-1.5 pb-1">
        {titles.map((run) => (
          <li key={run.id} className="min-w-0">
            <button
              type="button"
              onClick={() => actions.open(run.id)}
              className="hit max-w-60 rounded-sm text-ink-2 underline decoration-edge underline-offset-2 hover:text-ink"
            >
              <UntrustedText text={run.title} className="block truncate" />
            </button>
          </li>
        ))}
        {(many?.runs ?? 0) > titles.length && (
          <li className="text-ink-3">and {(many?.runs ?? 0) - titles.length} more</li>
        )}
      </ul>
    </details>
  )
}

const toldInk = { plain: 'text-ink-3', waiting: 'text-warn', failed: 'text-bad' } as const

function Told({ alert, onRule }: Props): ReactElement {
  const now = useMinute()
  const told = toldOf(alert, (at) => formatDayTime(at, now))
  return (
    <p className="flex flex-wrap gap-x-3 text-small [overflow-wrap:anywhere]">
      <button
        type="button"
        title="Show this rule’s alerts alone"
        onClick={() => onRule(alert.rule)}
        className="hit min-w-0 max-w-full rounded-sm text-left text-ink-3 hover:text-ink-2 hover:underline"
      >
        <UntrustedText text={alert.ruleName} className="block truncate" />
      </button>
      {told.map(({ words, tone }) => (
        <span key={words} className={toldInk[tone]}>
          <UntrustedText text={words} />
        </span>
      ))}
    </p>
  )
}

function When({ alert }: Pick<Props, 'alert'>): ReactElement {
  const now = useMinute()
  const { at, acknowledgedAt, acknowledgedBy, resolvedAt } = alert
  const lasted = useTimed((second) => lastedWords(alert, second))
  return (
    <p className="col-start-2 flex flex-wrap gap-x-3 text-ink-3 text-small tabular-nums leading-5 @min-[760px]/alerts:col-start-auto @min-[760px]/alerts:flex-col">
      <Time at={at} shown={(time) => formatDayTime(time, now)} className="text-ink-2" />
      {lasted !== null && (
        <span className={cx(resolvedAt !== null && 'text-ok', isOpenAlert(alert) && 'text-ink-2')}>
          {lasted}
        </span>
      )}
      {acknowledgedAt !== null && (
        <span>
          seen
          {acknowledgedBy !== undefined && (
            <>
              {' '}
              by <UntrustedText text={acknowledgedBy} />,
            </>
          )}{' '}
          <Time at={acknowledgedAt} shown={(time) => formatDayTime(time, now)} />
        </span>
      )}
    </p>
  )
}

/** What of `alert` can be put to rest. */
function snoozeChoices({ run, rule, server }: Alert): readonly SnoozeChoice[] {
  return [
    ...(run === null ? [] : [{ title: 'This run', what: { type: 'run', run } as const }]),
    { title: 'What this rule says', what: { type: 'rule', rule } },
    ...(server === null ? [] : [{ title: `All of ${server}`, what: { type: 'server', server } as const }]),
  ]
}

function OpenActions({ alert }: Pick<Props, 'alert'>): ReactElement {
  const { actions } = useDesk()
  const of = `${typeWords[alert.type]}: ${alert.title}`
  const off = useLive((state) => whyNotAlerts(state, [alert]))
  return (
    <>
      <Button
        size="small"
        off={off}
        aria-label={`Seen: ${of}`}
        title="Someone has seen it: it needs nobody now"
        onClick={() => void actions.acknowledgeAlerts([alert.id])}
      >
        Seen
      </Button>
      <SnoozeMenu choices={snoozeChoices(alert)} of={of} />
    </>
  )
}

function More({ alert, onRule, onNote }: Props & { readonly onNote: () => void }): ReactElement {
  const { actions } = useDesk()
  const off = useLive((state) => whyNotAlerts(state, [alert])) !== null
  return (
    <Menu
      trigger={
        <IconButton label={`More: ${alert.title}`} className="size-6">
          <Ellipsis aria-hidden="true" size={15} />
        </IconButton>
      }
    >
      <MenuItem off={off} onSelect={onNote}>
        {isOpenAlert(alert) ? 'Seen, with a note…' : alert.note === null ? 'Add a note…' : 'Change the note…'}
      </MenuItem>
      <MenuItem onSelect={() => actions.showAlerts({ show: 'rule', rule: alert.rule })}>
        <CornerDownRight aria-hidden="true" size={13} className="text-ink-3" />
        Open its rule
      </MenuItem>
      <MenuItem onSelect={() => onRule(alert.rule)}>This rule’s alerts alone</MenuItem>
    </Menu>
  )
}
