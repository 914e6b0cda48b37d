// A dividing line between the rows: a gap, an attempt, an alert, how the stream ended.

import { Bell } from 'lucide-react'
import { memo, type ReactElement } from 'react'
import { cx } from '../../ui/cx.ts'
import { GridCell, GridRow } from '../../ui/grid.tsx'
import { UntrustedText } from '../../ui/untrusted-text.tsx'
import type { Divider } from '../data/dividers.ts'

const inks = {
  plain: 'text-ink-3',
  gap: 'text-ink-2',
  lost: 'text-warn',
  noted: 'text-ink-2',
  alert: 'text-warn',
} as const

/** The line, in a slot of its own. */
export const LogDivider = memo(function LogDivider({ divider }: { readonly divider: Divider }): ReactElement {
  const isAlert = divider.tone === 'alert' || divider.tone === 'noted'
  return (
    <GridRow
      title={divider.text}
      className={cx('flex h-full items-center gap-3 pr-3 pl-5 text-tiny', inks[divider.tone])}
    >
      <Rule tone={divider.tone} />
      <GridCell className="flex min-w-0 items-center gap-1.5">
        {isAlert && <Bell aria-label="Alert" size={11} className="shrink-0" />}
        <UntrustedText text={divider.text} className="truncate" />
      </GridCell>
      <Rule tone={divider.tone} long />
    </GridRow>
  )
})

const rules = {
  plain: 'border-line',
  gap: 'border-edge border-dashed',
  lost: 'border-warn/60 border-dashed',
  noted: 'border-line',
  alert: 'border-warn/60',
} as const

/** Dashed for a gap, solid for an attempt or an alert. */
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
      className={cx('h-0 border-t', long ? 'min-w-6 flex-1' : 'w-6 shrink-0', rules[tone])}
    />
  )
}
