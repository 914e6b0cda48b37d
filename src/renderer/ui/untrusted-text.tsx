// Text that a server sent, made safe to show: text nodes only, its direction isolated, invisible characters shown by name.
// All such text is drawn with these components.

import { Fragment, type ReactElement, useMemo } from 'react'
import { visibleSpans } from './visible-spans.ts'

/** `text` in a `<bdi>`, so that its direction does not reorder the text around it. */
export function UntrustedText({
  text,
  className,
}: {
  readonly text: string
  readonly className?: string
}): ReactElement {
  return (
    <bdi className={className}>
      <UntrustedSpans text={text} />
    </bdi>
  )
}

/** The same without an element around it, for blocks that set `dir="auto"` themselves. */
export function UntrustedSpans({ text }: { readonly text: string }): ReactElement {
  const spans = useMemo(() => visibleSpans(text), [text])
  const only = spans.length === 1 ? spans[0] : undefined
  if (only?.type === 'text') return <>{only.text}</>
  return (
    <>
      {spans.map((span, i) => {
        // The spans of one text never move; another text has other spans.
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
