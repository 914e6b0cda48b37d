// The bar over the board while runs are selected, in the place of its toolbar so that no row moves: how many, and what can be
// done with them. A button says how many it is for where these are not all, and in its hint why not the others.

import { X } from 'lucide-react'
import type { ReactElement } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { hintOf } from '../desk/keys.ts'
import { whyNot } from '../desk/may.ts'
import type { Selected } from '../store/selection.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { tipKeys, tipText } from '../ui/tip.ts'
import { type Act, actsOn, formatAct } from './acts.ts'
import { iconOf, keysOf } from './look.ts'
import { perform } from './perform.ts'

type Props = {
  readonly selected: Selected
  /** The number of runs in view. */
  readonly inView: number
  readonly onAll: () => void
  readonly onNone: () => void
}

/** The bar for what is `selected`. */
export function SelectionBar({ selected: { runs, elsewhere }, inView, onAll, onNone }: Props): ReactElement {
  const me = useLive((state) => state.me)
  return (
    <section
      aria-label="Selected runs"
      className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-1 gap-y-0.5 border-line border-b bg-select py-1.5 pr-3 pl-3"
    >
      <IconButton label="Select nothing" keys={hintOf('select-nothing')} onClick={onNone}>
        <X aria-hidden="true" size={15} />
      </IconButton>
      <p aria-live="polite" className="mr-2 flex min-w-0 items-baseline gap-2 whitespace-nowrap">
        <span className="font-semibold tabular-nums">{formatCount(runs.length, 'run')} selected</span>
        {elsewhere > 0 && (
          <span
            title="Selected before the board was filtered: nothing is done with them"
            className="text-ink-2 text-small tabular-nums"
          >
            {elsewhere.toLocaleString('en-US')} more not in view
          </span>
        )}
      </p>
      {actsOn(runs, (run) => whyNot(me, 'operator', run)).map((act) => (
        <ActButton key={act.id} act={act} />
      ))}
      {runs.length < inView && (
        <Button
          variant="quiet"
          size="small"
          {...{
            [tipText]: `Select all ${inView.toLocaleString('en-US')} in view`,
            [tipKeys]: hintOf('select-all-runs'),
          }}
          onClick={onAll}
          className="ml-auto @max-[1000px]/board:hidden"
        >
          Select all {inView.toLocaleString('en-US')}
        </Button>
      )}
    </section>
  )
}

/** Named in full for a screen reader; what is not offered can be reached all the same, and says why. */
function ActButton({ act }: { readonly act: Act }): ReactElement {
  const desk = useDesk()
  const Icon = iconOf(act)
  const hint = formatAct(act)
  const keys = keysOf(act.id)
  return (
    <Button
      variant="quiet"
      size="small"
      aria-disabled={act.off !== null}
      aria-description={hint}
      {...{ [tipText]: hint, [tipKeys]: keys }}
      onClick={() => void perform(desk, act)}
      className="aria-disabled:cursor-default aria-disabled:text-ink-3 aria-disabled:opacity-60"
    >
      <Icon aria-hidden="true" size={14} />
      <span className="@max-[820px]/board:sr-only">{act.label}</span>
      {act.off === null && act.leaves.length > 0 && (
        <span className="tabular-nums opacity-75">{act.runs.length.toLocaleString('en-US')}</span>
      )}
    </Button>
  )
}
