// A long text that grows, in blocks of which only the last is drawn again and only visible ones are laid out.

import { memo, type ReactElement, useMemo } from 'react'
import { keyByIndex } from '../ui/key-by-index.ts'
import { UntrustedSpans } from '../ui/untrusted-text.tsx'
import { textBlocks } from './text-blocks.ts'

/** `content`; with a caret at its end while it is `open`, which is to say that more may come. */
export function TextBody({
  content,
  open,
}: {
  readonly content: string
  readonly open: boolean
}): ReactElement {
  const blocks = useMemo(() => textBlocks(content), [content])
  return (
    <>
      {keyByIndex(blocks).map(({ key, index, item: block }) => (
        <Block key={key} text={block} last={open && index === blocks.length - 1} />
      ))}
    </>
  )
}

const Block = memo(function Block({
  text,
  last,
}: {
  readonly text: string
  readonly last: boolean
}): ReactElement {
  return (
    <div dir="auto" className={last ? 'whitespace-pre-wrap' : 'lazy-block whitespace-pre-wrap'}>
      <UntrustedSpans text={text} />
      {last && (
        <span
          aria-hidden="true"
          className="ml-0.5 inline-block h-[1.1em] w-[2px] translate-y-[0.2em] animate-caret bg-accent"
        />
      )}
    </div>
  )
})
