// One item that a job made: as a card, and as a line. All of its text is untrusted.

import type { ReactElement } from 'react'
import type { Item } from '../../core/job/job.ts'
import { type JobState, jobStates } from '../../core/run/states.ts'
import { cx } from '../ui/cx.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { keyByIndex } from '../ui/key-by-index.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'

const maxTags = 4

/** `over`: the job has ended, so that no item is in the making, whatever its last state was. */
type Props = { readonly item: Item; readonly over: boolean }

/** The item as a card. */
export function ItemCard({ item, over }: Props): ReactElement {
  return (
    <article className="selectable flex min-w-0 flex-1 flex-col gap-1 rounded-md bg-raised px-3 py-2.5 ring-1 ring-line ring-inset">
      <div className="flex items-start gap-2">
        <h4 dir="auto" className="min-w-0 flex-1 font-medium leading-[18px] [overflow-wrap:anywhere]">
          <UntrustedText text={item.title} />
        </h4>
        <ItemState state={item.state} over={over} />
      </div>
      {item.description !== null && (
        <p dir="auto" className="line-clamp-2 text-ink-3 text-small [overflow-wrap:anywhere]">
          <UntrustedText text={item.description} />
        </p>
      )}
      {item.tags.length > 0 && (
        <div className="mt-auto pt-1.5">
          <Tags tags={item.tags} wrap />
        </div>
      )}
    </article>
  )
}

/** The item as a line; the `first` has no line above it. */
export function ItemLine({ item, over, first }: Props & { readonly first: boolean }): ReactElement {
  return (
    <div className={cx('selectable flex h-full items-center gap-3 px-3.5', !first && 'border-line border-t')}>
      <ItemState state={item.state} over={over} />
      <UntrustedText text={item.title} className="max-w-[50%] truncate" />
      {item.description !== null && (
        <UntrustedText text={item.description} className="min-w-0 flex-1 truncate text-ink-3 text-small" />
      )}
      <span className="ml-auto shrink-0">
        <Tags tags={item.tags.slice(0, 2)} />
      </span>
    </div>
  )
}

/** Whether an item of this state was still being made. */
export function isUnderWay(state: string | null): boolean {
  return state === 'pending' || state === 'processing'
}

type StateProps = { readonly state: string | null; readonly over: boolean }

function ItemState({ state, over }: StateProps): ReactElement | null {
  // Nothing is in the making any more; the list says how many were never said to be done.
  if (state === null || (over && isUnderWay(state))) return null
  const known: JobState | undefined = jobStates.find((one) => one === state)
  return (
    <span className="flex h-[18px] shrink-0 items-center gap-1 text-ink-3 text-tiny" title={state}>
      {known === undefined ? (
        <UntrustedText text={state} className="max-w-24 truncate" />
      ) : (
        <JobGlyph state={known} />
      )}
      {known !== undefined && known !== 'completed' && known}
      {known === 'completed' && <span className="sr-only">completed</span>}
    </span>
  )
}

function Tags({
  tags,
  wrap = false,
}: {
  readonly tags: readonly string[]
  readonly wrap?: boolean
}): ReactElement {
  const more = tags.length - maxTags
  return (
    <span className={cx('flex gap-1', wrap && 'flex-wrap')}>
      {keyByIndex(tags.slice(0, maxTags)).map(({ key, item: tag }) => (
        <span
          key={key}
          className="inline-block max-w-32 truncate rounded-sm bg-hover px-1.5 text-ink-2 text-tiny"
        >
          <UntrustedText text={tag} />
        </span>
      ))}
      {more > 0 && <span className="text-ink-3 text-tiny">+{more}</span>}
    </span>
  )
}
