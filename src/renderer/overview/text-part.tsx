// The text that a job writes. It says what the text is: unfinished, the server's final text, different from its pieces, or
// cut.

import type { ReactElement } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { Text } from '../../core/job/job.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Section } from '../ui/section.tsx'
import { TextBody } from './text-body.tsx'

/** The assembled text; `unfinished` while more of it may come. */
export function TextPart({
  text,
  unfinished,
}: {
  readonly text: Text
  readonly unfinished: boolean
}): ReactElement {
  const open = unfinished && text.source === 'pieces'
  return (
    <Section title="Text" note={<TextNote text={text} open={open} />}>
      <TextRemarks text={text} />
      <div className="selectable rounded-lg bg-raised px-6 py-5 ring-1 ring-line ring-inset">
        <div className="mx-auto max-w-[68ch] text-[14px] leading-[1.7] [overflow-wrap:anywhere]">
          <TextBody content={text.content} open={open} />
        </div>
      </div>
    </Section>
  )
}

function TextNote({ text, open }: { readonly text: Text; readonly open: boolean }): ReactElement {
  const length = formatCount(text.length, 'character')
  const source =
    text.source === 'final'
      ? 'the server’s final text'
      : open
        ? 'unfinished, still being written'
        : `joined from ${formatCount(text.pieces, 'piece')}`
  return (
    <span className="flex items-center gap-3">
      <span>
        {source} · {length}
      </span>
      <CopyButton text={text.content} label="Copy the text" />
    </span>
  )
}

/** Warnings about the text: the final text differs from the pieces, or it is cut. */
function TextRemarks({ text }: { readonly text: Text }): ReactElement | null {
  const remarks: string[] = []
  if (text.differs) remarks.push('The final text differs from its pieces; this is the final one.')
  if (text.length > text.content.length) {
    const [shown, whole] = [text.content.length, text.length].map((n) => n.toLocaleString('en-US'))
    remarks.push(`Cut at ${shown} of ${whole} characters; the log has everything.`)
  }
  if (remarks.length === 0) return null
  return <p className="mb-2 rounded-md bg-warn/8 px-3 py-1.5 text-small text-warn">{remarks.join(' ')}</p>
}
