// Which application asked for a run that comes through a tap: a badge beside its title. What the application says of itself is a
// stranger's text.

import { AppWindow } from 'lucide-react'
import type { ReactElement } from 'react'
import { clientName, clientWhole } from '../../core/run/client-name.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { cx } from './cx.ts'
import { tipText } from './tip.ts'
import { UntrustedText } from './untrusted-text.tsx'

/** The badge; nothing for a run that Runlight asks for itself. `nameClass`: classes of the name beside the icon. */
export function ClientBadge({
  run: { tapped },
  className,
  nameClass,
}: {
  readonly run: Pick<RunSummary, 'tapped'>
  readonly className?: string
  readonly nameClass?: string
}): ReactElement | null {
  if (tapped === undefined) return null
  const whole = `Asked for by ${clientWhole(tapped.client)}`
  return (
    <span
      {...{ [tipText]: whole }}
      className={cx(
        'inline-flex h-5 min-w-3 items-center overflow-hidden gap-1 text-ink-3 text-small',
        className,
      )}
    >
      <AppWindow role="img" aria-label="Through a tap, by" size={12} className="shrink-0" />
      <UntrustedText text={clientName(tapped.client)} className={cx('min-w-0 truncate', nameClass)} />
    </span>
  )
}
