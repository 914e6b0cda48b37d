// The duration of each stage in both runs: two bars of one scale, with the difference in words.

import type { ReactElement } from 'react'
import { formatMs } from '../../core/basics/quantities.ts'
import type { StagePair } from '../../core/figures/comparison.ts'
import { cx } from '../ui/cx.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { durationRow } from './fact-rows.ts'

type Props = {
  readonly stages: readonly StagePair[]
  /** The texts for a stage that the right side does not have: in place of its bar, and of the difference. */
  readonly lacking: { readonly bar: string; readonly difference: string }
}

/** The bars of all stages. */
export function StagePairs({ stages, lacking }: Props): ReactElement {
  const most = Math.max(1, ...stages.flatMap(({ a, b }) => [a ?? 0, b ?? 0]))
  return (
    <ol className="flex flex-col">
      {stages.map(({ id, label, a, b, missing }) => {
        const { difference, notable } = durationRow(label, a, b)
        const words = { a: 'only on the right', b: lacking.difference }
        return (
          <li
            key={id}
            className="grid grid-cols-[minmax(96px,200px)_minmax(0,1fr)_150px] items-center gap-x-4 gap-y-1 border-line border-t py-2 @max-[600px]/compare:grid-cols-[minmax(0,1fr)_auto]"
          >
            <UntrustedText text={label} className="truncate text-ink-2 text-small" />
            <div className="flex flex-col gap-1 @max-[600px]/compare:order-last @max-[600px]/compare:col-span-2">
              <Bar side="left" ms={a} most={most} className="bg-accent">
                {missing === 'a' ? 'not in this run' : 'did not end'}
              </Bar>
              <Bar side="right" ms={b} most={most} className="bg-ink-3">
                {missing === 'b' ? lacking.bar : 'did not end'}
              </Bar>
            </div>
            <span className={cx('text-small', notable ? 'font-semibold' : 'text-ink-3')}>
              {missing === null ? difference : words[missing]}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

function Bar({
  side,
  ms,
  most,
  className,
  children,
}: {
  readonly side: 'left' | 'right'
  readonly ms: number | null
  readonly most: number
  readonly className: string
  /** The text where there is no duration. */
  readonly children: string
}): ReactElement {
  return (
    <span className="flex h-3.5 items-center gap-2">
      <span className="sr-only">{side}</span>
      {ms !== null && (
        <span
          aria-hidden="true"
          className={cx('h-2 min-w-0.5 rounded-[2px]', className)}
          style={{ width: `${(ms / most) * 78}%` }}
        />
      )}
      <span className="shrink-0 whitespace-nowrap text-ink-3 text-tiny tabular-nums">
        {ms === null ? children : formatMs(ms)}
      </span>
    </span>
  )
}
