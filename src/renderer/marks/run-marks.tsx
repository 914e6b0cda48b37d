// The tags and the note under a run's title; nothing for a run without them.

import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk, useView } from '../desk/desk-context.ts'
import { useWhyNot } from '../desk/may.ts'
import { RunNote } from './run-note.tsx'
import { TagChip } from './tag-chip.tsx'
import { TagField } from './tag-field.tsx'

/** The tags and the note of `run`, editable. */
export function RunMarks({ run }: { readonly run: RunSummary }): ReactElement {
  const { actions } = useDesk()
  const off = useWhyNot('operator', run)
  const editing = useView((state) => state.marking === 'tags') && off === null
  const { tags } = run.marks
  return (
    <>
      {(tags.length > 0 || editing) && (
        <div className="-mt-1 mb-2 flex flex-wrap items-center gap-1.5">
          {tags.map((tag) => (
            <TagChip
              key={tag}
              tag={tag}
              {...(off === null ? { onRemove: () => void actions.mark(run.id, { untag: [tag] }) } : {})}
            />
          ))}
          {editing && <TagField run={run} />}
        </div>
      )}
      <RunNote run={run} />
    </>
  )
}
