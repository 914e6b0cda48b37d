// The marks of a run on its board row, after the title: the pin where the row's buttons have no room for it, the first tag, the
// number of others, and the icon of a note.

import { Pin, StickyNote } from 'lucide-react'
import type { ReactElement } from 'react'
import { clip } from '../../core/basics/clip.ts'
import type { Marks } from '../../core/run/run.ts'
import { TagChip } from './tag-chip.tsx'

type Props = { readonly marks: Marks }

/** The pin; nothing for a run that is not pinned. */
export function RowPin({ marks }: Props): ReactElement | null {
  if (!marks.pinned) return null
  return (
    <span
      role="img"
      aria-label="Pinned"
      title="Pinned: kept by every rule"
      className="ml-1.5 inline-flex shrink-0 text-accent"
    >
      <Pin aria-hidden="true" size={12} fill="currentColor" />
    </span>
  )
}

/** The first tag, the number of the others, and the icon of a note. */
export function RowMarks({ marks }: Props): ReactElement | null {
  const [first, ...more] = marks.tags
  if (first === undefined && marks.note === '') return null
  return (
    <span className="ml-2 flex min-w-0 shrink-0 items-center gap-1">
      {first !== undefined && <TagChip tag={first} />}
      {more.length > 0 && (
        <span title={more.join(', ')} className="text-ink-3 text-tiny tabular-nums">
          +{more.length}
        </span>
      )}
      {marks.note !== '' && (
        <span
          role="img"
          aria-label="Has a note"
          title={clip(marks.note, 300)}
          className="inline-flex text-ink-3"
        >
          <StickyNote aria-hidden="true" size={12} />
        </span>
      )}
    </span>
  )
}
