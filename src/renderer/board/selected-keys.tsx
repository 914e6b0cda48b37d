// The keys that act on what is selected. They work while the focus is on the board or nowhere: in the run beside it, a key is
// for that run.

import { useDesk } from '../desk/desk-context.ts'
import { whyNot } from '../desk/may.ts'
import { useShortcuts } from '../desk/use-shortcuts.ts'
import { type ActId, actsOn } from '../select/acts.ts'
import { perform, selectedNow } from '../select/perform.ts'
import { selectNothing } from './selecting.ts'
import { onBoardOnly } from './selecting-keys.tsx'

/** Draws nothing; listens while runs are selected. */
export function SelectedKeys(): null {
  const desk = useDesk()
  const act = (wanted: ActId) => () => {
    const { me } = desk.live.getState()
    const acts = actsOn(selectedNow(desk).runs, (run) => whyNot(me, 'operator', run))
    const found = acts.find(({ id }) => id === wanted)
    if (found !== undefined) void perform(desk, found)
  }
  useShortcuts(
    'selected',
    {
      'stop-selected': act('stop'),
      'selected-seen': act('seen'),
      'snooze-selected': act('snooze'),
      'pin-selected': act('pin'),
      'tag-selected': act('tag'),
      'compare-selected': act('compare'),
      'remove-selected': act('remove'),
      'select-nothing': () => selectNothing(desk),
    },
    onBoardOnly,
  )
  return null
}
