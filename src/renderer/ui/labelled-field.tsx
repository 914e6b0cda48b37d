// A field with its label above, and its help or its problem below. The line below always takes its room, so that a problem
// does not move the form.

import { type ReactElement, type ReactNode, useId } from 'react'

export type FieldIds = {
  readonly id: string
  readonly 'aria-describedby': string
  readonly 'aria-invalid': boolean
}

type Props = {
  readonly label: string
  readonly help?: ReactNode
  readonly problem?: string | null
  readonly optional?: boolean
  /** Draws the control; the ids connect it to its label and to the line below. */
  readonly children: (ids: FieldIds) => ReactNode
}

/** One labelled field. */
export function LabelledField({
  label,
  help,
  problem = null,
  optional = false,
  children,
}: Props): ReactElement {
  const id = useId()
  return (
    <div className="flex min-w-0 flex-col">
      <label htmlFor={id} className="mb-1 font-medium text-ink-2 text-small">
        {label}
        {optional && <span className="ml-1.5 font-normal text-ink-3">optional</span>}
      </label>
      {children({ id, 'aria-describedby': `${id}-line`, 'aria-invalid': problem !== null })}
      <p
        id={`${id}-line`}
        className={problem === null ? 'mt-1 min-h-4 text-ink-3 text-tiny' : 'mt-1 min-h-4 text-bad text-tiny'}
      >
        {problem ?? help}
      </p>
    </div>
  )
}
