// The choice of the kind, as radio buttons with icons.

import type { ReactElement } from 'react'
import type { KindInfo } from '../../core/contract/contract.ts'
import { KindIcon } from '../ui/kind-icon.tsx'

type Props = {
  readonly kinds: readonly KindInfo[]
  readonly chosen: string
  readonly onChoose: (kind: KindInfo) => void
}

/** The picker, with the description of the chosen kind below. */
export function KindPicker({ kinds, chosen, onChoose }: Props): ReactElement {
  const kind = kinds.find((one) => one.id === chosen)
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium text-ink-2 text-small">Kind</legend>
      <div className="flex flex-wrap gap-1.5">
        {kinds.map((one) => (
          <label
            key={one.id}
            className="flex h-8 items-center gap-2 rounded-md px-2.5 text-ink-2 ring-1 ring-line ring-inset hover:bg-hover has-checked:bg-select has-checked:text-ink has-checked:ring-accent/50 has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="kind"
              value={one.id}
              checked={one.id === chosen}
              onChange={() => onChoose(one)}
              className="sr-only"
            />
            <KindIcon name={one.icon} size={14} />
            {one.label}
          </label>
        ))}
      </div>
      <p className="mt-1.5 min-h-8 text-ink-3 text-tiny">{kind?.description}</p>
    </fieldset>
  )
}
