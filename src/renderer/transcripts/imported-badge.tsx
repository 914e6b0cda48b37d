// That a run was imported: a badge on the board, and a line on the run page.

import { FileDown } from 'lucide-react'
import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { cx } from '../ui/cx.ts'
import { formatDate, formatMinute } from '../ui/format-time.ts'
import { Time } from '../ui/time.tsx'
import { timeTip } from '../ui/time-tip.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'

type Props = { readonly run: Pick<RunSummary, 'imported'> }

/** The badge on a row; nothing for a run that was watched here. `brief` shows only the icon. */
export function ImportedBadge({
  run: { imported },
  brief = false,
}: Props & { readonly brief?: boolean }): ReactElement | null {
  if (imported === null) return null
  return (
    <span
      {...timeTip(imported.at, null, `Imported from ${imported.file}`)}
      className={cx(
        'ml-2 inline-flex h-5 shrink-0 items-center gap-1 text-ink-3 text-tiny',
        !brief && 'rounded-sm px-1.5 ring-1 ring-line ring-inset',
      )}
    >
      <FileDown aria-hidden="true" size={brief ? 12 : 11} />
      <span className={brief ? 'sr-only' : undefined}>imported</span>
    </span>
  )
}

/** The line on the run page: which file, and when. */
export function ImportedLine({ run: { imported } }: Props): ReactElement | null {
  if (imported === null) return null
  return (
    <p className="-mt-1 mb-2 flex min-w-0 gap-1.5 text-ink-2 text-small leading-5">
      <FileDown aria-hidden="true" size={13} className="mt-[3px] shrink-0 text-ink-3" />
      <span className="min-w-0">
        Imported from{' '}
        <UntrustedText
          text={imported.file}
          className="inline-block max-w-64 truncate align-bottom font-medium"
        />{' '}
        on{' '}
        <Time
          at={imported.at}
          words={imported.file}
          focusable={true}
          shown={(at) => `${formatDate(at)} ${formatMinute(at)}`}
          className="whitespace-nowrap"
        />
        . It never connects.
      </span>
    </p>
  )
}
