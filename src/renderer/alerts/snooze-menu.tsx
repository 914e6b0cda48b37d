// Putting to rest: a run, what a rule says of all runs, or a server.

import { AlarmClockOff } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Snoozed } from '../../core/alerts/snooze.ts'
import { useDesk } from '../desk/desk-context.ts'
import { Button } from '../ui/button.tsx'
import { Menu, MenuGroup, MenuItem } from '../ui/menu.tsx'
import { timeStyle } from '../ui/time-style.ts'
import { snoozeTimes } from './model/snooze-times.ts'

/** What can be put to rest, under its name. */
export type SnoozeChoice = { readonly title: string; readonly what: Snoozed }

/** The button with the choices; nothing where nothing can be snoozed. */
export function SnoozeMenu({
  choices,
  of,
}: {
  readonly choices: readonly SnoozeChoice[]
  /** What it is about, for screen readers. */
  readonly of: string
}): ReactElement | null {
  const { actions } = useDesk()
  if (choices.length === 0) return null
  return (
    <Menu
      trigger={
        <Button size="small" aria-label={`Snooze ${of}`} title="Put to rest for a while">
          <AlarmClockOff aria-hidden="true" size={13} />
          Snooze
        </Button>
      }
    >
      {choices.map(({ title, what }) => (
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
