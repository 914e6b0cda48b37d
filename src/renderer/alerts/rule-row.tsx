// One rule in the list: on or off, what it says, when it last fired, and what can be done with it.

import { Ellipsis, Pencil } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { sameSnoozed } from '../../core/alerts/asleep.ts'
import type { Rule } from '../../core/alerts/rule.ts'
import { ruleName, ruleSentence } from '../../core/alerts/sentence.ts'
import { formatDuration } from '../../core/basics/quantities.ts'
import { useDesk, useMinute, useTimed } from '../desk/desk-context.ts'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { formatDayTime } from '../ui/format-time.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuGroup, MenuItem } from '../ui/menu.tsx'
import { Switch } from '../ui/switch.tsx'
import { Time } from '../ui/time.tsx'
import { timeStyle } from '../ui/time-style.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { snoozeTimes, timeOf } from './model/snooze-times.ts'
import { useSnoozes } from './mute.tsx'
import { SeverityGlyph } from './severity-glyph.tsx'
import { useRuleNames } from './use-rule-names.ts'

type Props = { readonly rule: Rule; readonly firedAt: number | null }

/** `rule` as an item of the list. */
export function RuleRow({ rule, firedAt }: Props): ReactElement {
  const { actions } = useDesk()
  const { names } = useRuleNames()
  const [leaving, setLeaving] = useState(false)
  const { id, enabled, severity } = rule
  const name = ruleName(rule, names)
  const sentence = ruleSentence(rule, names)
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 gap-y-1.5 border-line border-t px-4 py-2.5 first:border-t-0 @min-[640px]/alerts:grid-cols-[auto_minmax(0,1fr)_auto]">
      <Switch
        label={`${name}: on`}
        checked={enabled}
        onChange={(next) => void actions.switchRule(rule, next)}
      />
      <div className={cx('min-w-0', !enabled && 'text-ink-3')}>
        <p className="flex items-start gap-2">
          <span className="flex h-5 shrink-0 items-center">
            <SeverityGlyph severity={severity} over={!enabled} size={14} />
          </span>
          <button
            type="button"
            onClick={() => actions.showAlerts({ show: 'rule', rule: id })}
            className="hit min-w-0 rounded-sm text-left font-medium [overflow-wrap:anywhere] hover:underline"
          >
            <UntrustedText text={rule.name ?? sentence} />
          </button>
        </p>
        {rule.name !== null && (
          <p className={cx('[overflow-wrap:anywhere]', enabled && 'text-ink-2')}>
            <UntrustedText text={sentence} />
          </p>
        )}
        <Details rule={rule} firedAt={firedAt} />
      </div>
      {leaving ? (
        <Leaving onKeep={() => setLeaving(false)} onRemove={() => void actions.removeRule(id)} />
      ) : (
        <div className="col-start-2 -mt-1 flex items-center gap-1 @min-[640px]/alerts:col-start-auto">
          <IconButton label={`Edit: ${name}`} onClick={() => actions.showAlerts({ show: 'rule', rule: id })}>
            <Pencil aria-hidden="true" size={14} />
          </IconButton>
          <RuleMenu rule={rule} name={name} onRemove={() => setLeaving(true)} />
        </div>
      )}
    </li>
  )
}

function Details({ rule, firedAt }: Props): ReactElement {
  const now = useMinute()
  const snoozed = useSnoozes().find(({ what }) => sameSnoozed(what, { type: 'rule', rule: rule.id }))
  const { until, quiet, cooldownMs, together } = rule
  const isOver = useTimed((second) => until !== null && until <= second)
  return (
    <p className="flex flex-wrap gap-x-3 text-ink-3 text-small">
      <span>
        {firedAt === null ? (
          'has not fired yet'
        ) : (
          <>
            last fired <Time at={firedAt} shown={(at) => formatDayTime(at, now)} />
          </>
        )}
      </span>
      {until !== null && (
        <span className={isOver ? 'text-warn' : undefined}>
          {isOver ? 'ended' : 'ends'} <Time at={until} shown={(at) => formatDayTime(at, now)} />
        </span>
      )}
      {snoozed !== undefined && <span className="text-warn">snoozed</span>}
      {quiet !== null && (
        <span>
          quiet {timeOf(quiet.from)}–{timeOf(quiet.to)}
        </span>
      )}
      {together !== null && <span>{together.runs} or more runs of a server are one</span>}
      {cooldownMs > 0 && <span>a run at most every {formatDuration(cooldownMs)}</span>}
    </p>
  )
}

function Leaving({
  onKeep,
  onRemove,
}: {
  readonly onKeep: () => void
  readonly onRemove: () => void
}): ReactElement {
  return (
    <div className="col-start-2 flex flex-wrap items-center gap-2 text-small @min-[640px]/alerts:col-start-auto">
      <span className="text-ink-2">Its open alerts end.</span>
      <Button size="small" variant="danger" onClick={onRemove}>
        Remove
      </Button>
      <Button size="small" autoFocus onClick={onKeep}>
        Keep it
      </Button>
    </div>
  )
}

function RuleMenu({
  rule: { id },
  name,
  onRemove,
}: {
  readonly rule: Rule
  readonly name: string
  readonly onRemove: () => void
}): ReactElement {
  const { actions } = useDesk()
  const what = { type: 'rule', rule: id } as const
  const snoozed = useSnoozes().some((one) => sameSnoozed(one.what, what))
  return (
    <Menu
      trigger={
        <IconButton label={`More: ${name}`}>
          <Ellipsis aria-hidden="true" size={16} />
        </IconButton>
      }
    >
      <MenuItem onSelect={() => actions.showAlerts({ show: 'new', from: { type: 'copy', rule: id } })}>
        Duplicate…
      </MenuItem>
      {snoozed ? (
        <MenuItem onSelect={() => void actions.unsnooze(what)}>Wake it</MenuItem>
      ) : (
        <MenuGroup title="Snooze it">
          {snoozeTimes(Date.now(), timeStyle.getState().zone).map(({ words, until }) => (
            <MenuItem key={words} onSelect={() => void actions.snooze(what, until)}>
              {words}
            </MenuItem>
          ))}
        </MenuGroup>
      )}
      <MenuItem danger onSelect={onRemove}>
        Remove…
      </MenuItem>
    </Menu>
  )
}
