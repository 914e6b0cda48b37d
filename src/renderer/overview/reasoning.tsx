// What a model thought on the way to its answer: one closed line with its length and how long it took, which opens.

import { ChevronRight } from 'lucide-react'
import { type ReactElement, useId, useState } from 'react'
import { formatCount, formatMs } from '../../core/basics/quantities.ts'
import type { Job, Text } from '../../core/job/job.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { cx } from '../ui/cx.ts'
import { TextBody } from './text-body.tsx'

type Props = {
  readonly job: Job
  /** More may come. */
  readonly unfinished: boolean
}

/** The reasoning; nothing where none was sent. */
export function Reasoning({ job, unfinished }: Props): ReactElement | null {
  const [opened, setOpened] = useState(false)
  const id = useId()
  const { reasoning: text, reasoned, written } = job
  if (text === undefined) return null
  const isWriting = unfinished && text.source === 'pieces' && reasoned?.lastAt === written?.lastAt
  const ms = reasoned === undefined ? 0 : reasoned.lastAt - reasoned.firstAt
  return (
    <section aria-label="Reasoning" className="min-w-0">
      <div className="flex min-h-7 items-center gap-3">
        <h3 className="min-w-0 flex-1">
          <button
            type="button"
            aria-expanded={opened}
            aria-controls={id}
            onClick={() => setOpened(!opened)}
            className="-mx-1 flex min-h-7 w-full flex-wrap items-center gap-x-2 rounded-sm px-1 text-left text-small hover:bg-hover"
          >
            <ChevronRight
              aria-hidden="true"
              size={13}
              className={cx('shrink-0 text-ink-3 transition-transform', opened && 'rotate-90')}
            />
            <span className="font-medium text-ink-2">Reasoning</span>
            <span className={cx('tabular-nums', isWriting ? 'text-accent' : 'text-ink-3')}>
              {isWriting ? 'being written' : ms > 0 ? `took ${formatMs(ms)}` : 'came at once'}
            </span>
            <span className="ml-auto text-ink-3 text-tiny tabular-nums">{lengthWords(text)}</span>
          </button>
        </h3>
        <CopyButton text={text.content} label="Copy the reasoning" className="shrink-0" />
      </div>
      <div
        id={id}
        hidden={!opened}
        className="selectable mt-1 ml-1.5 border-line border-l-2 py-1 pl-4 text-ink-2 leading-[1.6] [overflow-wrap:anywhere]"
      >
        {opened && (
          <div className="max-w-[76ch]">
            <TextBody content={text.content} open={isWriting} />
            {text.length > text.content.length && (
              <p className="mt-2 text-small text-warn">
                Cut at {text.content.length.toLocaleString('en-US')} of {text.length.toLocaleString('en-US')}{' '}
                characters; the log has everything.
              </p>
            )}
          </div>
        )}
      </div>
    </section>
  )
}

/** `3,210 characters`, with where it was cut. */
function lengthWords({ length, content }: Text): string {
  const cut = length > content.length ? `, cut at ${content.length.toLocaleString('en-US')}` : ''
  return `${formatCount(length, 'character')}${cut}`
}
