// The page of alerts: what fired, and the rules that say what fires. An editor of a rule takes the place of both.

import type { ReactElement } from 'react'
import { type AlertsPlace, parseAlertsPlace } from '../desk/alerts-place.ts'
import { useAlerts, useDesk, useView } from '../desk/desk-context.ts'
import { cx } from '../ui/cx.ts'
import { PageScroller } from '../ui/page.tsx'
import { AlertsPart } from './alerts-part.tsx'
import { MuteButton, SnoozedList } from './mute.tsx'
import { RuleEditor } from './rule-editor.tsx'
import { RulesPart } from './rules-part.tsx'

/** The page. */
export function AlertsPage(): ReactElement {
  const text = useView((state) => state.alerts)
  const place = parseAlertsPlace(text)
  if (place.show === 'rule' || place.show === 'new') return <RuleEditor key={text} place={place} />
  return (
    <PageScroller title="Alerts" note={<MuteButton />} className="@container/alerts">
      <SnoozedList />
      <Parts place={place} />
      {place.show === 'alerts' ? <AlertsPart /> : <RulesPart />}
    </PageScroller>
  )
}

const parts = [
  { show: 'alerts', words: 'What fired' },
  { show: 'rules', words: 'Rules' },
] as const

function Parts({ place }: { readonly place: AlertsPlace }): ReactElement {
  const { actions } = useDesk()
  const rules = useAlerts((state) => state.rules.length)
  return (
    <nav aria-label="Parts of the page" className="flex gap-5 border-line border-b px-5">
      {parts.map(({ show, words }) => (
        <button
          key={show}
          type="button"
          aria-current={place.show === show ? 'page' : undefined}
          onClick={() => actions.showAlerts({ show })}
          className={cx(
            'flex h-9 items-center gap-1.5 border-b-2 font-medium',
            place.show === show ? 'border-accent text-ink' : 'border-transparent text-ink-3 hover:text-ink-2',
          )}
        >
          {words}
          {show === 'rules' && <span className="font-normal text-ink-3 text-small">{rules}</span>}
        </button>
      ))}
    </nav>
  )
}
