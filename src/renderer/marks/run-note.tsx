// The note on a run: plain text with line breaks, and a text area while it is edited.

import { type KeyboardEvent, type ReactElement, useState } from 'react'
import { longestNote } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk, useView } from '../desk/desk-context.ts'
import { modKey } from '../desk/hint.ts'
import { useWhyNot } from '../desk/may.ts'
import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/input.tsx'
import { UntrustedSpans } from '../ui/untrusted-text.tsx'

type Props = { readonly run: RunSummary }

const noteClass =
  'relative mt-2 block max-h-24 w-full overflow-y-auto rounded-md bg-hover px-2.5 py-1.5 text-left text-ink-2 text-small'

/** The note, or its field; nothing for a run without a note. */
export function RunNote({ run }: Props): ReactElement | null {
  const { actions } = useDesk()
  const editing = useView((state) => state.marking === 'note')
  const off = useWhyNot('operator', run)
  if (editing && off === null) return <NoteField run={run} />
  if (run.marks.note === '') return null
  const words = (
    <span dir="auto" className="block whitespace-pre-wrap break-words">
      <UntrustedSpans text={run.marks.note} />
    </span>
  )
  if (off !== null) return <div className={noteClass}>{words}</div>
  return (
    <button
      type="button"
      onClick={() => actions.edit(run.id, 'note')}
      className={`${noteClass} hover:bg-press`}
    >
      <span className="sr-only select-none">Edit the note</span>
      {words}
    </button>
  )
}

function NoteField({ run }: Props): ReactElement {
  const { view, actions } = useDesk()
  const [text, setText] = useState(run.marks.note)
  const leave = () => view.setState({ marking: null })
  const keep = () => {
    leave()
    if (text !== run.marks.note) void actions.mark(run.id, { note: text })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && text === run.marks.note) leave()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep()
  }
  return (
    <div className="mt-2 flex flex-col gap-2">
      <TextArea
        aria-label="Note"
        autoFocus
        rows={3}
        maxLength={longestNote}
        placeholder="What whoever looks at this run should know"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="flex items-center gap-2">
        <Button variant="primary" onClick={keep} title={`${modKey(navigator.platform)} Enter`}>
          Save the note
        </Button>
        <Button onClick={leave}>Leave it</Button>
        {run.marks.note !== '' && (
          <Button
            variant="danger"
            onClick={() => {
              leave()
              void actions.mark(run.id, { note: '' })
            }}
          >
            Remove
          </Button>
        )}
      </div>
    </div>
  )
}
