// The commands of the palette for the runs that are selected on the board: the acts of its bar.

import type { Desk } from '../desk/desk.ts'
import { whyNot } from '../desk/may.ts'
import { type Act, actsOn } from '../select/acts.ts'
import { iconOf, keysOf } from '../select/look.ts'
import { perform, selectedNow } from '../select/perform.ts'
import type { Command } from './command.ts'

/** What can be done with what is selected now; what is offered for none of it is left out. */
export function selectionCommands(desk: Desk): readonly Command[] {
  const { runs } = selectedNow(desk)
  if (runs.length === 0 || desk.view.getState().page !== 'board') return []
  const count = runs.length.toLocaleString('en-US')
  const { me } = desk.live.getState()
  return actsOn(runs, (run) => whyNot(me, 'operator', run))
    .filter(({ off }) => off === null)
    .map((act) => {
      const keys = keysOf(act.id)
      return {
        id: `selected-${act.id}`,
        group: `${count} selected`,
        label: labelOf(act, count),
        icon: iconOf(act),
        run: () => void perform(desk, act),
        ...(keys === undefined ? {} : { keys }),
      }
    })
}

/** `Stop watching 4 of 7 selected`. */
function labelOf({ label, does, runs, leaves }: Act, all: string): string {
  const some = leaves.length > 0 ? `${runs.length.toLocaleString('en-US')} of ` : ''
  return `${does} ${some}${all} selected${label.endsWith('…') ? '…' : ''}`
}
