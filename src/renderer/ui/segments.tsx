// A choice of few, all seen at once: radio buttons side by side.

import { type ReactElement, useId } from 'react'

export type Segment = { readonly words: string; readonly chosen: boolean; readonly choose: () => void }

/** The choice called `label`, of which one is chosen. */
export function Segments({
  label,
  segments,
}: {
  readonly label: string
  readonly segments: readonly Segment[]
}): ReactElement {
  const name = useId()
  return (
    <fieldset className="inline-flex max-w-full flex-wrap gap-0.5 rounded-md bg-hover p-0.5">
      <legend className="sr-only">{label}</legend>
      {segments.map(({ words, chosen, choose }) => (
        <label
          key={words}
          className="flex h-7 items-center rounded-sm px-3 text-ink-2 text-small hover:text-ink has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:shadow-card has-checked:ring-1 has-checked:ring-line has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input type="radio" name={name} checked={chosen} onChange={choose} className="sr-only" />
          {words}
        </label>
      ))}
    </fieldset>
  )
}
