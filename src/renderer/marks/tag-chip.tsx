// A tag on a row and in a header.

import { X } from 'lucide-react'
import type { ReactElement } from 'react'
import { UntrustedText } from '../ui/untrusted-text.tsx'

/** One tag; with `onRemove` it has a button to remove it. */
export function TagChip({
  tag,
  onRemove,
}: {
  readonly tag: string
  readonly onRemove?: () => void
}): ReactElement {
  return (
    <span
      title={tag}
      className="inline-flex h-5 max-w-40 min-w-0 shrink-0 items-center gap-0.5 rounded-sm bg-hover px-1.5 text-ink-2 text-tiny ring-1 ring-line ring-inset"
    >
      <UntrustedText text={tag} className="truncate" />
      {onRemove !== undefined && (
        <button
          type="button"
          aria-label={`Take off the tag ${tag}`}
          onClick={onRemove}
          className="hit -mr-1 inline-flex size-4 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-press hover:text-ink"
        >
          <X aria-hidden="true" size={11} />
        </button>
      )}
    </span>
  )
}
