// A field that adds tags to a run, one after the other, and suggests those of other runs.

import { type KeyboardEvent, type ReactElement, useId, useState } from 'react'
import { cleanTag, longestTag } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk } from '../desk/desk-context.ts'
import { cx } from '../ui/cx.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { suggestTags } from './suggest-tags.ts'

/** Adds typed or chosen tags to `run`. Leaving the field adds what was typed and ends the editing. */
export function TagField({ run }: { readonly run: RunSummary }): ReactElement {
  const { live, view, actions } = useDesk()
  const [text, setText] = useState('')
  const [at, setAt] = useState(-1)
  const list = useId()
  const suggested = suggestTags(live.getState().runs.values(), run.marks.tags, text)
  const leave = () => view.setState({ marking: null })

  const put = (tag: string) => {
    setText('')
    setAt(-1)
    if (cleanTag(tag) !== '') void actions.mark(run.id, { tag: [cleanTag(tag)] })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const last = run.marks.tags.at(-1)
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      setAt(Math.max(-1, Math.min(suggested.length - 1, at + step)))
      event.preventDefault()
    } else if (event.key === 'Escape') leave()
    else if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault()
      const tag = suggested[at] ?? text
      if (cleanTag(tag) === '') leave()
      else put(tag)
    } else if (event.key === 'Backspace' && text === '' && last !== undefined)
      void actions.mark(run.id, { untag: [last] })
  }
  return (
    <span className="relative">
      <input
        role="combobox"
        aria-label="Add a tag"
        aria-expanded={suggested.length > 0}
        aria-controls={list}
        aria-activedescendant={at >= 0 ? `${list}-${at}` : undefined}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field
        autoFocus
        autoComplete="off"
        spellCheck={false}
        maxLength={longestTag}
        placeholder="Add a tag"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setAt(-1)
        }}
        onBlur={() => {
          put(text)
          leave()
        }}
        onKeyDown={onKeyDown}
        className="-my-0.5 h-6 w-28 rounded-sm bg-raised px-1.5 text-small ring-1 ring-edge ring-inset"
      />
      {suggested.length > 0 && (
        <div
          id={list}
          role="listbox"
          aria-label="Tags of other runs"
          className="absolute top-6 left-0 z-30 w-48 animate-rise rounded-lg bg-overlay p-1 shadow-pop"
        >
          {suggested.map((tag, i) => (
            <div
              key={tag}
              id={`${list}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === at}
              // On mouse down, because a click comes after the field has lost the focus, which ends the editing.
              onMouseDown={(event) => {
                event.preventDefault()
                put(tag)
              }}
              onMouseEnter={() => setAt(i)}
              className={cx('flex h-7 items-center rounded-md px-2 text-small', i === at && 'bg-hover')}
            >
              <UntrustedText text={tag} className="truncate" />
            </div>
          ))}
        </div>
      )}
    </span>
  )
}
