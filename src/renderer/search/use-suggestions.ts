// The behaviour of a query field: the suggestions at the caret, the active one, and what the keys do. Arrows move, Enter and
// Tab accept, and Enter without an active suggestion submits.

import { type KeyboardEvent, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Completion, Option } from '../../core/query/complete.ts'
import { shortcutOf } from '../desk/keys.ts'
import type { Handlers } from '../desk/shortcuts.ts'
import { lazyChunk } from '../ui/lazy-part.tsx'
import { type QueryScope, useCompletionData } from './use-completion-data.ts'

export type Suggestion =
  | { readonly type: 'enter'; readonly label: string }
  | { readonly type: 'option'; readonly option: Option }

type Deps = {
  readonly value: string
  readonly onChange: (query: string) => void
  readonly onSubmit: (query: string) => void
  readonly scope: QueryScope
  readonly enterLabel: string | null
  readonly field: RefObject<HTMLInputElement | null>
}

/** What a query may go on with: loaded with the first field that is entered. */
const completer = lazyChunk(() => import('../../core/query/complete.ts'))
const noCompletion = (at: number): Completion => ({ from: at, to: at, options: [] })

/** The suggestions of one field, and what its events do. */
export function useSuggestions({ value, onChange, onSubmit, scope, enterLabel, field }: Deps) {
  const [focused, setFocused] = useState(false)
  const [closed, setClosed] = useState(true)
  const [caret, setCaret] = useState(0)
  const [active, setActive] = useState<number | null>(null)
  const caretNext = useRef<number | null>(null)
  const known = useCompletionData(scope, focused)
  const [complete, setComplete] = useState(() => completer.now()?.completeQuery ?? null)

  const completion = useMemo(() => {
    const at = Math.min(caret, value.length)
    return focused && complete !== null ? complete(value, at, known) : noCompletion(at)
  }, [complete, focused, value, caret, known])
  const list = useMemo<readonly Suggestion[]>(
    () => [
      ...(enterLabel === null ? [] : [{ type: 'enter' as const, label: enterLabel }]),
      ...completion.options.map((option) => ({ type: 'option' as const, option })),
    ],
    [enterLabel, completion],
  )
  const open = focused && !closed && list.length > 0
  const shown = open && active !== null && active < list.length ? active : null

  // Changing the value of the field from outside moves its caret to the end.
  useLayoutEffect(() => {
    const at = caretNext.current
    if (at === null) return
    caretNext.current = null
    field.current?.setSelectionRange(at, at)
    setCaret(at)
  })

  const take = (index: number) => {
    const suggestion = list[index]
    if (suggestion === undefined) return
    setActive(null)
    if (suggestion.type === 'enter') {
      setClosed(true)
      onSubmit(value)
      return
    }
    const { from, to } = completion
    const rest = value.slice(to)
    // After a value comes a space for the next word; after a name comes its value.
    const isName = /[:=<>]$/.test(suggestion.option.insert)
    const gap = isName || /^[\s,]/u.test(rest) ? '' : ' '
    caretNext.current = from + suggestion.option.insert.length + gap.length
    setClosed(false)
    onChange(value.slice(0, from) + suggestion.option.insert + gap + rest)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const { currentTarget, shiftKey } = event
    const id = shortcutOf('query', { key: event.key })
    const isOption = shown !== null && list[shown]?.type === 'option'
    // Tab leaves the field where there is nothing to take.
    if (id === null || (id === 'accept' && (shiftKey || !isOption))) return
    const move = (step: 1 | -1) => {
      if (closed) setClosed(false)
      else if (list.length > 0) setActive(nextActive(shown, list.length, step))
    }
    const handlers: Handlers<'query'> = {
      'next-suggestion': () => move(1),
      'previous-suggestion': () => move(-1),
      submit: () => {
        if (shown !== null) return take(shown)
        setClosed(true)
        onSubmit(value)
      },
      accept: () => shown !== null && take(shown),
      clear: () => {
        if (open) setClosed(true)
        else if (value === '') currentTarget.blur()
        else onChange('')
        setActive(null)
      },
    }
    handlers[id]()
    event.preventDefault()
  }

  return {
    open,
    list,
    active: shown,
    take,
    onKeyDown,
    typed: (text: string) => {
      setClosed(false)
      setActive(null)
      setCaret(field.current?.selectionStart ?? text.length)
      onChange(text)
    },
    moved: () => setCaret(field.current?.selectionStart ?? 0),
    entered: () => {
      setFocused(true)
      // Without it, the field is one without suggestions.
      completer.load().then(
        ({ completeQuery }) => setComplete(() => completeQuery),
        () => {},
      )
      setCaret(field.current?.selectionStart ?? value.length)
    },
    left: () => {
      setFocused(false)
      setClosed(true)
      setActive(null)
    },
  }
}

/** Beyond either end no suggestion is active, so that Enter submits. */
function nextActive(active: number | null, count: number, step: 1 | -1): number | null {
  if (active === null) return step === 1 ? 0 : count - 1
  const next = active + step
  return next < 0 || next >= count ? null : next
}
