// A stranger's text, made harmless: text nodes only, its direction kept to itself, and signs that would not be seen shown
// by name. Everything that a server said passes through here.

import { Fragment, type ReactElement, useMemo } from 'react'
import { visibleSpans } from './visible.ts'

/** `text` in a `<bdi>`, so that its direction never reorders what stands around it. */
export function Inert({
  text,
  className,
}: {
  readonly text: string
  readonly className?: string
}): ReactElement {
  return (
    <bdi className={className}>
      <Spans text={text} />
    </bdi>
  )
}

/** The same without an element around it, for blocks that set `dir="auto"` themselves. */
export function Spans({ text }: { readonly text: string }): ReactElement {
  const spans = useMemo(() => visibleSpans(text), [text])
  const only = spans.length === 1 ? spans[0] : undefined
  if (only?.type === 'text') return <>{only.text}</>
  return (
    <>
      {spans.map((span, i) => {
        // The spans of one text never move; a change makes all of them anew.
        const key = `${i}`
        return span.type === 'text' ? (
          <Fragment key={key}>{span.text}</Fragment>
        ) : (
          <span key={key} role="img" aria-label={span.name} data-sign={span.name} className="hidden-sign" />
        )
      })}
    </>
  )
}
