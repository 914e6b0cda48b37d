// A dividing line between the rows: a gap, an attempt, how the stream ended.

import { memo, type ReactElement } from 'react'
import { cx } from '../../ui/cx.ts'
import { GridCell, GridRow } from '../../ui/grid.tsx'
import { UntrustedText } from '../../ui/untrusted-text.tsx'
import type { Divider } from '../data/dividers.ts'

const inks = { plain: 'text-ink-3', gap: 'text-ink-2', lost: 'text-warn' } as const

/** The line, in a slot of its own. */
export const LogDivider = memo(function LogDivider({ divider }: { readonly divider: Divider }): ReactElement {
  return (
    <GridRow
      title={divider.text}
      className={cx('flex h-full items-center gap-3 pr-3 pl-5 text-tiny', inks[divider.tone])}
    >
      <Rule tone={divider.tone} />
      <GridCell className="truncate">
        <UntrustedText text={divider.text} />
      </GridCell>
      <Rule tone={divider.tone} long />
    </GridRow>
  )
})

/** Dashed for a gap, solid for an attempt. */
function Rule({
  tone,
  long = false,
}: {
  readonly tone: Divider['tone']
  readonly long?: boolean
}): ReactElement {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'h-0 border-t',
        long ? 'min-w-6 flex-1' : 'w-6 shrink-0',
        tone === 'plain' ? 'border-line' : 'border-dashed',
        tone === 'lost' ? 'border-warn/60' : tone === 'gap' && 'border-edge',
      )}
    />
  )
}
