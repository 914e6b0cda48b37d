// The menu under the pointer for the selected runs: the acts of the bar, each with what it leaves alone and why.

import type { ReactElement } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { hintOf } from '../desk/keys.ts'
import { whyNot } from '../desk/may.ts'
import type { Selected } from '../store/selection.ts'
import { MenuAt, MenuGroup, MenuItem } from '../ui/menu.tsx'
import { actsOn } from './acts.ts'
import { iconOf, keysOf } from './look.ts'
import { perform } from './perform.ts'

type Props = {
  readonly at: { readonly x: number; readonly y: number }
  readonly selected: Selected
  readonly onClosed: () => void
}

/** The menu for what is `selected`, open at a point of the window. */
export function SelectionMenu({ at: { x, y }, selected: { runs }, onClosed }: Props): ReactElement {
  const desk = useDesk()
  const me = useLive((state) => state.me)
  const [first] = runs
  const title = `${formatCount(runs.length, 'run')} selected`
  return (
    <MenuAt x={x} y={y} label={title} onClosed={onClosed}>
      <MenuGroup title={title}>
        {first !== undefined && runs.length === 1 && (
          <MenuItem keys={hintOf('open')} onSelect={() => desk.actions.open(first.id)}>
            Open
          </MenuItem>
        )}
        {actsOn(runs, (run) => whyNot(me, 'operator', run)).map((act) => {
          const Icon = iconOf(act)
          const keys = keysOf(act.id)
          const under = act.off ?? [...(act.note === null ? [] : [act.note]), ...act.leaves].join('. ')
          return (
            <MenuItem
              key={act.id}
              off={act.off !== null}
              danger={act.id === 'remove'}
              {...(keys === undefined ? {} : { keys })}
              {...(under === '' ? {} : { under })}
              onSelect={() => void perform(desk, act)}
            >
              <Icon aria-hidden="true" size={14} className="shrink-0 text-ink-3" />
              {act.label}
            </MenuItem>
          )
        })}
      </MenuGroup>
    </MenuAt>
  )
}
