// The sign of a severity: a shape of its own in its colour, faint where the alert is over or was seen.

import { Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Severity } from '../../core/run/attention.ts'
import { cx } from '../ui/cx.ts'
import { severityWords } from './model/words.ts'

const signs = {
  critical: { Icon: OctagonAlert, ink: 'text-bad' },
  warning: { Icon: TriangleAlert, ink: 'text-warn' },
  info: { Icon: Info, ink: 'text-ink-3' },
} as const satisfies Record<Severity, unknown>

/** The sign, with its word for screen readers. */
export function SeverityGlyph({
  severity,
  over = false,
  size = 15,
}: {
  readonly severity: Severity
  readonly over?: boolean
  readonly size?: number
}): ReactElement {
  const { Icon, ink } = signs[severity]
  return (
    <span
      role="img"
      aria-label={severityWords[severity]}
      title={severityWords[severity]}
      className={cx('inline-flex shrink-0', over ? 'text-ink-3' : ink)}
    >
      <Icon aria-hidden="true" size={size} />
    </span>
  )
}
