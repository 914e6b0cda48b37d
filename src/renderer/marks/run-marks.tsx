// The line of tags under a run's title, and the note below it. A run without marks has neither.

import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk, useView } from '../desk/desk-context.ts'
import { RunNote } from './run-note.tsx'
import { TagChip } from './tag-chip.tsx'
import { TagField } from './tag-field.tsx'

/** What a person has put on `run`, where it can be changed. */
export function RunMarks({ run }: { readonly run: RunSummary }): ReactElement {
  const { actions } = useDesk()
  const editing = useView((state) => state.marking === 'tags')
  const { tags } = run.marks
  return (
    <>
      {(tags.length > 0 || editing) && (
        <div className="mt-1.5 flex flex-wrap items-center gap-1.5">
          {tags.map((tag) => (
            <TagChip key={tag} tag={tag} onRemove={() => void actions.mark(run.id, { untag: [tag] })} />
          ))}
          {editing && <TagField run={run} />}
        </div>
      )}
      <RunNote run={run} />
    </>
  )
}
