// Putting to rest: a run, what a rule says of all runs, or a server.

import { AlarmClockOff } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Snoozed } from '../../core/alerts/snooze.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { whyNotSnooze } from '../desk/may.ts'
import { Button } from '../ui/button.tsx'
import { Menu, MenuGroup, MenuItem } from '../ui/menu.tsx'
import { timeStyle } from '../ui/time-style.ts'
import { snoozeTimes } from './model/snooze-times.ts'

/** What can be put to rest, under its name. */
export type SnoozeChoice = { readonly title: string; readonly what: Snoozed }

/** The button with the choices that somebody has; nothing where nothing can be snoozed. */
export function SnoozeMenu({
  choices,
  of,
}: {
  readonly choices: readonly SnoozeChoice[]
  /** What it is about, for screen readers. */
  readonly of: string
}): ReactElement | null {
  const { actions } = useDesk()
  const whys = useLive((state) => choices.map(({ what }) => whyNotSnooze(state, what)))
  const theirs = choices.filter((_choice, i) => whys[i] === null)
  if (theirs.length === 0) return null
  return (
    <Menu
      trigger={
        <Button size="small" aria-label={`Snooze ${of}`} title="Put to rest for a while">
          <AlarmClockOff aria-hidden="true" size={13} />
          Snooze
        </Button>
      }
    >
      {theirs.map(({ title, what }) => (
        <MenuGroup key={title} title={title}>
          {snoozeTimes(Date.now(), timeStyle.getState().zone).map(({ words, until }) => (
            <MenuItem key={words} onSelect={() => void actions.snooze(what, until)}>
              {words}
            </MenuItem>
          ))}
        </MenuGroup>
      ))}
    </Menu>
  )
}
