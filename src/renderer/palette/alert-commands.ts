// The commands of the palette about alerts and rules.

import { Bell, BellOff, BellPlus, type LucideIcon } from 'lucide-react'
import type { Actions } from '../desk/actions.ts'
import { hintOf } from '../desk/keys.ts'
import type { Command } from './command.ts'

/** The commands about alerts and rules. */
export function alertCommands(actions: Actions): readonly Command[] {
  const of = (id: string, label: string, icon: LucideIcon, run: () => void): Command => ({
    id,
    group: 'Alerts',
    label,
    icon,
    run,
  })
  const all = { type: 'all' } as const
  return [
    {
      ...of('alerts', 'Alerts: what fired', Bell, () => actions.showAlerts({ show: 'alerts' })),
      keys: hintOf('view-alerts'),
    },
    of('alert-rules', 'Rules: what to be told of', Bell, () => actions.showAlerts({ show: 'rules' })),
    of('alert-rule', 'Add a rule…', BellPlus, () =>
      actions.showAlerts({ show: 'new', from: { type: 'nothing' } }),
    ),
    of('mute', 'Mute all alerts for 1 h', BellOff, () => void actions.snooze(all, Date.now() + 3_600_000)),
    of('unmute', 'Unmute alerts', Bell, () => void actions.unsnooze(all)),
  ]
}
