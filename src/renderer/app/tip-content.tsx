// What the tooltip of the window says of an element: its words and key, or a time in both forms.

import type { ReactElement } from 'react'
import { formatDuration } from '../../core/basics/quantities.ts'
import { useNow } from '../desk/desk-context.ts'
import { formatFromNow, formatFullTime } from '../ui/format-time.ts'
import { Kbd } from '../ui/kbd.tsx'
import { tipAt, tipKeys, tipText } from '../ui/tip.ts'

/** The content of the tooltip of `element`. */
export function TipContent({ element }: { readonly element: Element }): ReactElement {
  const words = element.getAttribute(tipText)
  const [at, until] = (element.getAttribute(tipAt) ?? '').split(' ').filter(Boolean).map(Number)
  if (at !== undefined) return <TimeTip words={words ?? ''} at={at} until={until ?? null} />
  return (
    <>
      {words}
      {element.hasAttribute(tipKeys) && <Kbd keys={element.getAttribute(tipKeys) ?? ''} />}
    </>
  )
}

function TimeTip({
  words,
  at,
  until,
}: {
  readonly words: string
  readonly at: number
  readonly until: number | null
}): ReactElement {
  const now = useNow()
  return (
    <span className="tabular-nums">
      {words !== '' && <span className="block break-words text-ink-2">{words}</span>}
      <span className="block">{formatFullTime(at)}</span>
      {until !== null && <span className="block">{formatFullTime(until)}</span>}
      <span className="block text-ink-2">
        {until !== null && `${formatDuration(Math.max(0, until - at))} long, `}
        {formatFromNow(now - (until ?? at))}
      </span>
    </span>
  )
}
