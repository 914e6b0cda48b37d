// The run's title; a double click or its key turns it into a field. Enter and leaving the field save it, Esc does not.

import { type KeyboardEvent, type ReactElement, useState } from 'react'
import { longestTitle } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk, useView } from '../desk/desk-context.ts'
import { hintOf } from '../desk/keys.ts'
import { useWhyNot } from '../desk/may.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'

/** The title of `run`, editable in place. */
export function RunTitle({ run }: { readonly run: RunSummary }): ReactElement {
  const { actions } = useDesk()
  const editing = useView((state) => state.marking === 'title')
  const off = useWhyNot('operator', run)
  if (editing && off === null) return <TitleField run={run} />
  return (
    <h2
      className="selectable truncate font-semibold text-large leading-5 tracking-[-0.005em]"
      title={off === null ? `${run.title}\nDouble click or ${hintOf('edit-title')} to rename` : run.title}
      onDoubleClick={off === null ? () => actions.edit(run.id, 'title') : undefined}
    >
      <UntrustedText text={run.title} />
    </h2>
  )
}

function TitleField({ run }: { readonly run: RunSummary }): ReactElement {
  const { view, actions } = useDesk()
  const [text, setText] = useState(run.title)
  const leave = () => view.setState({ marking: null })
  const keep = () => {
    leave()
    if (text.trim() !== '' && text.trim() !== run.title) void actions.mark(run.id, { title: text })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') keep()
    if (event.key === 'Escape') leave()
  }
  return (
    <input
      aria-label="Title"
      // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field
      autoFocus
      autoComplete="off"
      spellCheck={false}
      maxLength={longestTitle}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={keep}
      onKeyDown={onKeyDown}
      className="-mx-1.5 -my-0.5 block h-6 w-full min-w-0 rounded-sm bg-raised px-1.5 font-semibold text-large leading-5 tracking-[-0.005em] ring-1 ring-edge ring-inset"
    />
  )
}
